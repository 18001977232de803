"""What a report tells of one action and of its milestones, as plain data: it must read the same when all behind it has changed."""

from collections.abc import Collection
from datetime import date
from typing import Any

from plan.models import Action, Milestone

LEAD, DUE, MILESTONE, MEASURE = "a lead partner", "a due date", "a milestone", "a measure it hopes to move"
RATING, UPDATE = "a rating", "a progress note of the period"


def action_entry(action: Action, *, as_at: date, reported: Collection[int]) -> dict[str, Any]:
    """One action; it comes with its milestones and its `shown_aims`. `reported` holds the keys of those with a note of the period."""
    is_rated = bool(action.rating) or not action.is_over
    return {
        "id": action.pk,
        "reference": action.reference,
        "title": action.title,
        "address": action.get_absolute_url(),
        "lead": action.lead.name if action.lead else "",
        "state": action.progress,
        "state_words": str(action.get_progress_display()),
        "rating": action.rating,
        "rating_words": str(action.get_rating_display()) if is_rated else "",
        "rating_reason": action.rating_reason,
        "rated_on": _iso(action.rated_on),
        "due": action.due_words,
        "due_by": _iso(action.due_on),
        "is_late": action.is_late_at(as_at),
        "update_due": _iso(action.next_update_on),
        "update_is_overdue": action.is_silent_at(as_at),
        **_completeness(action, reported),
    }


def milestone_entry(milestone: Milestone) -> dict[str, Any]:
    return {
        "action": milestone.action.reference,
        "title": milestone.title,
        "due": milestone.due_words,
        "due_by": _iso(milestone.due_on),
        "reached_on": _iso(milestone.reached_on),
        "expected_on": _iso(milestone.expected_on),
        "reason": milestone.reason,
    }


def _completeness(action: Action, reported: Collection[int]) -> dict[str, Any]:
    """What it lacks, and how many of how many it has. Of what is over nobody expects a rating or a note any more."""
    asked = {
        LEAD: action.lead is not None,
        DUE: action.due_on is not None,
        MILESTONE: bool(action.milestones.all()),
        MEASURE: bool(action.shown_aims),  # type: ignore[attr-defined]
    }
    if not action.is_over:
        asked |= {RATING: bool(action.rating), UPDATE: action.pk in reported}
    return {"missing": [what for what, is_there in asked.items() if not is_there], "has": sum(asked.values()), "of": len(asked)}


def _iso(on: date | None) -> str:
    return on.isoformat() if on else ""
