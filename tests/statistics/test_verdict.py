"""Whether a published percentage follows from its counts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statistics import wording
from statistics.change import Figure, Rules, compare
from statistics.periods import Period
from statistics.verdict import Statement, Verdict, judge, summary

EARLIER = Period(date(2021, 10, 1), date(2022, 9, 30))
LATER = Period(date(2022, 10, 1), date(2023, 9, 30))


def change(earlier, later, rules=None):
    missing = ["" if value is not None else "confidential" for value in (earlier, later)]
    return compare(Figure(earlier, EARLIER, missing[0]), Figure(later, LATER, missing[1]), rules=rules)


@pytest.mark.parametrize(("percentage", "earlier", "later"), [(87, 15, 2), (48, 23, 12), (42, 139, 81), (29, 815, 578), (12, 6942, 6114)])
def test_the_five_announced_percentages_reproduce(percentage, earlier, later):
    assert judge(Statement("down", percentage, (earlier, later)), change(earlier, later)) is Verdict.REPRODUCES


def test_without_published_counts_the_figures_alone_decide():
    assert judge(Statement("down", 87), change(15, 2)) is Verdict.REPRODUCES
    assert judge(Statement("down", 86), change(15, 2)) is Verdict.DOES_NOT


def test_another_percentage_or_direction_does_not_reproduce():
    assert judge(Statement("down", 88, (15, 2)), change(15, 2)) is Verdict.DOES_NOT
    assert judge(Statement("up", 87, (15, 2)), change(15, 2)) is Verdict.DOES_NOT
    assert judge(Statement("up", 50, (10, 15)), change(10, 15)) is Verdict.REPRODUCES


def test_a_difference_must_follow_too_and_a_direction_alone_may():
    assert judge(Statement("down", 87, (15, 2), 13), change(15, 2)) is Verdict.REPRODUCES
    assert judge(Statement("down", 87, (15, 2), 12), change(15, 2)) is Verdict.DOES_NOT
    assert judge(Statement("down", difference=13), change(15, 2, Rules(withholds=True))) is Verdict.REPRODUCES
    assert judge(Statement("up"), change(0, 3)) is Verdict.REPRODUCES
    assert judge(Statement("down", counts=(15, 2)), change(15, 15)) is Verdict.REVISED
    assert judge(Statement("down"), change(None, 2)) is Verdict.CANNOT


@given(st.integers(1, 2_000), st.integers(0, 2_000), st.integers(0, 300))
def test_a_statement_reproduces_exactly_where_it_says_what_the_engine_says(earlier, later, percentage):
    found = change(earlier, later)
    is_so = found.difference < 0 and percentage == abs(wording.whole(found.exact))
    assert (judge(Statement("down", percentage, (earlier, later)), found) is Verdict.REPRODUCES) == is_so
    assert (judge(Statement("down"), found) is Verdict.REPRODUCES) == (later < earlier)
    assert judge(Statement("down", difference=abs(found.difference) + 1), found) is Verdict.DOES_NOT


def test_half_a_point_is_rounded_away_from_zero():
    assert judge(Statement("down", 13, (8, 7)), change(8, 7)) is Verdict.REPRODUCES
    assert judge(Statement("down", 12, (8, 7)), change(8, 7)) is Verdict.DOES_NOT


def test_counts_that_were_revised_since_are_said_to_be():
    assert judge(Statement("down", 87, (15, 2)), change(15, 3)) is Verdict.REVISED
    assert judge(Statement("down", 87, (15, 2)), change(16, 2)) is Verdict.REVISED


def test_a_wrong_sum_stays_wrong_after_a_revision():
    assert judge(Statement("down", 90, (15, 2)), change(15, 3)) is Verdict.DOES_NOT


def test_what_must_not_be_compared_cannot_be_checked():
    assert judge(Statement("down", 87), None) is Verdict.CANNOT
    assert judge(Statement("down", 87, (15, 2)), change(None, 2)) is Verdict.CANNOT
    assert judge(Statement("down", 87, (15, 2)), change(15, 2, Rules(withholds=True))) is Verdict.CANNOT
    assert judge(Statement("up", 100, (0, 3)), change(0, 3)) is Verdict.CANNOT


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        ("RRRRR", "Five of five percentages reproduce."),
        ("R", "One of one percentage reproduces."),
        ("RRN", "Two of three percentages reproduce, one does not."),
        ("RNN", "One of three percentages reproduces, two do not."),
        ("RV", "One of two percentages reproduces, one rests on counts revised since."),
        ("VV", "None of two percentages reproduce, two rest on counts revised since."),
        ("RC", "One of two percentages reproduces, one cannot be checked."),
        ("CCCCCC", "None of the six percentages can be checked."),
        ("C", "The percentage cannot be checked."),
        ("R" * 12, "12 of 12 percentages reproduce."),
    ],
)
def test_the_summary_is_counted(verdicts, said):
    letters = {"R": Verdict.REPRODUCES, "N": Verdict.DOES_NOT, "V": Verdict.REVISED, "C": Verdict.CANNOT}
    assert summary([letters[letter] for letter in verdicts]) == said
