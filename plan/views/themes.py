"""What people said in the consultations, and what was done about it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from citysafe.publishing.views import public_page
from plan import themes
from plan.models import Plan
from plan.views.pages import SECTION


@public_page
def you_said(request: HttpRequest, *, preview: bool) -> HttpResponse:
    plan = Plan.objects.shown(preview=preview).current().first()
    if plan is None:
        return render(request, "plan/none.html", SECTION)
    decided = themes.by_decision(plan, preview=preview)
    moments = [plan.updated_at, *(theme.updated_at for group in decided for theme in group.themes)]
    return render(request, "plan/you_said.html", SECTION | {"plan": plan, "decided": decided, "updated_at": max(moments)})
