"""The front page, what has changed, and what machines ask a site for."""

from datetime import date, timedelta

from django.conf import settings
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from citysafe.design.atom import CONTENT_TYPE
from citysafe.design.paging import page_of
from citysafe.home import feed
from citysafe.home.forms import ChangesForm
from citysafe.home.latest import latest
from citysafe.pages.models import Partnership
from citysafe.publishing.views import constant_file, public_file, public_page
from forum.models import Event
from plan.models import Action, Plan
from statistics.comparison import headline, shared_periods

CHANGES_ON_THE_FRONT_PAGE = 4
CHANGES_ON_A_PAGE = 30
MOST_CHANGES = 3_000


@public_page
def index(request: HttpRequest, *, preview: bool) -> HttpResponse:
    plan = Plan.objects.shown(preview=preview).current().first()
    actions = Prefetch("actions", Action.objects.shown(preview=preview), to_attr="shown_actions")
    return render(
        request,
        "home/index.html",
        {
            "section": "home",
            "plan": plan,
            "updated_at": plan.updated_at if plan else None,
            "priorities": plan.priorities.shown(preview=preview).prefetch_related(actions) if plan else [],
            "next_event": Event.objects.shown(preview=preview).coming().filter(is_cancelled=False).prefetch_related("changes").first(),
            "rows": (rows := headline(preview=preview)),
            "periods": shared_periods(rows),
            "changes": latest(CHANGES_ON_THE_FRONT_PAGE),
        },
    )


@public_file
def changes(request: HttpRequest) -> HttpResponse:
    return _changes_page(request, ChangesForm(request.GET))


@public_file
def changes_feed(request: HttpRequest) -> HttpResponse:
    """A page where a feed was asked for is always a fault to whoever wanted the feed."""
    form = ChangesForm(request.GET)
    if not form.is_valid():
        return _changes_page(request, form, at_least=400)
    return HttpResponse(feed.text(latest(MOST_CHANGES, form.since_day or date.min), form.query), content_type=CONTENT_TYPE)


def _changes_page(request: HttpRequest, form: ChangesForm, *, at_least: int = 200) -> HttpResponse:
    found = latest(MOST_CHANGES, form.since_day or date.min) if form.is_valid() else []
    context = {
        "form": form,
        "changes": page_of(request, found, CHANGES_ON_A_PAGE),
        "most": MOST_CHANGES if len(found) == MOST_CHANGES else None,
    }
    return render(request, "home/changes.html", context, status=max(form.status, at_least))


@public_file
def robots(request: HttpRequest) -> HttpResponse:
    if Partnership.objects.filter(is_example=True).exists():
        return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")
    lines = ["User-agent: *", *(f"Disallow: {prefix}" for prefix in settings.PRIVATE_PREFIXES), ""]
    return HttpResponse("\n".join([*lines, f"Sitemap: {settings.SITE_URL}{reverse('home:sitemap')}", ""]), content_type="text/plain")


@constant_file
def security_contact(request: HttpRequest) -> HttpResponse:
    """Where to report a hole in this site (RFC 9116)."""
    expires = (timezone.now() + timedelta(days=180)).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT or settings.SITE_URL + '/contact/'}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en",
        f"Canonical: {settings.SITE_URL}{reverse('home:security')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain")


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Says that the site answers and that its database does: a database that is down is an error page."""
    Plan.objects.exists()
    return HttpResponse("ok\n", content_type="text/plain")
