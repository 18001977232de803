"""Periods: what they are called, how long they are, and whether they meet."""

from datetime import date
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
