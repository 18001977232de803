"""A list of actions as a table to take away."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings

from citysafe.design.tables import Column, Table, as_csv
from plan.models import Action
from plan.models.moments import DatePrecision
from plan.standing import signals

TABLE = Table(
    "actions",
    "Actions",
    "One row for each action of the list, in its order.",
    (
        Column("reference", "string", "The action’s reference. It stays."),
        Column("title", "string", "What is to be done."),
        Column("address", "string", "Its page."),
        Column("priority", "string", "The priority that it serves."),
        Column("lead_partner", "string", "The one organisation that answers for it; [z] where none is confirmed yet."),
        Column("supporting_partners", "string", "Those that help, with semicolons between."),
        Column("area", "string", "Where, if that is stated."),
        Column("due", "string", "When it is due, as exact as was promised."),
        Column("due_precision", "string", "How exact that is.", tuple(DatePrecision.values)),
        Column("due_by", "date", "The last day that can be meant: from the next day on it is late."),
        Column("state", "string", "What the lead partner reports.", tuple(map(str, Action.Progress.labels))),
        Column("rating", "string", "Whether it will arrive on time.", tuple(map(str, Action.Rating.labels))),
        Column("rating_reason", "string", "The reason for the rating."),
        Column("rated_on", "date", "The day on which it was rated."),
        Column("is_late", "boolean", "Past its date and not over."),
        Column(
            "the_dates_say", "string", "What the dates say beside the stated rating: what is late, and since when nothing was reported."
        ),
        Column("next_update_on", "date", "The day by which the lead partner reports again."),
        Column("update_is_overdue", "boolean", "That day has passed, and no update has come."),
        Column("milestones", "string", "How many milestones are reached, and how many are late."),
    ),
    key="address",
)


def text(actions: Iterable[Action]) -> str:
    """As CSV; the actions come `with_partners` and `with_last_report`."""
    return as_csv(TABLE, _rows(actions))


def _rows(actions: Iterable[Action]) -> Iterator[dict[str, Any]]:
    for action in actions:
        is_rated = action.rating or not action.is_over
        yield {
            "reference": action.reference,
            "title": action.title,
            "address": f"{settings.SITE_URL}{action.get_absolute_url()}",
            "priority": action.priority.title,
            "lead_partner": action.lead and action.lead.name,
            "supporting_partners": "; ".join(support.organisation.name for support in action.supports.all()),
            "area": action.area,
            "due": action.due_words,
            "due_precision": action.due_on and action.due_precision,
            "due_by": action.due_on,
            "state": action.get_progress_display(),
            "rating": action.get_rating_display() if is_rated else None,
            "rating_reason": action.rating_reason,
            "rated_on": action.rated_on,
            "is_late": action.is_late,
            "the_dates_say": " ".join(signal.words for signal in signals(action)),
            "next_update_on": action.next_update_on,
            "update_is_overdue": action.is_silent,
            "milestones": action.milestones_words,
        }
