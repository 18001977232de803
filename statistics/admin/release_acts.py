"""The steps of a release: each asks what goes with it, does it, and says so."""

from typing import Any

from django import forms
from django.utils import timezone

from citysafe.design.text import clock, day
from citysafe.desk.acts import Act, plain
from statistics import contents, services, wording
from statistics.admin import hiding
from statistics.models import Release
from statistics.release_forms import CancelForm, FillForm, MoveForm, ReleaseForm, TakeBackForm

MAY_ACT = "statistics.manage_release"
State = Release.State


def _fill(of: Release, form: Any, by: Any, sent: Any) -> str:
    services.fill(of=of, by=by, **form.chosen)
    new = wording.counted(of.observations.count(), "new figure", "new figures")
    return f"In it now: {new}, {wording.counted(of.revisions.count(), 'revision', 'revisions')}."


def _ask_for_review(of: Release, form: forms.Form, by: Any, sent: Any) -> str:
    services.ask_for_review(of=of, by=by)
    return "In review. Ask a colleague to look at it and release it."


def _release(of: Release, form: forms.Form, by: Any, sent: Any) -> str:
    moment = services.release(of=of, digest=sent.get("digest", ""), by=by)
    if moment <= timezone.now():
        return "Released: public from now on."
    local = timezone.localtime(moment)
    return f"It comes out by itself on {day(local)} at {clock(local.time())}. Until then it can be taken back."


def _take_back(of: Release, form: forms.Form, by: Any, sent: Any) -> str:
    services.take_back(of=of, by=by, why=form.cleaned_data["why"])
    return "A draft again. Nothing of it is public."


def _move(of: Release, form: forms.Form, by: Any, sent: Any) -> str:
    services.move(of=of, by=by, **form.cleaned_data)
    return "The day is changed."


def _cancel(of: Release, form: forms.Form, by: Any, sent: Any) -> str:
    services.cancel(of=of, by=by, because=form.cleaned_data["because"])
    return "Cancelled. The calendar says why; its figures wait for another release."


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
        plain(forms.Form),
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
        plain(ReleaseForm),
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
        plain(TakeBackForm),
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
        plain(CancelForm),
        _cancel,
    ),
]
