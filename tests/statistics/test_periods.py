"""Periods: what they are called, how long they are, and whether they meet."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from statistics.periods import Period

YEAR = Period(date(2022, 10, 1), date(2023, 9, 30))


@pytest.mark.parametrize(
    ("start", "end", "months", "label", "short"),
    [
        ((2022, 10, 1), (2023, 9, 30), 12, "October 2022 to September 2023", "Oct 2022 to Sep 2023"),
        ((2024, 1, 1), (2024, 12, 31), 12, "January to December 2024", "Jan to Dec 2024"),
        ((2024, 2, 1), (2024, 2, 29), 1, "February 2024", "Feb 2024"),
        ((2023, 2, 1), (2023, 2, 27), None, "1 February 2023 to 27 February 2023", "1 February 2023 to 27 February 2023"),
        ((2023, 5, 2), (2023, 5, 31), None, "2 May 2023 to 31 May 2023", "2 May 2023 to 31 May 2023"),
        ((2023, 5, 4), (2023, 5, 4), None, "4 May 2023", "4 May 2023"),
    ],
)
def test_a_period_knows_its_months_and_names(start, end, months, label, short):
    period = Period(date(*start), date(*end))
    assert (period.months, period.label, period.short_label) == (months, label, short)


def test_a_period_must_not_end_before_it_starts():
    with pytest.raises(ValueError, match="must not end before it starts"):
        Period(date(2023, 1, 2), date(2023, 1, 1))


def test_days_are_counted_with_both_ends():
    assert Period(date(2023, 5, 4), date(2023, 5, 4)).days == 1
    assert YEAR.days == 365


def test_periods_that_share_one_day_overlap():
    assert YEAR.overlaps(Period(date(2023, 9, 30), date(2023, 10, 1)))
    assert Period(date(2023, 9, 30), date(2023, 10, 1)).overlaps(YEAR)
    assert not YEAR.overlaps(Period(date(2023, 10, 1), date(2024, 9, 30)))
    assert not YEAR.overlaps(Period(date(2021, 10, 1), date(2022, 9, 30)))


def test_months_are_compared_as_months_and_other_periods_by_their_days():
    assert YEAR.is_as_long_as(Period(date(2023, 10, 1), date(2024, 9, 30)))
    assert Period(date(2023, 2, 1), date(2023, 2, 28)).is_as_long_as(Period(date(2023, 3, 1), date(2023, 3, 31)))
    assert not YEAR.is_as_long_as(Period(date(2023, 10, 1), date(2024, 8, 31)))
    assert Period(date(2023, 5, 2), date(2023, 5, 8)).is_as_long_as(Period(date(2023, 6, 2), date(2023, 6, 8)))
    assert not Period(date(2023, 5, 2), date(2023, 5, 8)).is_as_long_as(Period(date(2023, 6, 2), date(2023, 6, 9)))


def test_a_day_is_on_and_a_longer_period_in():
    assert Period(date(2024, 6, 30), date(2024, 6, 30)).when == "on 30 June 2024"
    assert YEAR.when == f"in {YEAR.label}"


def test_the_next_in_a_row_begins_the_day_after_or_is_the_same_day_a_year_later():
    days = [Period(day, day) for day in (date(2024, 6, 30), date(2025, 6, 30), date(2026, 6, 30), date(2026, 7, 1))]
    assert [one.leads_to(other) for one, other in pairwise(days)] == [True, True, True]
    assert not days[0].leads_to(days[2])
    assert YEAR.leads_to(Period(date(2023, 10, 1), date(2023, 12, 31)))
    assert not YEAR.leads_to(Period(date(2023, 11, 1), date(2023, 12, 31)))


def months(start, many):
    """So many whole months from the first of (year, month)."""
    after = start[1] - 1 + many
    return Period(date(*start, 1), date(start[0] + after // 12, after % 12 + 1, 1) - timedelta(days=1))


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        (months((2024, 2), 1), months((2023, 2), 1)),
        (months((2025, 2), 1), months((2024, 2), 1)),
        (months((2026, 4), 3), months((2025, 4), 3)),
        (months((2023, 12), 3), months((2022, 12), 3)),
        (months((2024, 3), 11), months((2023, 3), 11)),
        (YEAR, None),
        (months((2024, 1), 18), None),
        (Period(date(2024, 2, 1), date(2024, 2, 28)), None),
        (Period(date(1, 1, 1), date(1, 3, 31)), None),
    ],
)
def test_a_year_earlier_are_the_same_months_by_the_calendar_and_not_by_days(later, earlier):
    assert later.a_year_earlier == earlier


def test_an_earlier_period_is_named_by_what_it_is_to_the_later():
    quarter, month = months((2026, 4), 3), months((2024, 2), 1)
    assert quarter.back_to(months((2025, 4), 3)) == "in the same months a year earlier"
    assert month.back_to(months((2023, 2), 1)) == "in the same month a year earlier"
    assert quarter.back_to(months((2026, 1), 3)) == "in January to March 2026"
    assert quarter.back_to(months((2024, 4), 3)) == "in April to June 2024"
    assert YEAR.back_to(months((2021, 10), 12)) == "the year before"
    assert YEAR.back_to(months((2020, 10), 12)) == "in October 2020 to September 2021"


def test_the_season_is_spoken_of_where_parts_of_a_year_are_not_the_same_months():
    quarter = months((2026, 4), 3)
    told = "This compares with {}, not with the same months a year earlier, so the season may account for part of the change."
    assert quarter.season_since(months((2026, 1), 3)) == told.format("the period just before")
    assert quarter.season_since(months((2025, 10), 3)) == told.format("an earlier period")
    assert "not with the same month a year" in months((2024, 2), 1).season_since(months((2024, 1), 1))
    for later, earlier in [(quarter, months((2025, 4), 3)), (quarter, months((2024, 4), 3)), (YEAR, months((2021, 10), 12))]:
        assert later.season_since(earlier) == ""
