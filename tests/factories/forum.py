"""The forum."""

from datetime import date, time, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from tests.factories.publishing import PublishableFactory


class EventFactory(PublishableFactory):
    """A past meeting; with `coming=True` one that is still to be held."""

    class Meta:
        model = "forum.Event"

    class Params:
        coming = factory.Trait(held_on=factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30)))
        timed = factory.Trait(doors_open=time(9, 30), starts=time(10, 0), ends=time(13, 0))

    slug = factory.Sequence(lambda n: f"forum-{n}")
    title = factory.Sequence(lambda n: f"Forum {n}")
    held_on = date(2024, 3, 11)
    summary = "What it was about."


class AgendaItemFactory(DjangoModelFactory):
    class Meta:
        model = "forum.AgendaItem"

    event = factory.SubFactory(EventFactory)
    at = time(10, 0)
    title = factory.Sequence(lambda n: f"Agenda item {n}")
