"""Which two figures are compared, and that reading them costs the same for five measures as for fifty."""

from datetime import date

import pytest

from statistics.comparison import headline, latest, shared_periods, shown_value
from statistics.models import Observation, Series
from tests.factories import MeasureFactory, ObservationFactory, SeriesBreakFactory, SeriesFactory
from tests.statistics.build import year

pytestmark = pytest.mark.django_db


def hidden(series, start, missing="confidential"):
    return year(series, start, None, missing=missing)


def announced(**fields):
    return SeriesFactory(is_main=True, measure__group="headline", **fields)


def read(series, preview=False):
    return latest(Series.objects.with_figures(preview=preview).get(pk=series.pk))


def test_the_latest_figure_is_compared_with_the_year_before():
    series = SeriesFactory()
    for start, value in [(2020, 20), (2021, 15), (2022, 2)]:
        year(series, start, value)
    found = read(series)
    assert found.later.value == 2
    assert found.earlier.value == 15
    assert found.change.words == "down 13 (87%)"
    assert found.periods == "October 2022 to September 2023, compared with October 2021 to September 2022"
    assert found.is_compared


def test_without_the_year_before_the_nearest_earlier_year_is_taken():
    series = SeriesFactory()
    for start, value in [(2018, 30), (2020, 20), (2022, 2)]:
        year(series, start, value)
    assert read(series).earlier.value == 20
    assert read(series).change.since == "in October 2020 to September 2021"


def test_an_overlapping_figure_is_passed_over_for_an_earlier_one_of_the_same_length():
    series = SeriesFactory()
    year(series, 2020, 15)
    ObservationFactory(series=series, period_start=date(2022, 7, 1), period_end=date(2023, 6, 30), value=9)
    year(series, 2022, 2)
    assert read(series).earlier.value == 15


def test_where_only_an_overlapping_figure_stands_before_the_reason_is_given():
    series = SeriesFactory()
    ObservationFactory(series=series, period_start=date(2022, 7, 1), period_end=date(2023, 6, 30), value=9)
    year(series, 2022, 2)
    found = read(series)
    assert not found.is_compared
    assert "overlap" in found.why_not
    assert found.periods == "October 2022 to September 2023"


def test_where_only_a_figure_of_another_length_stands_before_the_reason_is_given():
    series = SeriesFactory()
    ObservationFactory(series=series, period_start=date(2022, 9, 1), period_end=date(2022, 9, 30), value=9)
    year(series, 2022, 2)
    assert "not the same length" in read(series).why_not


def test_a_year_stands_before_a_month_that_ends_on_the_same_day():
    series = SeriesFactory()
    ObservationFactory(series=series, period_start=date(2023, 9, 1), period_end=date(2023, 9, 30), value=9)
    year(series, 2022, 120)
    assert read(series).later.value == 120


def test_a_first_figure_says_that_nothing_stands_before_it():
    series = SeriesFactory()
    year(series, 2022, 2)
    found = read(series)
    assert found.earlier is None
    assert found.change is None
    assert found.why_not == "No earlier figure has been published here to compare it with."


def test_a_series_without_figures_gives_the_measures_own_reason():
    series = SeriesFactory(measure__no_figure_note="The source publishes in spring.")
    assert read(series).count == "No figure yet"
    assert read(series).why_not == "The source publishes in spring."
    assert read(series).periods == ""
    assert read(SeriesFactory()).why_not == "No figure has been published here yet."


def test_a_confidential_year_before_is_not_stepped_over():
    series = SeriesFactory()
    year(series, 2020, 20)
    hidden(series, 2021)
    year(series, 2022, 2)
    found = read(series)
    assert "is confidential" in found.why_not
    assert found.change.difference is None


def test_a_confidential_latest_figure_is_said_to_be_not_shown():
    series = SeriesFactory()
    year(series, 2021, 15)
    hidden(series, 2022)
    assert read(series).count == "Not shown: confidential"
    assert "is confidential" in read(series).why_not


def test_a_figure_that_is_not_due_yet_does_not_hide_the_one_before():
    series = SeriesFactory()
    year(series, 2021, 15)
    hidden(series, 2022, "not_yet_due")
    assert read(series).later.value == 15


def test_a_break_between_two_figures_is_respected():
    series = SeriesFactory()
    year(series, 2021, 15)
    year(series, 2022, 2)
    SeriesBreakFactory(series=series, on=date(2022, 10, 1), reason="Counted by victim.")
    assert "Counted by victim." in read(series).why_not


def test_a_measures_own_rules_are_used():
    series = SeriesFactory(measure__small_counts="withhold", measure__small_count_threshold=20, measure__wished="neither")
    year(series, 2021, 15)
    year(series, 2022, 2)
    assert read(series).change.words == "down 13"
    assert read(series).change.tone == ""
    deaths = SeriesFactory(measure__deaths=True)
    year(deaths, 2021, 15)
    year(deaths, 2022, 2)
    assert read(deaths).change.tone == ""
    assert read(deaths).change.words == "down 13 (87%)"


def test_an_assumed_period_is_named_as_such():
    series = SeriesFactory()
    year(series, 2021, 15, assumed=True)
    later = year(series, 2022, 2)
    assert read(series).assumption == "The source does not name the earlier period: that is what we take it to be."
    Observation.objects.filter(pk=later.pk).update(period_is_assumed=True, period_note="As the one before.")
    assert read(series).assumption.startswith("The source names neither period")
    Observation.objects.update(period_is_assumed=False)
    assert read(series).assumption == ""


def test_drafts_and_embargoed_figures_are_read_in_a_preview_alone():
    series = SeriesFactory()
    year(series, 2020, 20)
    year(series, 2021, 15, draft=True)
    year(series, 2022, 2, scheduled=True)
    assert read(series).later.value == 20
    assert read(series, preview=True).later.value == 2
    assert read(series, preview=True).earlier.value == 15


def test_an_archived_figure_is_read_nowhere():
    series = SeriesFactory()
    year(series, 2021, 15)
    year(series, 2022, 2, archived=True)
    assert read(series).later.value == read(series, preview=True).later.value == 15


def test_the_headline_holds_the_main_series_of_announced_measures_in_their_order():
    second, first = announced(measure__position=2), announced(measure__position=1)
    SeriesFactory(measure=first.measure)
    SeriesFactory(is_main=True, measure__group="other")
    announced(measure=MeasureFactory(draft=True, group="headline"))
    assert [row.series for row in headline()] == [first, second]
    assert len(headline(preview=True)) == 3


@pytest.mark.parametrize("many", [5, 50])
def test_the_headline_costs_four_queries(many, django_assert_num_queries):
    for _ in range(many):
        series = announced()
        year(series, 2021, 15)
        year(series, 2022, 2)
    with django_assert_num_queries(4):  # the fourth asks for revisions that are due
        assert {row.change.words for row in headline()} == {"down 13 (87%)"}


def test_the_periods_are_shared_only_where_every_row_has_the_same():
    for _ in range(2):
        series = announced()
        year(series, 2021, 15)
        year(series, 2022, 2)
    assert shared_periods(headline()) == "October 2022 to September 2023, compared with October 2021 to September 2022"
    year(series, 2023, 3)
    assert shared_periods(headline()) == ""
    assert shared_periods([]) == ""


def test_a_value_or_its_reason_is_shown():
    assert shown_value(ObservationFactory(value=6942)) == "6,942"
    assert shown_value(ObservationFactory(value=0)) == "0"
    assert shown_value(ObservationFactory(value=None, missing="confidential")) == "Not shown: confidential"
    assert shown_value(ObservationFactory(value=None, missing="not_yet_due")) == "Not yet due"


def test_a_finding_is_what_a_chart_is_headed_by():
    series = SeriesFactory(measure__unit_one="crime", measure__unit_many="crimes")
    assert read(series).finding == "No figure yet"
    year(series, 2020, 9)
    assert read(series).finding == "9 crimes"
    year(series, 2021, 9)
    assert read(series).finding == "9 crimes, as many as the year before"
    year(series, 2022, 1)
    assert read(series).finding == "1 crime, 8 fewer than the year before"
    year(series, 2023, 1201)
    assert read(series).finding == "1,201 crimes, 1,200 more than the year before"
    year(series, 2024, 0)
    assert read(series).finding == "no crimes, 1,201 fewer than the year before"
    hidden(series, 2025)
    assert read(series).finding == "Not shown: confidential"


def test_a_finding_states_no_year_that_the_source_does_not_name():
    series = SeriesFactory(measure__unit_one="person", measure__unit_many="people")
    year(series, 2022, 15, period_is_assumed=True, period_note="None is named.")
    year(series, 2023, 2)
    assert read(series).finding == "2 people, 13 fewer than in the earlier period"
