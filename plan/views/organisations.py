"""A partner: its part, what it promised, and what came of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from citysafe.publishing.views import public_page
from plan.delivery import Delivery
from plan.listing import IN_ORDER
from plan.models import Action, Organisation, Plan
from plan.views.pages import SECTION


@public_page
def organisation(request: HttpRequest, slug: str, *, preview: bool) -> HttpResponse:
    organisation = get_object_or_404(Organisation, slug=slug)
    plan = Plan.objects.shown(preview=preview).current().first()
    actions = Action.objects.of_plan(plan, preview=preview) if plan else Action.objects.none()
    led = list(actions.filter(lead=organisation).with_partners().order_by(*IN_ORDER))
    supports = organisation.supports.filter(action__in=actions).select_related("action__lead")
    context = {
        "organisation": organisation,
        "plan": plan,
        "led": led,
        "delivery": Delivery(led),
        "supports": supports.order_by("action__priority__number", "action__position", "action__reference"),
    }
    return render(request, "plan/organisation.html", SECTION | context)
