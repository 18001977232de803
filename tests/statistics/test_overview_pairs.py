"""The overview reads a part of each figure, and picks the pair that the measure's page picks, from any mix of periods."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from statistics import shown
from statistics.comparison import before, latest
from statistics.models import Measure, Observation, Series
from statistics.readings import AT_A_GLANCE, read
from tests.factories import ObservationFactory, SeriesFactory
from tests.statistics.build import published

FIRST_DAYS = [date(2022 + month // 12, month % 12 + 1, 1) for month in range(30)]


@st.composite
def periods(draw):
    """Months, quarters, years and odd stretches of days, some of them overlapping."""
    start = draw(st.sampled_from(FIRST_DAYS)) + timedelta(days=draw(st.sampled_from([0, 0, 0, 0, 0, 3])))
    months = draw(st.sampled_from([1, 3, 12]))
    end = date(start.year + (start.month - 1 + months) // 12, (start.month - 1 + months) % 12 + 1, 1) - timedelta(days=1)
    return start, end - timedelta(days=draw(st.sampled_from([0, 0, 0, 0, 0, 1])))


figures = st.dictionaries(periods(), st.sampled_from([7, 0, "confidential", "not_available", "not_yet_due"]), max_size=24)


def plainly(later, figures):
    """The rule as it is written down: the same months a year earlier; else the nearest earlier one that is as long and does not overlap, else the nearest."""
    earlier = [figure for figure in figures if figure.period < later.period and figure.period_end <= later.period_end]
    fitting = [figure for figure in earlier if figure.period.is_as_long_as(later.period) and not figure.period.overlaps(later.period)]
    same = [figure for figure in fitting if is_a_year_before(figure.period, later.period)]
    return max(same or fitting or earlier, key=lambda figure: figure.period_end, default=None)


def is_a_year_before(earlier, later):
    """Told by counting months, from the first days alone: both are whole months, equally many, fewer than twelve."""
    is_part = earlier.months == later.months is not None and later.months < 12
    return is_part and (later.start.year - earlier.start.year) * 12 + later.start.month - earlier.start.month == 12


@given(st.lists(periods(), unique=True, min_size=2, max_size=24))
def test_a_pair_is_apart_and_as_long_and_of_the_same_months_wherever_those_are_there(days):
    figures = [Observation(value=7, period_start=start, period_end=end) for start, end in sorted(days)]
    for later in figures:
        found = before(later, figures)
        if [figure for figure in figures if is_a_year_before(figure.period, later.period)]:
            assert is_a_year_before(found.period, later.period)
        if [each for each in figures if each.period_end < later.period_start and each.period.is_as_long_as(later.period)]:
            assert found.period_end < later.period_start
            assert found.period.is_as_long_as(later.period)


class OfAnyPeriods(TestCase):
    @hypothesis_settings(max_examples=60)
    @given(figures)
    def test_the_overview_and_the_measures_page_compare_the_same_two(self, figures):
        series = SeriesFactory(is_main=True)
        for (start, end), told in figures.items():
            value = {"value": told} if isinstance(told, int) else {"value": None, "missing": told}
            ObservationFactory(series=series, period_start=start, period_end=end, **value)
        [whole] = shown.series(Series.objects.filter(pk=series.pk), preview=False)
        [reading] = read(Measure.objects.filter(pk=series.measure_id), preview=False, columns=AT_A_GLANCE)
        told = [figure for figure in whole.figures if figure.missing != "not_yet_due"]
        later = max(told, key=lambda figure: (figure.period_end, figure.period.days), default=None)
        found = reading.main
        assert (found.later if found else None) == later
        assert (found.earlier if found else None) == (plainly(later, whole.figures) if later else None)
        assert (found.change if found else None) == latest(whole).change
        assert [before(figure, whole.figures) for figure in whole.figures] == [plainly(figure, whole.figures) for figure in whole.figures]


@pytest.mark.django_db
@pytest.mark.parametrize("many", [1, 8])
def test_the_overview_never_goes_back_for_what_it_did_not_read(client, many):
    for number in range(many):
        published(15, None, 2, group=("headline", "duty", "other")[number % 3], small_counts=("caution", "withhold")[number % 2])
    Observation.objects.filter(value=15).update(period_is_assumed=True, period_note="None is named.")
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/statistics/").status_code == 200
    asked = [query["sql"] for query in captured if query["sql"].startswith('SELECT "statistics_observation"')]
    assert len(asked) == 3  # the secrets, what could give them away, and the figures of the page
    assert all("period_end" in sql and "edition" not in sql for sql in asked)
