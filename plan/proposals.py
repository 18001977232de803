"""What a report would change: how the action stood when it was sent, how it stands now, and how it would stand."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.crypto import salted_hmac

from citysafe.design.text import day
from plan.models import Action, Milestone, Report

NOTHING = "Nothing"


@dataclass(frozen=True)
class Line:
    label: str
    was: str
    now: str
    becomes: str

    @property
    def has_moved(self) -> bool:
        """Somebody changed it since the report was sent."""
        return self.was != self.now

    @property
    def changes(self) -> bool:
        return self.now != self.becomes


def snapshot(action: Action) -> dict[str, str]:
    """How an action stands, in words: kept with a report, and compared with the same at a later time."""
    own = {
        "progress": action.get_progress_display(),
        "rating": action.get_rating_display(),
        "rating_reason": action.rating_reason or NOTHING,
        "next_update_on": _day(action.next_update_on),
        "lead": str(action.lead) if action.lead else "To be confirmed",
    }
    return own | {_key(milestone): _milestone(milestone) for milestone in action.milestones.all()}


def digest(action: Action) -> str:
    """What an editor has looked at: another one as soon as anything of it stands differently."""
    return salted_hmac(__name__, json.dumps(snapshot(action), sort_keys=True), algorithm="sha256").hexdigest()


def lines(report: Report) -> Iterator[Line]:
    """From and to, one line a thing; the lead partner alone where it is another one by now."""
    now, was = snapshot(report.action), report.stood
    becomes = {
        "progress": report.get_progress_display(),
        "rating": report.get_rating_display(),
        "rating_reason": report.rating_reason or NOTHING,
    }
    for key, label in (("progress", "State"), ("rating", "Rating"), ("rating_reason", "Reason for the rating")):
        yield Line(label, was.get(key, ""), now[key], becomes[key])
    yield Line("Next update due", was.get("next_update_on", ""), now["next_update_on"], "As you say below")
    for said in report.milestones.select_related("milestone"):
        key = _key(said.milestone)
        moved = f"Expected on {_day(said.expected_on)}: {said.reason}"
        to = f"Reached on {_day(said.reached_on)}" if said.reached_on else moved
        yield Line(f"Milestone: {said.milestone}", was.get(key, ""), now[key], to)
    if was.get("lead", now["lead"]) != now["lead"]:
        yield Line("Lead partner", was["lead"], now["lead"], now["lead"])


def _key(milestone: Milestone) -> str:
    return f"milestone {milestone.pk}"


def _milestone(milestone: Milestone) -> str:
    if milestone.reached_on:
        return f"Reached on {_day(milestone.reached_on)}"
    if milestone.expected_on:
        return f"Expected on {_day(milestone.expected_on)}: {milestone.reason or 'no reason given'}"
    return f"Due {milestone.due_words}"


def _day(on: date | None) -> str:
    return day(on) if on else "No date"
