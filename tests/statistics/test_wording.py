"""Numbers as people read them."""

from datetime import date
from fractions import Fraction

import pytest

from statistics import wording


@pytest.mark.parametrize(("number", "said"), [(6942, "6,942"), (0, "0"), (-828, "−828"), (1_000_000, "1,000,000")])
def test_counts_have_commas_and_the_true_minus_sign(number, said):
    assert wording.count(number) == said


def test_a_difference_has_its_sign():
    assert [wording.difference(number) for number in (41, -1828, 0)] == ["+41", "−1,828", "0"]


def test_what_is_counted_is_named():
    assert [wording.counted(number, "person", "people") for number in (0, 1, 6114)] == ["no people", "1 person", "6,114 people"]


@pytest.mark.parametrize(
    ("exact", "whole"), [("5/2", 3), ("-5/2", -3), ("1/2", 1), ("-1/2", -1), ("49/100", 0), ("-49/100", 0), ("7", 7), ("-7", -7)]
)
def test_half_is_rounded_away_from_zero(exact, whole):
    assert wording.whole(Fraction(exact)) == whole


@pytest.mark.parametrize(
    ("exact", "places", "written"),
    [
        ("-260/3", 3, "-86.667"),
        ("-25/2", 3, "-12.5"),
        ("0", 3, "0"),
        ("100", 3, "100"),
        ("2000", 3, "2000"),
        ("1/2000", 3, "0.001"),
        ("-1/1000000", 3, "-0.000001"),
        ("-99999999/1000000", 3, "-99.999999"),
        ("1/3", 5, "0.33333"),
        ("11/10", 5, "1.1"),
    ],
)
def test_decimals_are_never_rounded_into_another_whole_number(exact, places, written):
    assert wording.decimal(Fraction(exact), places) == written


def test_a_decimal_is_spoken_with_commas_and_the_true_minus_sign():
    assert wording.spoken("-9900.125") == "−9,900.125"
    assert wording.spoken("0.5") == "0.5"
    assert wording.spoken("9900") == "9,900"


def test_a_day_is_written_out():
    assert wording.day(date(2024, 3, 1)) == "1 March 2024"
