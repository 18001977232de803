"""The story of one action: what is still to come apart from what has happened, and who said so when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from citysafe.history.models import FieldChange, Revision
from plan.models import Action, ProgressUpdate
from plan.models.moments import DatePrecision

TOLD_FROM_AND_TO = ("progress", "rating")
PRECISIONS: list[str] = list(DatePrecision.values)  # the most exact first


@dataclass(frozen=True)
class Moment:
    """One line: `kind` is “milestone”, “update”, “change”, “due” or “next_update”, and `thing` what it tells of.

    `on` is the last day that its date may mean.
    """

    on: date
    kind: str
    thing: Any
    precision: str = DatePrecision.DAY
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True)
class Timeline:
    to_come: list[Moment]
    """What comes first stands first: what is late before all else."""
    happened: list[Moment]
    """Newest first."""


def of(action: Action, updates: Iterable[ProgressUpdate], changes: Iterable[Revision]) -> Timeline:
    """The action comes with its milestones; the changes are those that the public is told of, with their fields."""
    to_come = sorted(_to_come(action), key=lambda moment: (moment.on, PRECISIONS.index(moment.precision)))
    return Timeline(to_come, sorted(_happened(action, updates, changes), key=lambda moment: moment.on, reverse=True))


def _to_come(action: Action) -> Iterator[Moment]:
    for milestone in action.milestones.all():
        if milestone.reached_on is None:
            yield Moment(milestone.due_on, "milestone", milestone, milestone.due_precision)
    if action.due_on and not action.is_over:
        yield Moment(action.due_on, "due", action, action.due_precision)
    if action.next_update_on and not action.is_over:
        yield Moment(action.next_update_on, "next_update", action)


def _happened(action: Action, updates: Iterable[ProgressUpdate], changes: Iterable[Revision]) -> Iterator[Moment]:
    for change in changes:
        yield Moment(timezone.localdate(change.at), "change", change, fields=_told(action, change))
    for update in updates:
        yield Moment(update.reported_on, "update", update)
    for milestone in action.milestones.all():
        if milestone.reached_on:
            yield Moment(milestone.reached_on, "milestone", milestone)


def _told(action: Action, change: Revision) -> tuple[FieldChange, ...]:
    """State and rating, from and to; not what they were while the action was a draft."""
    was_public = action.first_public_at is not None and action.first_public_at <= change.at
    return tuple(field for field in change.fields.all() if field.field in TOLD_FROM_AND_TO) if was_public else ()
