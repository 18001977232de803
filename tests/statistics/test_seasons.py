"""Parts of a year are set beside the same months a year earlier; where those are not there, the season is spoken of."""

from datetime import date

import pytest

from statistics.change import Break, Figure, compare
from statistics.comparison import latest
from statistics.models import Series
from statistics.periods import Period
from tests.factories import ObservationFactory, SeriesFactory


def read(series):
    return latest(Series.objects.with_figures(preview=False).get(pk=series.pk))


def quarter(series, year, number, value):
    found = Period(date(year, 3 * number - 2, 1), date(year, 3 * number, {1: 31, 2: 30, 3: 30, 4: 31}[number]))
    return ObservationFactory(
        series=series, period_start=found.start, period_end=found.end, value=value, missing="" if value is not None else "confidential"
    )


@pytest.mark.django_db
def test_a_quarter_is_compared_with_the_same_quarter_a_year_earlier():
    series = SeriesFactory(measure__unit_many="offences")
    for number, value in [(1, 90), (2, 84), (3, 99), (4, 80)]:
        quarter(series, 2025, number, value)
    quarter(series, 2026, 1, 74)
    quarter(series, 2026, 2, 71)
    found = read(series)
    assert (found.earlier.value, found.is_same_months, found.season) == (84, True, "")
    assert found.finding == "71 offences, 13 fewer than in the same months a year earlier"
    assert found.periods == "April to June 2026, compared with April to June 2025"


@pytest.mark.django_db
def test_without_the_same_months_a_year_earlier_the_nearest_is_taken_and_the_season_spoken_of():
    series = SeriesFactory()
    quarter(series, 2025, 1, 90)
    quarter(series, 2026, 1, 74)
    quarter(series, 2026, 2, 71)
    found = read(series)
    assert (found.earlier.value, found.is_same_months) == (74, False)
    assert found.season.startswith("This compares with the period just before, not with the same months a year earlier")


@pytest.mark.django_db
def test_confidential_same_months_a_year_earlier_are_not_stepped_over():
    series = SeriesFactory()
    quarter(series, 2025, 2, None)
    quarter(series, 2026, 1, 74)
    quarter(series, 2026, 2, 71)
    assert "April to June 2025 is confidential" in read(series).why_not
    assert read(series).season == ""


@pytest.mark.django_db
def test_february_is_compared_with_february_whichever_of_them_has_a_day_more():
    for leap in (2024, 2025):
        series = SeriesFactory()
        for year_of, month, last, value in [(leap - 1, 2, 28 + (leap == 2025), 5), (leap, 1, 31, 6), (leap, 2, 28 + (leap == 2024), 7)]:
            ObservationFactory(series=series, period_start=date(year_of, month, 1), period_end=date(year_of, month, last), value=value)
        assert read(series).earlier.value == 5


def test_a_part_of_a_year_is_set_beside_the_same_months_or_the_season_is_spoken_of():
    quarters = [
        Period(date(2025, 4, 1), date(2025, 6, 30)),
        Period(date(2026, 1, 1), date(2026, 3, 31)),
        Period(date(2026, 4, 1), date(2026, 6, 30)),
    ]
    same, before, later = (Figure(value, period) for value, period in zip((84, 74, 71), quarters, strict=True))
    assert (compare(same, later).since, compare(same, later).season) == ("in the same months a year earlier", "")
    assert compare(before, later).since == "in January to March 2026"
    assert "the season may account for part of the change" in compare(before, later).season
    assumed = Figure(71, quarters[2], is_assumed=True)
    assert compare(same, assumed).since == "in April to June 2025"
    broken = compare(before, later, breaks=[Break(date(2026, 4, 1), "Counted by victim.")])
    assert broken.season == ""
