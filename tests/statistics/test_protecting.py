"""Which figures are hidden besides the confidential ones, case by case."""

from time import process_time

import pytest

from statistics.disclosure import Cell, Line, Relations, Tree, bounds, protect
from statistics.disclosure.span import Span
from statistics.disclosure.track import Track

ALONE = Relations(Tree({}), Tree({}), {})
CITY, NORTH, SOUTH = 1, 2, 3


def in_city(*, is_all=True, limits=None):
    return Relations(Tree({}), Tree.of([(NORTH, CITY), (SOUTH, CITY)], [CITY] if is_all else []), limits or {})


def cells(*figures, relations=ALONE, kept=None):
    """Figures as (start, stop, value) or (area, start, stop, value), by their place; the keys of those that are hidden."""
    made = [
        Cell(key, Line(1, figure[0] if len(figure) == 4 else CITY, 1), *figure[-3:], size=figure[-2] - figure[-3])
        for key, figure in enumerate(figures)
    ]
    return sorted(protect(made, relations, kept))


QUARTERS = [(0, 1, 20), (1, 2, None), (2, 3, 30), (3, 4, 40)]


@pytest.mark.parametrize(
    ("figures", "hidden"),
    [
        (QUARTERS, []),
        ([*QUARTERS, (0, 4, 95)], [0]),
        ([*QUARTERS, (0, 4, None)], []),
        ([*QUARTERS[1:], (0, 4, 95)], []),
        ([*QUARTERS, (4, 5, 50), (0, 4, 95), (1, 5, 125)], [3]),
        ([(0, 1, 7), (0, 2, 12), (1, 3, None), (2, 3, 9)], [0]),
    ],
    ids=["nothing to subtract from", "a year", "a hidden year", "a quarter is missing", "two rolling years", "a half by two ways"],
)
def test_the_fewest_and_shortest_are_hidden(figures, hidden):
    assert cells(*figures) == hidden


def test_what_was_hidden_once_stays_so_though_another_figure_would_do_by_now():
    """Whoever had read the one then and the other one today would have both."""
    first, later = [(3, 4, 30), (2, 4, None), (2, 3, 20)], [(1, 2, 10), (1, 3, 30)]
    [hidden] = cells(*first)
    assert hidden not in cells(*first, *later)
    assert hidden in cells(*first, *later, kept={hidden: {1}})


def test_what_was_told_before_a_figure_became_confidential_is_known_and_keeps_no_other_one():
    """Anybody could take the quarter from the half before; with the year they would have the rest of it too."""
    of_city = Line(1, CITY, 1)
    told = [Cell(0, of_city, 2, 3, 20, since=1), Cell(1, of_city, 1, 3, 50, since=1), Cell(2, of_city, 2, 4, None, since=1)]
    since_then = [Cell(3, of_city, 1, 2, None, since=2), Cell(4, of_city, 1, 4, 90, since=2)]
    hidden = protect([*told, *since_then], ALONE)
    assert 2 in hidden[4]
    assert {0, 1} & {*hidden}


@pytest.mark.parametrize(("limits", "both"), [({}, 2), ({1: 7}, 14), ({1: 7}, 13), ({1: 7}, 3)])
def test_two_hidden_counts_with_a_telling_sum_take_the_sum_with_them(limits, both):
    relations = Relations(Tree({}), Tree({}), limits)
    assert cells((0, 1, None), (1, 2, None), (0, 2, both), relations=relations) == [2]
    assert cells((0, 1, None), (1, 2, None), (0, 2, 8), relations=relations) == []


def test_of_a_whole_its_parts_make_up_a_second_part_is_hidden():
    figures = [(CITY, 0, 1, 105), (NORTH, 0, 1, 100), (SOUTH, 0, 1, None)]
    assert cells(*figures, relations=in_city()) == [0]
    assert cells(*figures, relations=in_city(is_all=False)) == []


def test_where_the_parts_are_not_all_a_rest_of_two_is_still_too_little():
    figures = [(CITY, 0, 1, 102), (NORTH, 0, 1, 100), (SOUTH, 0, 1, None)]
    assert cells(*figures, relations=in_city(is_all=False)) == [0]


def test_a_month_of_the_other_part_rather_than_the_city():
    months = [(area, at, at + 1, 30) for area in (CITY, NORTH, SOUTH) for at in range(3)]
    months[4] = (NORTH, 1, 2, None)
    assert cells(*months, relations=in_city()) == [1]


def test_a_count_below_nothing_is_a_correction_and_proves_nothing():
    assert cells((0, 1, -3), (1, 2, None), (2, 3, None), (1, 3, 9), (0, 3, 6)) == []


def test_figures_that_contradict_one_another_leave_the_widest_room():
    assert cells((0, 1, None), (1, 2, None), (0, 2, 1), (2, 3, 5)) == [2]


@pytest.mark.parametrize("rounds", [1, 9])
def test_passing_limits_on_comes_to_an_end(monkeypatch, rounds):
    monkeypatch.setattr(bounds, "ROUNDS", rounds)
    assert cells((CITY, 0, 1, 1), (NORTH, 0, 1, 0), (SOUTH, 0, 1, None), (SOUTH, 1, 2, None), relations=in_city(is_all=False)) == [0]


def test_factors_that_do_not_divide_are_found_all_the_same():
    """Of three times the one and twice the other, and twice the one and three times the other, both follow."""
    one, other = (0, (1, 1)), (1, (1, 1))
    span = Span({1: {one: 1}, 2: {other: 1}})
    span.tell({one: 3, other: 2})
    assert span.given_away_by({one: 2, other: 3}) == {1, 2}
    span.tell({one: 2, other: 3})
    assert span.given_away == {1, 2}


def test_a_step_that_cannot_be_is_noticed():
    track = Track([0, 1, 2], [(0, 1, 5)])
    assert track.limit(0, 2, 4) is False
    assert track.contradicts


def test_twenty_years_take_well_under_a_second():
    months = [(at, at + 1, None if at % 17 == 0 else 20 + at % 13) for at in range(240)]
    totals = [(at, at + long, 100 * long + at % 7) for long in (3, 12) for at in range(0, 240 - long + 1, 3)]
    before = process_time()
    assert cells(*months, *totals)
    assert process_time() - before < 1


def test_a_figure_is_hidden_for_all_that_it_gives_away_by_what_was_told_after_it():
    """The north is hidden for the first of its parts; once the south is out, it would tell the third part of the city as well."""
    north_1, north_2, third = 4, 5, 6
    related = Relations(
        Tree({}), Tree.of([(NORTH, CITY), (SOUTH, CITY), (third, CITY), (north_1, NORTH), (north_2, NORTH)], [CITY, NORTH]), {}
    )
    figures = [(CITY, 90, 2), (NORTH, 30, 4), (SOUTH, 40, 5), (third, None, 1), (north_2, 20, 3), (north_1, None, 1)]
    made = [Cell(area, Line(1, area, 1), 0, 1, value, since=since) for area, value, since in figures]
    assert protect(made, related) == {NORTH: {third, north_1}}
    without, kept = made[:-1], {NORTH: {third}}
    assert protect(without, related, kept) == kept
