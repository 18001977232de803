"""When the list at the door opens to its helpers."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from forum.models import Event

BEFORE_THE_DOORS = timedelta(hours=2)


def opens_at(event: Event) -> datetime:
    """Two hours before people can come in; where no time is on record, with the day. Hours that pass, whatever the clocks do."""
    first = event.doors_open or event.starts
    if first is None:
        return _at(event, time())
    return _at(event, first).astimezone(UTC) - BEFORE_THE_DOORS


def closes_at(event: Event) -> datetime:
    """Midnight after the meeting."""
    return _at(event, time(), days=1)


def is_open(event: Event) -> bool:
    return not event.is_cancelled and opens_at(event) <= timezone.now() < closes_at(event)


def _at(event: Event, at: time, *, days: int = 0) -> datetime:
    return datetime.combine(event.held_on + timedelta(days=days), at, tzinfo=ZoneInfo(settings.TIME_ZONE))
