"""All of a plan on one page, to print or to keep: it needs nothing but the stylesheet, and leads back to the page that is kept up to date."""

from django.conf import settings
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from citysafe.publishing.views import public_page
from plan import themes
from plan.models import Action, Plan
from plan.views.pages import SECTION, contents


@public_page
def whole(request: HttpRequest, slug: str, *, preview: bool) -> HttpResponse:
    plan = get_object_or_404(Plan.objects.shown(preview=preview), slug=slug)
    goes_on_as = Prefetch("merged_into", Action.objects.shown(preview=preview), to_attr="goes_on_as")
    actions = Action.objects.with_latest_update(preview=preview).prefetch_related(goes_on_as)
    context = {
        "decided": themes.by_decision(plan, preview=preview),
        "as_of": timezone.localdate(),
        "live": f"{settings.SITE_URL}{plan.get_absolute_url()}",
    }
    return render(request, "plan/whole.html", SECTION | contents(plan, actions, preview=preview) | context)
