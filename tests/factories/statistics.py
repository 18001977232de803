"""The published figures."""

from datetime import UTC, date, datetime, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from tests.factories.publishing import PublishableFactory


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = "statistics.Source"

    title = factory.Sequence(lambda n: f"Publication {n}")
    publisher = "Office for Examples"
    licence = "Open Government Licence v3.0"


class AreaFactory(DjangoModelFactory):
    class Meta:
        model = "statistics.Area"

    name = factory.Sequence(lambda n: f"Area {n}")
    kind = "city"
    what_it_is = "The whole city."


class MeasureFactory(PublishableFactory):
    class Meta:
        model = "statistics.Measure"

    class Params:
        deaths = factory.Trait(counts_deaths=True, counted="victims", unit_one="person", unit_many="people")

    slug = factory.Sequence(lambda n: f"measure-{n}")
    title = factory.Sequence(lambda n: f"Measure {n}")
    counted = "offences"
    unit_one = "offence"
    unit_many = "offences"
    definition = "Offences recorded by the police."
    wished = "fewer"


class SeriesFactory(DjangoModelFactory):
    class Meta:
        model = "statistics.Series"

    class Params:
        main = factory.Trait(is_main=True)

    measure = factory.SubFactory(MeasureFactory)
    area = factory.SubFactory(AreaFactory)
    source = factory.SubFactory(SourceFactory)


class MappingRuleFactory(DjangoModelFactory):
    class Meta:
        model = "statistics.MappingRule"

    series = factory.SubFactory(SeriesFactory, source__publication="police-uk-street")
    wanted = "Robbery"
    area_names = "Liverpool"


class ImportFactory(DjangoModelFactory):
    """An upload that was read and waits to be looked at."""

    class Meta:
        model = "statistics.Import"

    class Params:
        applied = factory.Trait(state="applied", applied_at=datetime(2026, 11, 24, 12, tzinfo=UTC))
        waiting = factory.Trait(state="waiting", publication="", edition="")

    state = "read"
    publication = "police-uk-street"
    edition = "Street files to September 2024"


class ImportFileFactory(DjangoModelFactory):
    class Meta:
        model = "statistics.ImportFile"

    upload = factory.SubFactory(ImportFactory)
    file_name = factory.Sequence(lambda n: f"street-{n}.csv")
    size = 100
    sha256 = factory.Sequence(lambda n: f"{n:064x}")


class ImportedCellFactory(DjangoModelFactory):
    class Meta:
        model = "statistics.ImportedCell"

    upload = factory.SubFactory(ImportFactory)
    area_name = "Liverpool"
    category = "Robbery"
    period_start = factory.Sequence(lambda n: date(1800 + n % 200, 10, 1))
    period_end = factory.LazyAttribute(lambda self: date(self.period_start.year, 10, 31))
    value = 42


class ImportedFigureFactory(DjangoModelFactory):
    class Meta:
        model = "statistics.ImportedFigure"

    upload = factory.SubFactory(ImportFactory, applied=True)
    observation = factory.SubFactory("tests.factories.statistics.ObservationFactory")
    outcome = "new"
    after = factory.Dict({"value": 100, "missing": "", "status": "final", "edition": "First edition", "edition_on": None})


class SeriesBreakFactory(DjangoModelFactory):
    class Meta:
        model = "statistics.SeriesBreak"

    series = factory.SubFactory(SeriesFactory)
    on = factory.Sequence(lambda n: date.fromordinal(date(2015, 4, 1).toordinal() + n))
    reason = "Counted in another way."


class AnnotationFactory(PublishableFactory):
    """Of August 2022. `areas` and `measures` are lists of what it bears on."""

    class Meta:
        model = "statistics.Annotation"
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Event {n}")
    starts_on = date(2022, 8, 1)
    ends_on = date(2022, 8, 31)
    words = "Counting was stopped for a week."
    source = "The minutes of a meeting"

    @factory.post_generation
    def areas(self, create, extracted, **kwargs):
        if create:
            self.areas.set(extracted or [])

    @factory.post_generation
    def measures(self, create, extracted, **kwargs):
        if create:
            self.measures.set(extracted or [])


class ObservationFactory(PublishableFactory):
    """A figure of a year of its own from October to September, unless the period is given."""

    class Meta:
        model = "statistics.Observation"

    class Params:
        assumed = factory.Trait(period_is_assumed=True, period_note="The announcement names none.")
        hidden = factory.Trait(value=None, missing="confidential")

    series = factory.SubFactory(SeriesFactory)
    period_start = factory.Sequence(lambda n: date(1800 + n % 200, 10, 1))
    period_end = factory.LazyAttribute(lambda self: date(self.period_start.year + 1, 9, 30))
    value = 100
    edition = "First edition"


class ClaimFactory(PublishableFactory):
    class Meta:
        model = "statistics.Claim"

    class Params:
        counts = factory.Trait(earlier_count=15, later_count=2)

    text = factory.Sequence(lambda n: f"Claim {n}")
    said_by = "Exampleton Council"
    said_on = date(2024, 3, 11)
    where = "A press release"
    subject = "offences"
    area = factory.SubFactory(AreaFactory)
    direction = "down"
    percentage = 87


class ReleaseFactory(PublishableFactory):
    """A release that is out; `coming=True` is announced and lies ahead."""

    class Meta:
        model = "statistics.Release"

    class Params:
        coming = factory.Trait(
            state="draft",
            published_at=None,
            is_announced=True,
            due_on=factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30)),
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
