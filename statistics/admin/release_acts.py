"""The steps of a release: each asks what goes with it, does it, and says so."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from citysafe.desk.asking import ask
from statistics import contents, services
from statistics.admin import hiding
from statistics.models import Release
from statistics.release_forms import CancelForm, FillForm, MoveForm, ReleaseForm, TakeBackForm

State = Release.State


@dataclass(frozen=True)
class Act:
    """One step: who may take it when, what it asks, and what it does with the answers."""

    name: str
    title: str
    told: list[str]
    button: str
    is_open: Callable[[Release], bool]
    form_of: Callable[[Release, Any], forms.Form]
    do: Callable[[Release, forms.Form, Any, Any], str]
    part: str = ""
    parts: Callable[[Release], dict[str, Any]] | None = None


def _fill(of: Release, form: Any, by: Any, sent: Any) -> str:
    services.fill(of=of, by=by, **form.chosen)
    return f"In it now: {of.observations.count()} new figures, {of.revisions.count()} revisions."


def _ask_for_review(of: Release, form: forms.Form, by: Any, sent: Any) -> str:
    services.ask_for_review(of=of, by=by)
    return "In review. Ask a colleague to look at it and release it."


def _release(of: Release, form: forms.Form, by: Any, sent: Any) -> str:
    moment = services.release(of=of, digest=sent.get("digest", ""), by=by)
    if moment <= timezone.now():
        return "Released: public from now on."
    local = timezone.localtime(moment)
    return f"It comes out by itself on {local.day} {local:%B %Y} at {local:%H:%M}. Until then it can be taken back."


def _take_back(of: Release, form: forms.Form, by: Any, sent: Any) -> str:
    services.take_back(of=of, by=by, why=form.cleaned_data["why"])
    return "A draft again. Nothing of it is public."


def _move(of: Release, form: forms.Form, by: Any, sent: Any) -> str:
    services.move(of=of, by=by, **form.cleaned_data)
    return "The day is changed."


def _cancel(of: Release, form: forms.Form, by: Any, sent: Any) -> str:
    services.cancel(of=of, by=by, because=form.cleaned_data["because"])
    return "Cancelled. The calendar says why; its figures wait for another release."


def _plain(form: type[forms.Form]) -> Callable[[Release, Any], forms.Form]:
    def made(of: Release, sent: Any) -> forms.Form:
        return form(sent)

    return made


def _planned(of: Release, sent: Any) -> forms.Form:
    return MoveForm(sent, initial={"due_on": of.due_on, "due_at": of.due_at, "only_month_known": of.only_month_known})


def _looked_at(of: Release) -> dict[str, Any]:
    return {"contents": contents.of(of, preview=True), "digest": contents.digest(of), "changes_to_come": hiding.changes_to_come()}


ACTS = [
    Act(
        "figures",
        "Choose its figures",
        ["Everything that waits for a release. What is ticked comes out with this one."],
        "Put them in",
        lambda of: of.may_be_filled,
        lambda of, sent: FillForm(sent, of=of),
        _fill,
    ),
    Act(
        "review",
        "Ask for review",
        ["From now on its figures stay as they are, and a colleague looks at them."],
        "Ask for review",
        lambda of: of.may_be_filled,
        _plain(forms.Form),
        _ask_for_review,
        part="admin/statistics/_release_contents.html",
        parts=_looked_at,
    ),
    Act(
        "release",
        "Look at it and release it",
        ["These figures come out together. Compare each with its source."],
        "Release",
        lambda of: of.state == State.REVIEW,
        _plain(ReleaseForm),
        _release,
        part="admin/statistics/_release_contents.html",
        parts=_looked_at,
    ),
    Act(
        "take-back",
        "Take it back to draft",
        ["Nothing of it is public yet. Its figures can then be changed again."],
        "Take it back",
        lambda of: of.state == State.REVIEW or of.is_scheduled,
        _plain(TakeBackForm),
        _take_back,
    ),
    Act(
        "move",
        "Change the day",
        ["Where the day was announced, it stays in the calendar beside the new one."],
        "Change the day",
        lambda of: of.state in {State.DRAFT, State.REVIEW} and not of.is_cancelled,
        _planned,
        _move,
    ),
    Act(
        "cancel",
        "Cancel it",
        ["It will not come out. Its figures wait for another release. This cannot be undone."],
        "Cancel the release",
        lambda of: of.state in {State.DRAFT, State.REVIEW} and not of.is_cancelled,
        _plain(CancelForm),
        _cancel,
    ),
]


def view(act: Act, desk: ModelAdmin) -> Callable[..., HttpResponse]:
    """The page of one step; what the service refuses stands above the form, and what was typed stays in it."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(act.do)
    def page(request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.has_perm("statistics.manage_release"):
            raise PermissionDenied
        of = get_object_or_404(Release, pk=pk)
        sent = request.POST if request.method == "POST" else None
        form = act.form_of(of, sent)
        if sent is not None and form.is_valid():
            try:
                said = act.do(of, form, request.user, sent)
            except ValidationError as refusal:
                form.add_error(None, " ".join(refusal.messages))
                of = get_object_or_404(Release, pk=pk)
            else:
                desk.message_user(request, said, messages.SUCCESS)
                return redirect("admin:statistics_release_change", pk)
        back = (reverse("admin:statistics_release_change", args=[pk]), str(of))
        more = {"back": back, "part": act.part, "of": of, **(act.parts(of) if act.parts else {})}
        return ask(desk, request, form, title=f"{act.title}: {of}", told=act.told, button=act.button, **more)

    return page
