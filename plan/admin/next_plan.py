"""The next plan on the desk: begun from the current one, and put in its place."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods

from citysafe.desk.asking import ask
from plan.models import Action, Plan
from plan.next_plan_forms import StartForm, TakePlaceForm
from plan.services import next_plan

MAY = ("plan.add_plan", "plan.change_plan", "plan.add_action", "plan.change_action")
COLLIDED = "Not started: somebody else used this address part at the same moment. Choose another one."
STARTED = "Started, as a draft. Carried on from “{old}”: priorities {priorities}, actions {actions}. Each says what to check."
DONE = "“{plan}” is now the current plan. “{old}” keeps its address, marked as an earlier plan."
TOLD_START = [
    (
        "A draft that staff alone see. It takes over the priorities and each action that is not finished, with its partners, the measures it "
        "hopes to move and the milestones that are not reached."
    ),
    "Progress notes, ratings and what is finished stay with the present plan, which keeps its address. Nothing public changes.",
]
TOLD_CURRENT = "It becomes public with {number} priorities and actions that are drafts or in review, and the site shows it first. “{old}” is marked as an earlier plan."
TO_CONFIRM = "{number} of its priorities and actions have something to confirm: it stays noted for staff."


class NextPlan(admin.ModelAdmin):
    """On the desk of plans: the steps from one plan to the next."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        own = [
            path("<int:pk>/next/", view(self.next), name="plan_plan_next"),
            path("<int:pk>/make-current/", view(self.make_current), name="plan_plan_make_current"),
        ]
        return [*own, *super().get_urls()]

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def next(self, request: HttpRequest, pk: int) -> HttpResponse:
        plan = _found(request, pk)
        form = StartForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            try:
                made = next_plan.start_next(plan=plan, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
            except ValidationError as refusal:
                form.add_error(None, refusal)
            except IntegrityError:
                form.add_error("slug", COLLIDED)
            else:
                actions = Action.objects.filter(priority__plan=made).count()
                said = STARTED.format(priorities=made.priorities.count(), actions=actions, old=plan)
                self.message_user(request, said, messages.SUCCESS)
                return redirect("admin:plan_plan_change", made.pk)
        back = (reverse("admin:plan_plan_change", args=[pk]), str(plan))
        return ask(self, request, form, title="Start the next plan", told=TOLD_START, button="Start it as a draft", back=back)

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def make_current(self, request: HttpRequest, pk: int) -> HttpResponse:
        plan = _found(request, pk)
        form = TakePlaceForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            old = plan.continues
            try:
                next_plan.make_current(plan=plan, by=request.user, why=form.cleaned_data["why"])  # type: ignore[arg-type]
            except ValidationError as refusal:
                form.add_error(None, refusal)
            else:
                self.message_user(request, DONE.format(plan=plan, old=old), messages.SUCCESS)
                return redirect("admin:plan_plan_change", pk)
        more = {"part": "admin/plan/_dropped.html", "dropped": plan.dropped_without_reason()}
        back = (reverse("admin:plan_plan_change", args=[pk]), str(plan))
        return ask(self, request, form, title="Make it the current plan", told=_told(plan), button="Make it current", back=back, **more)


def _found(request: HttpRequest, pk: int) -> Plan:
    if not request.user.has_perms(MAY):
        raise PermissionDenied
    return get_object_or_404(Plan.objects.select_related("continues"), pk=pk)


def _told(plan: Plan) -> list[str]:
    waiting = list(next_plan.waiting(plan))
    to_confirm = sum(bool(thing.to_confirm) for thing in waiting)
    told = [TOLD_CURRENT.format(number=len(waiting), old=plan.continues or "The present plan")]
    return told + ([TO_CONFIRM.format(number=to_confirm)] if to_confirm else [])
