"""Where the plan and the figures do not meet: actions that name no measure, and measures that no action names."""

from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from citysafe.publishing.models import is_shown
from citysafe.publishing.views import public_page
from plan.listing import IN_ORDER
from plan.models import Action, Aim, Plan
from plan.views.pages import SECTION


@public_page
def gaps(request: HttpRequest, *, preview: bool) -> HttpResponse:
    """No figure stands here: the measures go by their titles."""
    plan = Plan.objects.shown(preview=preview).current().first()
    if plan is None:
        return render(request, "plan/none.html", SECTION)
    every = Action.objects.of_plan(plan, preview=preview)
    aims = Aim.objects.filter(is_shown("measure", preview=preview), action__in=every)
    measures = apps.get_model("statistics", "Measure").objects.shown(preview=preview).exclude(counted="residents")
    context = {
        "plan": plan,
        "actions": every.exclude(pk__in=aims.values("action")).select_related("lead").order_by(*IN_ORDER),
        "measures": measures.exclude(pk__in=aims.values("measure")),
    }
    return render(request, "plan/gaps.html", SECTION | context)
