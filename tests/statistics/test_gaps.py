"""Missing periods as ranges, without a database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statistics.gaps import Cell, by_reason, gaps
from statistics.periods import Period

REASONS = ["", "confidential", "not_available"]


def months(first, many, length=3, step=None):
    """Periods of so many months, the first in the month of that number since January 2000."""
    starts = range(first, first + many * (step or length), step or length)
    return [Period(day_one(start), day_one(start + length) - timedelta(days=1)) for start in starts]


def day_one(month):
    return date(2000 + month // 12, month % 12 + 1, 1)


def words(cells):
    return [f"{gap.words}: {gap.reason}" for gap in gaps(cells)]


def lacking(periods, reason="not_available"):
    return [Cell(period, reason) for period in periods]


def test_eighty_missing_quarters_are_one_line():
    assert words(lacking(months(0, 80))) == ["January 2000 to December 2019, 80 periods of 3 months: not_available"]


def test_one_missing_period_is_named_by_itself():
    assert words(lacking(months(6, 1))) == ["July to September 2000: not_available"]


@pytest.mark.parametrize(("length", "said"), [(1, "2 periods of 1 month"), (12, "2 periods of 12 months")])
def test_the_length_of_the_periods_is_said(length, said):
    [gap] = gaps(lacking(months(0, 2, length)))
    assert gap.words.endswith(f", {said}")


def test_periods_that_are_no_whole_months_are_told_by_days():
    days = [Period(date(2024, 6, 30) + timedelta(days=n), date(2024, 6, 30) + timedelta(days=n)) for n in range(2)]
    assert words(lacking(days)) == ["30 June 2024 to 1 July 2024, 2 periods of 1 day: not_available"]


def test_a_count_between_parts_two_ranges():
    first, second, third = months(0, 3)
    assert words([*lacking([first]), Cell(second, ""), *lacking([third])]) == [
        "January to March 2000: not_available",
        "July to September 2000: not_available",
    ]


def test_another_reason_parts_two_ranges():
    first, second = months(0, 2)
    cells = [*lacking([first], "confidential"), *lacking([second])]
    assert words(cells) == ["January to March 2000: confidential", "April to June 2000: not_available"]
    assert {reason: len(found) for reason, found in by_reason(gaps(cells)).items()} == {"confidential": 1, "not_available": 1}


def test_a_time_of_which_nothing_is_stored_is_not_claimed():
    first, _, third = months(0, 3)
    assert len(gaps(lacking([first, third]))) == 2


def test_years_and_quarters_are_told_apart():
    cells = [*lacking(months(0, 4)), *lacking(months(0, 1, 12))]
    assert words(cells) == ["January to December 2000: not_available", "January to December 2000, 4 periods of 3 months: not_available"]


def test_years_that_overlap_are_one_range_unless_one_of_them_has_a_count():
    rolling = months(0, 4, length=12, step=3)
    assert words(lacking(rolling)) == ["January 2000 to September 2001, 4 periods of 12 months: not_available"]
    assert len(gaps([*lacking(rolling[:1]), Cell(rolling[1], ""), *lacking(rolling[2:])])) == 2


def test_nothing_missing_is_nothing_said():
    assert gaps([]) == []
    assert gaps(Cell(period, "") for period in months(0, 3)) == []


@given(st.lists(st.sampled_from(REASONS), max_size=40), st.integers(0, 11), st.randoms())
def test_every_missing_cell_is_in_one_gap_and_no_other_cell_is(reasons, first, random):
    cells = [Cell(period, reason) for period, reason in zip(months(first, len(reasons)), reasons, strict=True)]
    shuffled = random.sample(cells, len(cells))
    told = [cell for gap in gaps(shuffled) for cell in gap.cells]
    assert told == [cell for cell in cells if cell.reason]
    for gap in gaps(shuffled):
        assert {cell.reason for cell in gap.cells} == {gap.reason}
        assert [cell for cell in cells if gap.period.start <= cell.period.start and cell.period.end <= gap.period.end] == gap.cells
