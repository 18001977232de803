"""The calendar of releases, the page of one, and their feed."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from citysafe.design.atom import CONTENT_TYPE
from citysafe.design.paging import page_of
from citysafe.publishing.views import public_page
from statistics import contents, feed, notices, versions
from statistics.models import Measure, Release
from statistics.views.finding import page

PAST_ON_A_PAGE = 30


@public_page
def calendar(request: HttpRequest, *, preview: bool) -> HttpResponse:
    measures = Prefetch("measures", Measure.objects.shown(preview=preview).order_by("title"), to_attr="shown_measures")
    releases = Release.objects.in_calendar(preview=preview).prefetch_related("date_changes", measures)
    coming, past = list(releases.coming()), page_of(request, releases.past(), PAST_ON_A_PAGE)
    updated_at = max((release.updated_at for release in (*coming, *past)), default=None)
    context = {"coming": coming, "past": past, "updated_at": updated_at}
    return page(request, "statistics/releases.html", context)


@public_page
def release(request: HttpRequest, slug: str, *, preview: bool) -> HttpResponse:
    of = get_object_or_404(Release.objects.in_calendar(preview=preview), slug=slug)
    is_open = contents.is_open(of, preview=preview)
    held = contents.of(of, preview=preview) if is_open else []
    context = {
        "release": of,
        "is_open": is_open,
        "contents": held,
        "notices": notices.of_release(of, [content.figure for content in held], {content.series for content in held}),
        "measures": of.measures.all() & Measure.objects.shown(preview=preview),
        "early_access": of.early_access.all() if is_open else [],
        "sent_by": versions.role(of.sent_by) if of.sent_by else "",
        "released_by": versions.role(of.released_by) if of.released_by else "",
    }
    return page(request, "statistics/release.html", context)


@public_page
def atom(request: HttpRequest, *, preview: bool) -> HttpResponse:
    """The same in a preview: a feed tells nothing before its moment."""
    return HttpResponse(feed.text(), content_type=CONTENT_TYPE)
