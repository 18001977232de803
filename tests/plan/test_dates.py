from datetime import date

import pytest

from plan import dates

A_DAY = date(2025, 2, 10)


@pytest.mark.parametrize(
    ("precision", "first", "last", "words", "due"),
    [
        ("day", A_DAY, A_DAY, "10 February 2025", "on 10 February 2025"),
        ("month", date(2025, 2, 1), date(2025, 2, 28), "February 2025", "in February 2025"),
        ("quarter", date(2025, 1, 1), date(2025, 3, 31), "January to March 2025", "between January and March 2025"),
        ("year", date(2025, 1, 1), date(2025, 12, 31), "2025", "in 2025"),
    ],
)
def test_a_date_is_as_exact_as_its_precision(precision, first, last, words, due):
    assert dates.first_day(A_DAY, precision) == first
    assert dates.last_day(A_DAY, precision) == last
    assert dates.words(A_DAY, precision) == words
    assert dates.due_words(A_DAY, precision) == due


def test_february_of_a_leap_year_ends_on_the_29th():
    assert dates.last_day(date(2028, 2, 3), "month") == date(2028, 2, 29)


@pytest.mark.parametrize(("month", "start"), [(1, 1), (3, 1), (4, 4), (6, 4), (7, 7), (9, 7), (10, 10), (12, 10)])
def test_every_month_belongs_to_its_quarter(month, start):
    assert dates.first_day(date(2025, month, 15), "quarter") == date(2025, start, 1)


@pytest.mark.parametrize(
    ("on", "after"),
    [
        (date(2026, 1, 15), date(2026, 4, 15)),
        (date(2026, 11, 30), date(2027, 2, 28)),
        (date(2027, 11, 30), date(2028, 2, 29)),
        (date(2026, 10, 1), date(2027, 1, 1)),
        (date(2026, 9, 30), date(2026, 12, 30)),
    ],
)
def test_a_quarter_after_is_the_same_day_or_the_last_of_a_shorter_month(on, after):
    assert dates.a_quarter_after(on) == after


@pytest.mark.parametrize(
    ("due", "today", "expected"),
    [
        (None, date(2026, 11, 27), date(2027, 2, 27)),
        (date(2026, 12, 10), date(2026, 11, 27), date(2027, 3, 10)),  # reported early: the rhythm stays
        (date(2026, 11, 10), date(2026, 11, 27), date(2027, 2, 10)),
        (date(2026, 1, 10), date(2026, 11, 27), date(2027, 1, 10)),  # long overdue: never in the past
        (date(2026, 8, 27), date(2026, 11, 27), date(2027, 2, 27)),  # nor today
        (date(2035, 1, 15), date(2026, 11, 27), date(2035, 1, 15)),  # far ahead: a report in between moves nothing
    ],
)
def test_the_next_report_is_due_a_quarter_on_in_the_rhythm_that_there_is(due, today, expected):
    assert dates.next_due(due, today) == expected


def test_quarters_end_at_the_last_day_of_their_last_month():
    ends = dates.quarters_until(date(2026, 2, 3), 3)
    assert ends == [date(2026, 3, 31), date(2025, 12, 31), date(2025, 9, 30)]
