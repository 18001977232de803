"""Cells to values, without a database."""

from datetime import date

import pytest

from plan.files import values

CHOICES = [("", "Not rated yet"), ("red", "Red: off track")]


@pytest.mark.parametrize(
    "text", ["2026-03-31", "31/03/2026", "31/3/2026", "31.03.2026", " 2026-3-31 ", "2026-03-31 00:00:00", "31/03/2026 00:00"]
)
def test_a_day_is_read_as_spreadsheets_write_it(text):
    assert values.day(text) == date(2026, 3, 31)


def test_the_day_stands_before_the_month():
    assert values.day("03/04/2026") == date(2026, 4, 3)


@pytest.mark.parametrize(
    "text", ["", "31/03/26", "3/31/2026", "2026-02-30", "46112", "March 2026", "0000-01-01", "٣١/٠٣/٢٠٢٦", "2026-03-31 09:00"]
)
def test_what_is_no_day_is_refused(text):
    with pytest.raises(values.WrongValueError, match="This is not a day"):
        values.day(text)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-31T09:00:00", "2026-03-31T09:00:00"),
        ("31/03/2026 9:05", "2026-03-31T09:05:00"),
        ("2026-03-31", "2026-03-31T00:00:00"),
        ("2026-03-31 00:00:00", "2026-03-31T00:00:00"),
    ],
)
def test_a_moment_is_read_as_spreadsheets_write_it(text, moment):
    assert values.moment(text).isoformat() == moment


@pytest.mark.parametrize("text", ["soon", "2026-03-31 24:00", "2026-02-30 09:00", "2026-03-31 nine"])
def test_what_is_no_moment_is_refused(text):
    with pytest.raises(values.WrongValueError, match="This is not a day and a time"):
        values.moment(text)


@pytest.mark.parametrize(("text", "number"), [("3", 3), (" 3.0 ", 3), ("0", 0)])
def test_a_whole_number(text, number):
    assert values.whole(text) == number


@pytest.mark.parametrize("text", ["-1", "1.5", "1,000", "one", "²", "9" * 5_000])
def test_what_is_no_whole_number_is_refused(text):
    with pytest.raises(values.WrongValueError, match="not a whole number"):
        values.whole(text)


@pytest.mark.parametrize(("text", "value"), [("red", "red"), ("RED: off track ", "red"), ("Not rated yet", "")])
def test_a_choice_is_known_by_its_value_and_its_words(text, value):
    assert values.choice(text, CHOICES) == value


def test_a_choice_that_there_is_not_is_refused_with_those_that_there_are():
    with pytest.raises(values.WrongValueError, match="“Not rated yet”, “Red: off track”"):
        values.choice("purple", CHOICES)
