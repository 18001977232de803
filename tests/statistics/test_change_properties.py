"""What holds for any two counts."""

import re
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from statistics import wording
from statistics.change import Figure, Rules, compare
from statistics.periods import Period

EARLIER = Period(date(2021, 10, 1), date(2022, 9, 30))
LATER = Period(date(2022, 10, 1), date(2023, 9, 30))
COUNTS = st.one_of(st.integers(0, 200), st.integers(0, 10**9))
RULES = st.builds(
    Rules,
    st.sampled_from(["fewer", "more", "neither"]),
    counts_deaths=st.booleans(),
    small_count=st.integers(0, 100),
    withholds=st.booleans(),
)
MISSING = st.sampled_from(["confidential", "not_available", "not_applicable", "not_yet_due"])


def change(earlier, later, rules=None):
    return compare(Figure(earlier, EARLIER), Figure(later, LATER), rules=rules)


@given(COUNTS, COUNTS)
def test_the_shown_percentage_is_within_half_a_point_of_the_exact_one(earlier, later):
    found = change(earlier, later)
    if found.percentage[:1].isdigit():
        shown = int(found.percentage.replace(",", "").rstrip("%"))
        assert abs(abs(found.exact) - shown) * 2 <= 1


@given(COUNTS, COUNTS)
def test_no_fall_is_100_per_cent_and_nothing_is_0_per_cent_or_minus_0(earlier, later):
    found = change(earlier, later)
    said = f"{found.words} {found.percentage_with_direction}"
    assert "(0%)" not in said
    assert "−0" not in said
    assert found.percentage_for_file != "-0"
    if later < earlier:
        assert "100%" not in said
        assert (found.percentage_for_file == "-100") == (later == 0)


@given(COUNTS, COUNTS)
def test_the_words_hold_the_difference_or_both_counts_are_told(earlier, later):
    found = change(earlier, later)
    if earlier and later and earlier != later:
        assert f"{abs(later - earlier):,}" in found.words
    assert (found.direction == "same") == (earlier == later) == found.words.startswith("no change")


@given(COUNTS, COUNTS, RULES)
def test_swapping_the_counts_turns_direction_and_tone_round(earlier, later, rules):
    one, other = change(earlier, later, rules), change(later, earlier, rules)
    opposite = {"down": "up", "up": "down", "same": "same", "better": "worse", "worse": "better", "": ""}
    assert opposite[one.direction] == other.direction
    assert opposite[one.tone] == other.tone
    assert one.is_small == other.is_small


@given(COUNTS, COUNTS, RULES)
def test_a_withheld_percentage_is_nowhere(earlier, later, rules):
    found = change(earlier, later, rules)
    if found.is_withheld:
        assert "%" not in "".join([found.words, found.percentage, found.percentage_with_direction, *found.steps])
        assert found.exact is None


@given(COUNTS, MISSING, st.booleans(), RULES)
def test_a_hidden_count_leaves_nothing_to_reckon_with(known, missing, hidden_first, rules):
    hidden = Figure(None, EARLIER if hidden_first else LATER, missing)
    shown = Figure(known, LATER if hidden_first else EARLIER)
    found = compare(hidden, shown, rules=rules) if hidden_first else compare(shown, hidden, rules=rules)
    assert found.counts is found.difference is found.exact is None
    assert found.words == found.percentage == found.tail == ""
    assert found.steps == []


@given(COUNTS, COUNTS)
def test_no_year_before_is_made_of_a_period_that_the_source_does_not_name(earlier, later):
    assumed_before = compare(Figure(earlier, EARLIER, is_assumed=True), Figure(later, LATER))
    assumed_after = compare(Figure(earlier, EARLIER), Figure(later, LATER, is_assumed=True))
    assert (assumed_before.since, assumed_after.since) == ("in the earlier period", "in October 2021 to September 2022")


@given(COUNTS, COUNTS, RULES)
def test_sign_words_file_and_sum_say_the_same_direction(earlier, later, rules):
    found = change(earlier, later, rules)
    sign = {"down": "−", "up": "+", "same": ""}[found.direction]
    assert wording.difference(found.difference).startswith(sign)
    assert wording.difference(found.difference).lstrip("−+") == f"{abs(later - earlier):,}"
    if found.direction != "same":
        opposite = {"down": "up", "up": "down"}[found.direction]
        assert found.direction in found.words.split(" ", 1)[0] or found.words.startswith("none recorded, down from")
        assert opposite not in re.findall(r"[a-z]+", f"{found.words} {found.percentage_with_direction}")
    if found.exact:
        assert found.percentage_for_file.startswith("-") == (found.direction == "down")
        assert f"As a percentage: {sign.replace('+', '')}" in found.steps[2]


@given(COUNTS, COUNTS, RULES)
def test_all_gone_is_said_in_words_and_never_as_100_per_cent(earlier, later, rules):
    found = change(earlier, later, rules)
    if later == 0 and earlier:
        assert found.words == f"none recorded, down from {earlier:,}"
        assert (found.percentage, found.tail) == ("", "")
        assert "%" not in f"{found.words} {found.percentage_with_direction}"
    if earlier == 0:
        assert found.exact is None or not found.exact
        assert found.percentage == ""


@given(COUNTS, COUNTS, RULES)
def test_nothing_that_is_said_holds_a_minus_0(earlier, later, rules):
    found = change(earlier, later, rules)
    said = " ".join([found.words, found.percentage_with_direction, found.tail, wording.difference(found.difference), *found.steps])
    assert not re.search(r"[−-]0(?![.,\d])", said)
    assert not re.search(r"[−-]0(\.0+)?$", found.percentage_for_file)


@given(st.fractions(), st.integers(0, 6))
def test_no_rounding_makes_a_minus_0(exact, places):
    for said in (wording.decimal(exact, places), wording.fixed(exact, max(places, 1)), str(wording.whole(exact))):
        assert not re.fullmatch(r"[−-]0(\.0+)?", said)


@given(COUNTS, COUNTS, RULES)
def test_what_is_read_aloud_agrees_with_the_file(earlier, later, rules):
    found = change(earlier, later, rules)
    if found.exact and found.percentage[:1].isdigit():
        of_file = Fraction(found.percentage_for_file)
        assert abs(abs(of_file) - int(found.percentage.rstrip("%").replace(",", ""))) <= Fraction(501, 1000)
        assert found.percentage in found.words
        assert found.percentage in found.steps[-1]
