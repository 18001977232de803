"""Cells of published tables, in the spellings of all editions."""

from datetime import date

import pytest

from statistics.periods import Period
from statistics.readers import given, values


@pytest.mark.parametrize(
    ("text", "value"),
    [("0", 0), ("1234", 1234), ("1,234,567", 1234567), ("-3", -3), ("−3", -3), ("+3", 3), ("5.0", 5), ("5.", 5), ("12 [x1]", 12)],
)
def test_a_count_is_a_whole_number(text, value):
    assert values.count(text) == (value, "", "")


@pytest.mark.parametrize("text", ["5.5", "1,23", "12,34,567", "1e5", "=1", "five", "1 234", "٣٤٥x"])
def test_anything_else_is_no_count(text):
    assert values.count(text) is None


@pytest.mark.parametrize(
    ("text", "status"), [("7r", "revised"), ("7 p", "provisional"), ("7[e]", "estimated"), ("7 [r][p]", "revised"), ("7 [b]", "")]
)
def test_a_mark_at_a_count_is_its_status(text, status):
    assert values.count(text) == (7, "", status)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("ENGLAND AND WALES6,7", "ENGLAND AND WALES"),
        ("Total recorded crime\n (excluding fraud) \n[note 2]", "Total recorded crime (excluding fraud)"),
        ("Homicide [notes 3, 4]", "Homicide"),
        ("Merseyside ", "Merseyside"),
        ("Apr '22 to Mar '23", "Apr '22 to Mar '23"),
        ("Mid-2019", "Mid-2019"),
    ],
)
def test_a_label_loses_its_footnotes_alone(text, plain):
    assert values.label(text) == plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("St. Helens", "St Helens "),
        ("London, City of", "City of London"),
        ("Bristol, City of", "BRISTOL,  city of"),
        ("Herefordshire, County of", "County of Herefordshire"),
        ("Devon & Cornwall", "Devon and Cornwall"),
        ("Dyfed-Powys", "Dyfed Powys"),
    ],
)
def test_one_place_in_two_spellings_is_one_name(one, other):
    assert values.same_name(one) == values.same_name(other)


def test_two_places_are_two_names():
    assert values.same_name("Knowsley") != values.same_name("Kirklees")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2019", (2019, 6, 30), (2019, 6, 30)),
        ("mid-2019", (2019, 6, 30), (2019, 6, 30)),
        ("2023-10 to 2024-09", (2023, 10, 1), (2024, 9, 30)),
        ("October 2023 to September 2024", (2023, 10, 1), (2024, 9, 30)),
        ("2023-10-05 to 2023-11-04", (2023, 10, 5), (2023, 11, 4)),
        ("2023-10-01/2024-09-30", (2023, 10, 1), (2024, 9, 30)),
        ("2022/23", (2022, 4, 1), (2023, 3, 31)),
        ("year ending December 2024", (2024, 1, 1), (2024, 12, 31)),
        ("Oct-22", (2022, 10, 1), (2022, 10, 31)),
    ],
)
def test_a_period_by_hand_may_be_written_in_many_ways(text, start, end):
    assert given(text) == Period(date(*start), date(*end))


@pytest.mark.parametrize(
    "text", ["", "soon", "1066", "2024-09 to 2023-10", "2024-02-02 to 2024-02-01", "1066-01-01 to 1066-02-01", "Apr 2020 to Mar 2020"]
)
def test_what_is_no_period_is_none(text):
    assert given(text) is None


@pytest.mark.parametrize(
    ("text", "years"), [("mid-2019", [2019]), ("Mid 2019 and mid-year 2020, mid-2019", [2019, 2020]), ("mid-1066", []), ("2019", [])]
)
def test_mid_years_are_found_in_a_title(text, years):
    assert [period.end.year for period in values.mid_years(text)] == years
