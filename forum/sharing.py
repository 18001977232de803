"""Which attendees let each other know that they come, and from when on they see it."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from forum.models import Event, Registration

COMING = ("confirmed", "attended")
"""A place alone is not enough: it may be offered, or not confirmed yet."""


def who_share(event: Event) -> QuerySet[Registration]:
    return event.registrations.filter(shares_name=True, is_held=False, full_name__isnull=False, state__in=COMING)


def sees_who_shares(registration: Registration) -> bool:
    """Whoever comes and shares themself, from the day before the meeting on."""
    event = registration.event
    has_begun = timezone.localdate() >= event.held_on - timedelta(days=1)
    return has_begun and registration.shares_name and registration.state in COMING and not event.is_cancelled
