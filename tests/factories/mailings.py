"""Mail to many about a meeting, and what it tells of."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from tests.factories.forum import EventFactory


class EventChangeFactory(DjangoModelFactory):
    """The meeting was to be in another hall."""

    class Meta:
        model = "forum.EventChange"

    event = factory.SubFactory(EventFactory, coming=True)
    held_on = factory.SelfAttribute("event.held_on")
    venue = "Another hall"
    is_cancelled = False
    words = "Moved from Another hall to this one."


class MailingFactory(DjangoModelFactory):
    class Meta:
        model = "forum.Mailing"

    event = factory.SubFactory(EventFactory, coming=True)
    kind = "changed"
    moment = factory.LazyFunction(timezone.now)


class SubscriberFactory(DjangoModelFactory):
    """Somebody who agreed a month ago."""

    class Meta:
        model = "forum.Subscriber"

    email = factory.Sequence(lambda number: f"subscriber-{number}@example.org")
    email_key = factory.SelfAttribute("email")
    asked_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=30))
    confirmed_at = factory.SelfAttribute("asked_at")
    words_version = "2026-11"
    last_written_at = factory.SelfAttribute("asked_at")
