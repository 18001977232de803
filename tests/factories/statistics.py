"""The published figures."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from tests.factories.publishing import PublishableFactory

WITHOUT_A_NUMBER = str.maketrans("0123456789", "abcdefghij")


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


class ConceptFactory(PublishableFactory):
    class Meta:
        model = "statistics.Concept"

    slug = factory.Sequence(lambda n: f"concept-{n}")
    title = factory.Sequence(lambda n: f"Concept {n}")
    introduction = "Several publishers count it."


class DefinitionFactory(DjangoModelFactory):
    class Meta:
        model = "statistics.Definition"

    class Params:
        unstated = factory.Trait(counts="", counted="unstated")

    concept = factory.SubFactory(ConceptFactory)
    whose = "Office for Examples"
    name = factory.Sequence(lambda n: f"Definition {n}")
    counts = "Offences in which somebody was hurt."
    counted = "offences"


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

    title = factory.Sequence(lambda n: f"Event {str(n).translate(WITHOUT_A_NUMBER)}")
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


class SuppressionFactory(DjangoModelFactory):
    class Meta:
        model = "statistics.Suppression"

    figure = factory.SubFactory(ObservationFactory)
    secret = factory.SubFactory(ObservationFactory, value=None, missing="confidential")


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
