"""The forum as residents and partners read of it."""

from email.utils import parseaddr

from django.conf import settings
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify

from citysafe.design.paging import page_of
from citysafe.design.uploads import download
from citysafe.pages.models import Partnership
from citysafe.privacy.models import PurgeRecord
from citysafe.publishing.views import public_page
from forum import outcomes
from forum.calendar import calendar_file
from forum.models import Event, EventPaper, EventQuestion
from forum.models.event import EventQuerySet

SECTION = {"section": "forum"}
PAST_ON_A_PAGE = 20


@public_page
def index(request: HttpRequest, *, preview: bool) -> HttpResponse:
    events = Event.objects.shown(preview=preview)
    year, chosen = _year(request, events.past())
    past = page_of(request, chosen, PAST_ON_A_PAGE)
    years = [*events.past().dates("held_on", "year", order="DESC")]
    coming = events.coming().prefetch_related("changes")
    updated_at = max((event.updated_at for event in [*coming, *past]), default=None)
    return render(
        request,
        "forum/index.html",
        SECTION
        | {"coming": coming, "past": past, "updated_at": updated_at, "last_purge": PurgeRecord.objects.whole().first()}
        | {
            "year": year,
            "years": years if len(years) > 1 and (year or past.has_other_pages()) else [],
            "query": f"year={year}" if year else "",
        },
    )


def _year(request: HttpRequest, past: EventQuerySet) -> tuple[str, EventQuerySet]:
    """The year that `?year=` asks for, and the forums of it; a year without any is a page that does not exist."""
    if (asked := request.GET.get("year")) is None:
        return "", past
    is_year = asked.isascii() and asked.isdecimal() and len(asked) == 4 and int(asked)
    if not (is_year and (chosen := past.filter(held_on__year=asked)).exists()):
        raise Http404
    return asked, chosen


@public_page
def event(request: HttpRequest, slug: str, *, preview: bool) -> HttpResponse:
    questions = Prefetch("questions", EventQuestion.objects.select_related("organisation"))
    shown = (
        Event.objects.shown(preview=preview)
        .select_related("places")
        .prefetch_related("agenda", "changes", "workshops", "papers", questions)
    )
    event = get_object_or_404(shown, slug=slug)
    return render(request, "forum/event.html", SECTION | {"event": event} | outcomes.told(event, preview=preview))


@public_page
def paper(request: HttpRequest, slug: str, pk: int, *, preview: bool) -> HttpResponseBase:
    found = get_object_or_404(EventPaper, event__in=Event.objects.shown(preview=preview).filter(slug=slug), pk=pk)
    return download(found.file, name=f"{slugify(found.title)}.pdf")


@public_page
def event_calendar(request: HttpRequest, slug: str, *, preview: bool) -> HttpResponse:
    event = get_object_or_404(Event.objects.shown(preview=preview).prefetch_related("changes"), slug=slug)
    organiser = Partnership.objects.values_list("name", flat=True).first() or settings.SITE_HOST
    mailbox = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    url = settings.SITE_URL + event.get_absolute_url()
    file = calendar_file(event, url=url, host=settings.SITE_HOST, organiser=organiser, mailbox=mailbox)
    name = f"{slugify(event.slug)}.ics"
    return HttpResponse(
        file, content_type="text/calendar; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
