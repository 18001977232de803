"""When people are reminded of a meeting: as many days before as its organisers say, at nine in the morning where it is held."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from forum.models import Event, Mailing

AT = time(9)


def moments(event: Event) -> list[datetime]:
    """When its reminders are due, the first one first."""
    days = sorted((number for number in (event.first_reminder, event.last_reminder) if number), reverse=True)
    return [datetime.combine(event.held_on - timedelta(days=number), AT, tzinfo=ZoneInfo(settings.TIME_ZONE)) for number in days]


def last_due(event: Event) -> datetime | None:
    """The reminder that is due: of several, the nearest to the meeting. None where none is, or a mail about a change came after it."""
    due = [moment for moment in moments(event) if moment <= timezone.now()]
    return due[-1] if due and not event.has_begun and not event.changes.filter(saved_at__gte=due[-1]).exists() else None


def plan_reminders() -> None:
    """Begin the mail to many for each reminder that is due. One that it overtakes goes to nobody any more."""
    for event in Event.objects.published().coming().filter(is_cancelled=False, places__isnull=False):
        moment = last_due(event)
        begun = Mailing.objects.filter(event=event, kind=Mailing.Kind.REMINDER)
        if moment and not begun.filter(moment=moment).exists():
            begun.unfinished().update(finished_at=timezone.now())
            Mailing.objects.get_or_create(event=event, kind=Mailing.Kind.REMINDER, moment=moment)
