"""All plans, and what changed from one to the next."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from citysafe.publishing.views import public_page
from plan import versions
from plan.models import Plan
from plan.views.pages import SECTION


@public_page
def plans(request: HttpRequest, *, preview: bool) -> HttpResponse:
    """The current one first, then the others from the newest."""
    return render(request, "plan/plans.html", SECTION | {"plans": list(Plan.objects.shown(preview=preview).select_related("continues"))})


@public_page
def changes(request: HttpRequest, slug: str, *, preview: bool) -> HttpResponse:
    plan = get_object_or_404(Plan.objects.shown(preview=preview), slug=slug)
    before = versions.plan_before(plan, preview=preview)
    found: dict[str, Any] = {"plan": plan, "before": before, **versions.standing(plan, preview=preview)}
    if before:
        found["versions"] = versions.since_the_plan_before(plan, before, preview=preview)
    return render(request, "plan/changes.html", SECTION | found)
