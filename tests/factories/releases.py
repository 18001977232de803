"""Releases of figures, and changes of figures that were public."""

from datetime import UTC, date, datetime, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from tests.factories.house import UserFactory
from tests.factories.publishing import PublishableFactory
from tests.factories.statistics import AreaFactory, ObservationFactory

DECIDED = datetime(2024, 3, 12, 9, 30, tzinfo=UTC)


class ReleaseFactory(PublishableFactory):
    """A release that is out; `coming=True` is announced and lies ahead, `cancelled=True` was so too."""

    class Meta:
        model = "statistics.Release"

    class Params:
        coming = factory.Trait(
            state="draft",
            published_at=None,
            is_announced=True,
            due_on=factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30)),
        )
        cancelled = factory.Trait(
            coming=True,
            is_cancelled=True,
            cancelled_because="There are no tables.",
            cancelled_at=factory.LazyFunction(timezone.now),
        )

    slug = factory.Sequence(lambda n: f"release-{n}")
    title = factory.Sequence(lambda n: f"Release {n}")
    due_on = date(2024, 3, 11)


class EarlyAccessFactory(DjangoModelFactory):
    class Meta:
        model = "statistics.EarlyAccess"

    release = factory.SubFactory(ReleaseFactory)
    who = factory.Sequence(lambda n: f"Chair of board {n}")
    seen_at = datetime(2024, 3, 10, 9, 30, tzinfo=UTC)
    why = "To prepare an answer."


class DateChangeFactory(DjangoModelFactory):
    class Meta:
        model = "statistics.DateChange"

    release = factory.SubFactory(ReleaseFactory)
    due_on = date(2024, 2, 12)
    new_due_on = date(2024, 3, 11)
    reason = "The source was late."
    changed_at = datetime(2024, 2, 1, 9, tzinfo=UTC)


class FigureRevisionFactory(DjangoModelFactory):
    """A change that is public and written into its figure; `waiting=True` is in nobody's release yet."""

    class Meta:
        model = "statistics.FigureRevision"

    class Params:
        waiting = factory.Trait(public_from=None, is_written=False)
        corrected = factory.Trait(kind="corrected", reason="Digits were swapped.")

    observation = factory.SubFactory(ObservationFactory)
    value_before = 90
    value = factory.SelfAttribute("observation.value")
    missing = factory.SelfAttribute("observation.missing")
    edition = "Second edition"
    public_from = datetime(2024, 6, 1, 9, 30, tzinfo=UTC)
    is_written = True


class RelationChangeFactory(DjangoModelFactory):
    """It waits; `agreed=True` was agreed to by a second person, `dropped=True` was dropped."""

    class Meta:
        model = "statistics.RelationChange"

    class Params:
        agreed = factory.Trait(is_agreed=True, decided_by=factory.SubFactory(UserFactory), decided_at=DECIDED)
        dropped = factory.Trait(dropped_because="The parts do add up.", decided_by=factory.SubFactory(UserFactory), decided_at=DECIDED)

    area = factory.SubFactory(AreaFactory, parts_are_all=True)
    before = factory.Dict({"part_of": None, "parts_are_all": True})
    after = factory.Dict({"part_of": None, "parts_are_all": False})
    why = "A part was forgotten."
    asked_by = factory.SubFactory(UserFactory)
    asked_at = datetime(2024, 3, 11, 9, 30, tzinfo=UTC)
