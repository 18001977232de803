"""A rate per 1,000 residents, or the sentence that says why there is none."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statistics.change import Figure, Rules
from statistics.periods import Period
from statistics.rate import NO_POPULATION, Population, rate

YEAR = Period(date(2022, 10, 1), date(2023, 9, 30))


def on(day, value=496_800, edition="Edition of 2024"):
    return Population(value, Period(day, day), "People who live here", "Mid-year estimates", "Office for Examples", edition)


def mid(year, value=496_800, **options):
    return on(date(year, 6, 30), value, **options)


def of(value, *populations, period=YEAR, missing="", **rules):
    return rate(Figure(value, period, missing), populations, Rules(**rules))


def test_the_sum_is_written_out_and_rounded_half_away_from_zero():
    found = of(6114, mid(2023))
    assert (found.words, found.step, found.why_not) == ("12.3", "6,114 ÷ 496,800 × 1,000 = 12.3", "")
    assert of(1225, mid(2023, 100_000)).words == "12.3"
    assert of(1200, mid(2023, 100_000)).words == "12.0"
    assert of(2_000_000, mid(2023, 1_000)).words == "2,000,000.0"


def test_a_small_rate_has_as_many_places_as_it_needs():
    assert of(50, mid(2023, 10_000_000)).words == "0.01"
    assert of(0, mid(2023), small_count=0).words == "0.0"


@pytest.mark.parametrize(
    ("value", "options", "why"),
    [
        (None, {"missing": "confidential"}, "The figure for October 2022 to September 2023 is confidential, so no rate"),
        (None, {"missing": "not_yet_due"}, "is not due yet, so no rate"),
        (-3, {}, "is negative, because records were taken out"),
        (49, {}, "The count is below 50: too few for a rate per 1,000."),
        (99, {"small_count": 100}, "The count is below 100"),
        (700, {"period": Period(date(2023, 1, 1), date(2023, 3, 31))}, "twelve months alone. This count is for January to March 2023."),
        (700, {"period": Period(date(2023, 1, 2), date(2024, 1, 1))}, "twelve months alone."),
    ],
)
def test_where_there_is_none_a_sentence_says_why(value, options, why):
    found = of(value, mid(2023), **options)
    assert why in found.why_not
    assert (found.exact, found.words, found.step, found.population) == (None, "", "", None)


def test_the_population_nearest_before_the_end_is_taken_and_named():
    found = of(700, mid(2021), mid(2023, edition="Second"), mid(2024), mid(2022))
    assert (found.population.when, found.population.edition) == ("mid-2023", "Second")
    assert of(700, mid(2021), mid(2022), mid(2024)).population.when == "mid-2022"


def test_of_two_for_one_day_the_first_is_taken():
    assert of(700, mid(2023, edition="Main"), mid(2023, edition="Other")).population.edition == "Main"


def test_one_too_old_too_late_or_empty_is_none():
    assert of(700, mid(2020)).why_not == NO_POPULATION
    assert of(700, on(date(2020, 9, 30))).population
    assert of(700, mid(2024), mid(2022, 0)).why_not == NO_POPULATION


def test_a_population_of_another_day_or_of_a_year_is_named_by_it():
    assert of(700, on(date(2021, 3, 21))).population.when == "21 March 2021"
    year = Population(9, Period(date(2022, 1, 1), date(2022, 12, 31)), "", "", "", "")
    assert year.when == "January to December 2022"


@given(st.integers(50, 10**9), st.integers(1, 10**9))
def test_the_shown_rate_is_the_exact_one_rounded_and_never_none_by_rounding(count, people):
    found = of(count, mid(2023, people))
    units, places = found.words.replace(",", "").split(".")
    shown = Fraction(int(units + places), 10 ** len(places))
    assert abs(shown - found.exact) * 2 <= Fraction(1, 10 ** len(places))
    assert shown > 0
    assert len(places) == 1 or shown * 10 ** len(places) < 10
