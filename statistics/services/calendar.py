"""The calendar of releases: a day that changes, and a release that will not come."""

from datetime import date, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from citysafe.history import services as history
from citysafe.people.models import User
from statistics.models import DateChange, Release
from statistics.models.release import SAY_WHY_CANCELLED

SAY_WHY_MOVED = "Say why the day changes: it is in the calendar, and the public reads the reason beside it."
DECIDED = "It is released, or will be by itself: take it back first, as long as its moment has not come."
CANCELLED = "It is cancelled."
SAME_DAY = "It is planned so already: enter another day or another time."
PAST_DAY = "That day has passed. Enter one that is still to come, or today."


def move(*, of: Release, due_on: date, due_at: time, only_month_known: bool, reason: str, by: User) -> None:
    """Give it another day; one that was announced stays in the calendar beside the new one, with the reason."""
    with transaction.atomic():
        _open(of)
        _refuse_no_new_day(of, (due_on, due_at, only_month_known))
        if of.is_announced and not reason.strip():
            raise ValidationError({"reason": SAY_WHY_MOVED})
        if of.is_announced:
            DateChange.objects.create(
                release=of,
                due_on=of.due_on,
                only_month_known=of.only_month_known,
                new_due_on=due_on,
                new_only_month_known=only_month_known,
                reason=reason.strip(),
            )
        of.due_on, of.due_at, of.only_month_known = due_on, due_at, only_month_known
        history.save(thing=of, by=by, why=reason, fields=("due_on", "due_at", "only_month_known", "updated_at"))


def cancel(*, of: Release, because: str, by: User) -> None:
    """It will not come; what it held waits for another release."""
    with transaction.atomic():
        _open(of)
        if not because.strip():
            raise ValidationError({"because": SAY_WHY_CANCELLED})
        of.observations.update(release=None)
        of.revisions.update(release=None)
        of.state, of.is_cancelled = Release.State.DRAFT, True
        of.cancelled_because, of.cancelled_at = because.strip(), timezone.now()
        history.save(thing=of, by=by, why=because, fields=("state", "is_cancelled", "cancelled_because", "cancelled_at", "updated_at"))


def _refuse_no_new_day(of: Release, plan: tuple[date, time, bool]) -> None:
    """The public reads every announced change: one that changes nothing, or goes back into the past, would be none."""
    if plan == (of.due_on, of.due_at, of.only_month_known):
        raise ValidationError({"due_on": SAME_DAY})
    if of.is_announced and plan[0] != of.due_on and plan[0] < timezone.localdate():
        raise ValidationError({"due_on": PAST_DAY})


def _open(of: Release) -> None:
    history.reread(of)
    if of.is_cancelled:
        raise ValidationError(CANCELLED)
    if of.state == Release.State.PUBLISHED:
        raise ValidationError(DECIDED)
