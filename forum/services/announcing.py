"""A forum that is public for the first time is announced to everybody who asked to be told."""

from collections.abc import Collection
from datetime import datetime
from typing import cast

from django.db.models import QuerySet
from django.utils import timezone

from forum.models import Event, Mailing, Subscriber

Kind = Mailing.Kind


def plan_announcements() -> None:
    """Begin the mail to many for each meeting that went public; once, however often it is taken back and published anew."""
    new = Event.objects.published().coming().filter(is_cancelled=False, first_public_at__isnull=False)
    for event in new.exclude(mailings__kind=Kind.ANNOUNCED):
        Mailing.objects.get_or_create(event=event, kind=Kind.ANNOUNCED, moment=cast(datetime, event.first_public_at))


def who_asked(mailing: Mailing) -> QuerySet[Subscriber, int]:
    """Whom it is announced to, by number. Whoever agreed later has seen it on the forum's page; nobody is told of what will not be."""
    there = Subscriber.objects.none() if mailing.event.is_cancelled else Subscriber.objects.filter(confirmed_at__lte=mailing.moment)
    return there.order_by("pk").values_list("pk", flat=True)


def note_written(numbers: Collection[int]) -> None:
    """From now on they are kept for as long as after a last mail."""
    Subscriber.objects.filter(pk__in=numbers).update(last_written_at=timezone.now())
