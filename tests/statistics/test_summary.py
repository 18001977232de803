"""The sentence under a chart is right for one count, two, many, gaps, ties, nothing at all and a break."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from statistics.charts import Point, summary
from statistics.periods import Period
from tests.statistics.paper import points

START = "The number of offences"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([81], "is 81 in January 2020."),
        ([139, 81], "is 139 in January 2020 and 81 in February 2020."),
        ([81, 81], "is 81 in both periods, January to February 2020."),
        ([3, 0], "is 3 in January 2020 and 0 in February 2020."),
        ([7, 7, 7], "is 7 in each of 3 periods, January to March 2020."),
        ([0, 0, 0], "is 0 in each of 3 periods, January to March 2020."),
        ([1, 2, 3], "starts at 1, the lowest, in January 2020 and ends at 3, the highest, in March 2020."),
        (
            [5, 9, 1, 6],
            "starts at 5 in January 2020 and ends at 6 in April 2020; the highest is 9, in February 2020; the lowest is 1, in March 2020.",
        ),
        (
            [9, 2, 9],
            "starts at 9 in January 2020 and ends at 9 in March 2020; the highest is 9, in January 2020 and in March 2020; the lowest is 2, in February 2020.",
        ),
        (
            [1, 4, 1, 1, 2000],
            "starts at 1 in January 2020 and ends at 2,000, the highest, in May 2020; the lowest is 1, in 3 of 5 periods.",
        ),
        ([4, None, 6], "is 4 in January 2020 and 6 in March 2020. There is no count for February 2020 (confidential)."),
        ([4, None], "is 4 in January 2020. There is no count for February 2020 (confidential)."),
        ([4, None, None, None, None, 6], "is 4 in January 2020 and 6 in June 2020. 4 periods have no count; the table says why."),
    ],
)
def test_the_sentence(values, said):
    assert summary(points(values), "offences") == f"{START} {said}"


def test_periods_that_are_not_there_are_named_or_numbered():
    found = points(range(1, 12))
    assert "There is no figure between January 2020 and March 2020." in summary([found[0], found[2]], "offences")
    assert "In 4 places periods are missing in between." in summary(found[:9:2], "offences")


def test_a_count_of_one_day_a_year_has_no_holes_between_its_days():
    days = [Point(Period(on, on), 148_200 + on.year) for on in (date(2023, 6, 30), date(2024, 6, 30), date(2026, 6, 30))]
    assert summary(days[:2], "people") == "The number of people is 150,223 on 30 June 2023 and 150,224 on 30 June 2024."
    assert summary(days, "people").endswith("There is no figure between 30 June 2024 and 30 June 2026.")


def test_across_a_break_no_highest_and_no_lowest_is_sought():
    said = summary(points([9, 1, 5, 6, 7]), "offences", [date(2020, 3, 1)])
    assert said == (
        "As far back as the counts can be compared, the number of offences starts at 5, the lowest, in March 2020 "
        "and ends at 7, the highest, in May 2020. The way of counting changed on 1 March 2020."
    )


def test_a_last_period_that_holds_a_break_stands_alone():
    said = summary(points([9, 1, 5]), "offences", [date(2020, 3, 10)])
    assert said.startswith("As far back as the counts can be compared, the number of offences is 5 in March 2020.")


def test_many_breaks_are_numbered_and_one_outside_is_not_told():
    outside, *within = (date(2020, month, 1) for month in (1, 2, 3, 4, 5))
    assert "The way of counting changed 4 times." in summary(points([1, 2, 3, 4, 5]), "offences", [outside, *within])
    assert "counting changed" not in summary(points([1, 2, 3]), "offences", [outside])


@given(st.lists(st.one_of(st.none(), st.integers(0, 9)), min_size=1, max_size=30), st.lists(st.integers(0, 29), max_size=3))
def test_what_is_called_highest_and_lowest_is(values, broken):
    assume(any(value is not None for value in values))
    found = points(values)
    breaks = [found[number].period.start for number in sorted(set(broken)) if number < len(found)]
    said = summary(found, "offences", breaks)
    last = max(number for number, value in enumerate(values) if value is not None)
    first = max((number for number in broken if 0 < number <= last), default=0)
    compared = [value for value in values[first : last + 1] if value is not None]
    for name, value in (("highest", max(compared)), ("lowest", min(compared))):
        if f"the {name}" in said:
            assert f"{value}, the {name}" in said or f"the {name} is {value}," in said
    assert ("As far back" in said) == any(value is not None for value in values[:first])
    assert said.endswith(".")
    assert "None" not in said
