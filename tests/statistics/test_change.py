"""Every row of the table in the project's rules, and every reason to refuse."""

from datetime import date
from fractions import Fraction

import pytest

from statistics.change import Basis, Break, Change, Figure, Rules, compare
from statistics.periods import Period

EARLIER = Period(date(2021, 10, 1), date(2022, 9, 30))
LATER = Period(date(2022, 10, 1), date(2023, 9, 30))
FEWER = Rules("fewer")


def change(earlier: int, later: int, rules: Rules = FEWER) -> Change:
    return compare(Figure(earlier, EARLIER), Figure(later, LATER), rules=rules)


@pytest.mark.parametrize(
    ("earlier", "later", "exact", "words", "is_small"),
    [
        (15, 2, Fraction(-260, 3), "down 13 (87%)", True),
        (23, 12, Fraction(-1100, 23), "down 11 (48%)", True),
        (139, 81, Fraction(-5800, 139), "down 58 (42%)", False),
        (815, 578, Fraction(-23700, 815), "down 237 (29%)", False),
        (6942, 6114, Fraction(-82800, 6942), "down 828 (12%)", False),
        (8, 7, Fraction(-25, 2), "down 1 (13%)", True),
        (40, 41, Fraction(5, 2), "up 1 (3%)", True),
        (200, 199, Fraction(-1, 2), "down 1 (less than 1%)", False),
        (1000, 1007, Fraction(7, 10), "up 7 (less than 1%)", False),
        (1000, 4, Fraction(-996, 10), "down 996 (more than 99%)", True),
        (200, 1, Fraction(-995, 10), "down 199 (more than 99%)", True),
        (50, 100, Fraction(100), "up 50 (100%)", False),
        (250, 499, Fraction(996, 10), "up 249 (100%)", False),
        (1, 100, Fraction(9900), "up 99 (9,900%)", True),
        (0, 3, None, "up from none to 3", True),
        (0, 0, None, "no change, none recorded in either period", True),
        (3, 0, Fraction(-100), "none recorded, down from 3", True),
        (7, 7, Fraction(0), "no change", True),
        (6942, 6942, Fraction(0), "no change", False),
        (1000, 10, Fraction(-99), "down 990 (99%)", True),
        (1000, 990, Fraction(-1), "down 10 (1%)", False),
        (50, 49, Fraction(-2), "down 1 (2%)", True),
        (49, 50, Fraction(100, 49), "up 1 (2%)", True),
        (50, 51, Fraction(2), "up 1 (2%)", False),
    ],
)
def test_a_change_is_exact_and_said_in_words(earlier, later, exact, words, is_small):
    found = change(earlier, later)
    assert found.exact == exact
    assert found.words == words
    assert found.is_small is is_small
    assert found.difference == later - earlier
    assert found.refusal == ""


@pytest.mark.parametrize(
    ("earlier", "later", "alone", "in_file"),
    [
        (15, 2, "down 87%", "-86.667"),
        (8, 7, "down 13%", "-12.5"),
        (40, 41, "up 3%", "2.5"),
        (200, 199, "down less than 1%", "-0.5"),
        (1000, 4, "down more than 99%", "-99.6"),
        (1, 100, "up 9,900%", "9900"),
        (0, 3, "up from none to 3", "[z]"),
        (0, 0, "no change, none recorded in either period", "[z]"),
        (3, 0, "none recorded, down from 3", "-100"),
        (7, 7, "no change", "0"),
        (100_000_000, 1, "down more than 99%", "-99.999999"),
        (100_000_000, 99_999_999, "down less than 1%", "-0.000001"),
    ],
)
def test_the_percentage_stands_in_a_column_of_its_own_and_in_a_file(earlier, later, alone, in_file):
    assert change(earlier, later).percentage_with_direction == alone
    assert change(earlier, later).percentage_for_file == in_file


def test_the_earlier_count_is_added_only_where_the_words_have_not_said_it():
    assert change(6942, 6114).tail == "from 6,942"
    assert change(0, 3).tail == ""
    assert change(3, 0).tail == ""
    assert change(7, 7).tail == ""


def test_the_sum_is_written_out_step_by_step():
    assert change(6942, 6114).steps == [
        "Later count less earlier count: 6,114 − 6,942 = −828",
        "Divide by the earlier count: −828 ÷ 6,942 = −0.11927",
        "As a percentage: −11.927%",
        "Rounded to a whole number: down 12%",
    ]


def test_the_sum_ends_in_words_where_a_whole_number_would_mislead():
    assert change(1000, 4).steps[-1] == "In words: down 996 (more than 99%)"
    assert change(3, 0).steps[-1] == "In words: none recorded, down from 3"
    assert change(7, 7).steps[-2:] == ["As a percentage: 0%", "In words: no change"]


def test_the_sum_says_why_nothing_is_divided_by_none():
    assert change(0, 3).steps == [
        "Later count less earlier count: 3 − 0 = 3",
        "None was recorded in the earlier period, so there is nothing to take a percentage of.",
    ]
    assert change(0, 0).steps[-1] == "Both counts are 0: there is no percentage"


@pytest.mark.parametrize(("wished", "fall", "rise"), [("fewer", "better", "worse"), ("more", "worse", "better"), ("neither", "", "")])
def test_the_tone_comes_from_what_is_wished_and_never_from_the_sign(wished, fall, rise):
    assert change(815, 578, Rules(wished)).tone == fall
    assert change(578, 815, Rules(wished)).tone == rise
    assert change(578, 578, Rules(wished)).tone == ""


def test_a_count_of_deaths_never_has_a_tone():
    rules = Rules("fewer", counts_deaths=True)
    assert change(15, 2, rules).tone == ""
    assert change(2, 15, rules).tone == ""


def test_direction_is_down_up_same_or_nothing():
    assert change(3, 2).direction == "down"
    assert change(2, 3).direction == "up"
    assert change(3, 3).direction == "same"
    assert compare(Figure(None, EARLIER, "confidential"), Figure(3, LATER)).direction == ""


def test_a_measure_that_withholds_gives_counts_and_difference_but_no_percentage():
    found = change(15, 2, Rules("fewer", withholds=True))
    assert found.is_withheld
    assert found.difference == -13
    assert found.exact is None
    assert found.words == "down 13"
    assert found.percentage_for_file == "[u]"
    assert "%" not in " ".join([*found.steps, found.percentage_with_direction])
    assert "below 50" in found.steps[-1]
    assert found.why_no_percentage == found.steps[-1]


def test_withholding_begins_at_the_measures_own_threshold():
    assert change(19, 30, Rules(small_count=20, withholds=True)).is_withheld
    assert not change(20, 30, Rules(small_count=20, withholds=True)).is_withheld
    assert change(60, 200, Rules(small_count=61)).is_small


def test_a_small_count_is_marked_without_being_withheld():
    found = change(15, 2)
    assert found.is_small
    assert not found.is_withheld
    assert found.why_no_percentage == ""


def test_the_year_before_is_named_so_only_where_it_is_that():
    assert change(15, 2).since == "the year before"
    gap = compare(Figure(7, Period(date(2020, 10, 1), date(2021, 9, 30))), Figure(8, LATER))
    assert gap.since == "in October 2020 to September 2021"
    month = compare(Figure(7, Period(date(2023, 8, 1), date(2023, 8, 31))), Figure(8, Period(date(2023, 9, 1), date(2023, 9, 30))))
    assert month.since == "in August 2023"


def assert_refuses(found: Change, reason: str) -> None:
    assert reason in found.refusal
    assert found.refusal.endswith(".")
    assert found.difference is None
    assert found.exact is None
    assert found.percentage == found.words == found.tail == found.direction == found.tone == ""
    assert found.steps == []
    assert not any(sign.isdigit() for sign in found.percentage_for_file)
    assert found.why_no_percentage == found.refusal


@pytest.mark.parametrize(
    ("missing", "reason", "code"),
    [
        ("confidential", "is confidential", "[c]"),
        ("not_available", "is not available", "[x]"),
        ("not_applicable", "does not apply", "[z]"),
        ("not_yet_due", "is not due yet", "[x]"),
    ],
)
def test_a_missing_count_on_either_side_is_refused_with_its_reason(missing, reason, code):
    hidden_before = compare(Figure(None, EARLIER, missing), Figure(12, LATER))
    assert_refuses(hidden_before, f"October 2021 to September 2022 {reason}")
    assert hidden_before.percentage_for_file == code
    hidden_after = compare(Figure(12, EARLIER), Figure(None, LATER, missing))
    assert_refuses(hidden_after, f"October 2022 to September 2023 {reason}")
    assert hidden_after.percentage_for_file == code


def test_a_confidential_count_cannot_be_worked_out_from_anything_that_is_given():
    first = compare(Figure(None, EARLIER, "confidential"), Figure(12, LATER), rules=FEWER)
    assert_refuses(first, "confidential")
    assert first.counts is None


def test_a_figure_has_a_value_or_a_reason_and_never_both():
    with pytest.raises(ValueError, match="one of the two"):
        Figure(3, LATER, "confidential")
    with pytest.raises(ValueError, match="one of the two"):
        Figure(None, LATER)


def test_periods_of_unequal_length_are_refused():
    assert_refuses(compare(Figure(5, EARLIER), Figure(9, Period(date(2022, 10, 1), date(2023, 6, 30)))), "not the same length")


def test_years_are_as_long_as_leap_years():
    leap = Period(date(2023, 10, 1), date(2024, 9, 30))
    assert compare(Figure(5, LATER), Figure(9, leap)).refusal == ""


def test_overlapping_periods_are_refused():
    assert_refuses(compare(Figure(5, EARLIER), Figure(9, Period(date(2022, 9, 1), date(2023, 8, 31)))), "overlap")
    assert_refuses(compare(Figure(5, EARLIER), Figure(9, EARLIER)), "overlap")


def test_the_wrong_order_is_refused():
    assert_refuses(compare(Figure(5, LATER), Figure(9, EARLIER)), "comes after")


@pytest.mark.parametrize("on", [date(2021, 10, 2), date(2022, 10, 1), date(2023, 9, 30)])
def test_a_break_between_the_periods_or_within_one_is_refused(on):
    found = compare(Figure(5, EARLIER), Figure(9, LATER), breaks=[Break(on, "Counted by victim.")])
    assert_refuses(found, "The way of counting changed on")
    assert "Counted by victim." in found.refusal


@pytest.mark.parametrize("on", [date(2021, 10, 1), date(2023, 10, 1)])
def test_a_break_outside_both_periods_does_not_matter(on):
    assert compare(Figure(5, EARLIER), Figure(9, LATER), breaks=[Break(on, "Counted by victim.")]).refusal == ""


@pytest.mark.parametrize(
    ("earlier", "later", "reason"),
    [
        (Basis("murders"), Basis("homicides"), "not of the same thing"),
        (Basis(area="Liverpool"), Basis(area="Merseyside"), "different areas"),
        (Basis(source="announcement"), Basis(source="ONS"), "different publications"),
    ],
)
def test_another_definition_area_or_source_is_refused(earlier, later, reason):
    assert_refuses(compare(Figure(5, EARLIER, basis=earlier), Figure(9, LATER, basis=later)), reason)


def test_negative_counts_are_refused():
    assert_refuses(compare(Figure(-3, EARLIER), Figure(9, LATER)), "is negative")
    assert_refuses(compare(Figure(3, EARLIER), Figure(-9, LATER)), "is negative")
