"""A line over time: round scales from zero, gaps and breaks left open, signs and flags at their place, every letter inside."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from statistics.charts import STANDINGS, Pin, Point, line
from statistics.charts.scale import MOST_TICKS, ticks
from statistics.periods import Period
from tests.statistics.paper import assert_apart, assert_inside, period, points

COUNTS = st.one_of(st.integers(0, 60), st.integers(0, 10**9))
SHORT = st.lists(st.one_of(st.none(), COUNTS), min_size=2, max_size=40)
LONG = st.builds(lambda few, times: (few * times)[:400], SHORT, st.integers(5, 40))
LENGTHS = st.sampled_from([1, 3, 12])
PINS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 5), st.booleans()), max_size=12)


def drawn(values, breaks=(), pins=(), **options):
    return line(points(values, **options), "offences", breaks, pins)


@pytest.mark.parametrize(
    ("top", "expected"),
    [
        (0, [0, 1]),
        (1, [0, 1]),
        (3, [0, 1, 2, 3]),
        (5, [0, 1, 2, 3, 4, 5]),
        (6, [0, 2, 4, 6]),
        (79, [0, 20, 40, 60, 80]),
        (80, [0, 20, 40, 60, 80]),
        (6942, [0, 2000, 4000, 6000, 8000]),
    ],
)
def test_ticks_are_round_numbers(top, expected):
    assert ticks(top) == expected


@given(st.integers(0, 2**31))
def test_ticks_start_at_zero_and_reach_the_top_in_a_few_equal_steps(top):
    found = ticks(top)
    assert found[0] == 0
    assert found[-1] >= top
    assert 2 <= len(found) <= MOST_TICKS + 1
    [step] = {after - before for before, after in pairwise(found)}
    assert str(step).rstrip("0") in {"1", "2", "5"}
    assert len(found) == 2 or found[-2] < top


def test_a_line_names_its_peak_and_its_end():
    chart = drawn([66, 42, 79, 35])
    assert [label.words for label in chart.wide.labels] == ["79", "35"]
    assert chart.text == (
        "Line chart of 4 periods. The number of offences starts at 66 in January 2020 and ends at 35, the lowest, in April 2020; "
        "the highest is 79, in March 2020."
    )
    assert len(chart.wide.paths) == 1
    assert chart.wide.paths[0].startswith("M40 ")


def test_a_line_that_ends_at_its_peak_names_it_once():
    assert [label.words for label in drawn([1, 2, 3]).wide.labels] == ["3"]
    assert [label.words for label in drawn([3, 3, 3]).wide.labels] == ["3"]


def test_a_peak_of_nine_digits_is_left_to_the_words_where_a_phone_has_no_room_for_it():
    chart = drawn([1, 167_833_334, 0])
    assert [[label.words for label in layout.labels] for layout in (chart.wide, chart.narrow)] == [["167,833,334", "0"], ["0"]]
    assert "the highest is 167,833,334" in chart.text


def test_a_hidden_value_leaves_a_gap_without_a_height():
    chart = drawn([10, 12, None, 14, 13], pins=[Pin(1, period(242))])
    assert [len(stretch) for stretch in chart.wide.stretches] == [2, 2]
    assert "There is no count for March 2020 (confidential)." in chart.text
    assert [tick.label.words for tick in chart.wide.across] == ["0", "5", "10", "15"]
    assert chart.wide.flags[0].stem_top == chart.wide.bottom


def test_a_value_alone_between_gaps_is_a_dot():
    chart = drawn([10, None, 12, None, 14])
    assert chart.wide.paths == []
    assert len(chart.wide.dots) == 3


def test_a_month_that_is_absent_leaves_a_gap():
    found = points([10, 12, 11, 14])
    del found[1]
    assert [len(stretch) for stretch in line(found, "offences").wide.stretches] == [1, 2]


def test_a_break_in_the_series_opens_the_line_and_stands_in_the_gap_under_its_name():
    chart = drawn([10, 12, 11, 14], [date(2020, 3, 1)], [Pin(1, Period(date(2020, 3, 1), date(2020, 3, 1)), is_break=True)])
    before, after = chart.wide.stretches
    [flag] = chart.wide.flags
    assert (len(before), len(after)) == (2, 2)
    assert before[-1].x < flag.stem_x < after[0].x
    assert (flag.text.words, flag.stem_top) == ("Break 1", 32)
    assert "The way of counting changed on 1 March 2020." in chart.text
    assert len(drawn([10, 12, 11, 14], [date(2020, 1, 1), date(2020, 5, 1)]).wide.stretches) == 1


def test_a_break_within_a_period_stands_at_that_period_alone():
    on = date(2020, 2, 15)
    chart = drawn([10, 12, 11], [on], [Pin(1, Period(on, on), is_break=True)])
    assert [len(stretch) for stretch in chart.wide.stretches] == [1, 1, 1]
    assert chart.wide.flags[0].stem_x == chart.wide.stretches[1][0].x


def test_an_event_stands_at_the_period_that_holds_it_and_one_outside_is_left_out():
    chart = drawn([10, 12, 11], pins=[Pin(1, period(241)), Pin(2, period(239)), Pin(3, period(243)), Pin(4, period(239, 3))])
    assert [(flag.text.words, flag.stem_x) for flag in chart.wide.flags] == [
        ("4", chart.wide.stretches[0][0].x),
        ("1", chart.wide.stretches[0][1].x),
    ]


def test_flags_make_the_paper_higher_and_move_the_names_of_times_below_them():
    plain, flagged = drawn([1, 2, 3]).narrow, drawn([1, 2, 3], pins=[Pin(n, period(241)) for n in range(1, 40)]).narrow
    assert flagged.height > plain.height
    assert min(tick.label.y for tick in flagged.along) > max(flag.text.y for flag in flagged.flags)


def test_what_is_not_settled_has_a_shape_of_its_own_and_a_key_in_words():
    chart = drawn([10, 12, 11, 14], standings=["revised", "", "estimated", "provisional"])
    shapes = {sign.standing: sign for sign in chart.wide.signs}
    assert len({sign.path.translate({ord(digit): None for digit in "0123456789."}) for sign in shapes.values()}) == 3
    assert [sign.words.split(":")[0] for sign in chart.key] == ["Provisional", "Revised", "Estimated"]
    assert (shapes["provisional"].is_hollow, shapes["revised"].is_hollow) == (True, False)
    assert chart.text.endswith("Provisional: 1 count, in April 2020. Revised: 1 count, in January 2020. Estimated: 1 count, in March 2020.")
    assert not {(dot.x, dot.y) for dot in chart.wide.dots} & {(sign.x, sign.y) for sign in chart.wide.signs}
    assert drawn([10, 12, 11]).key == ()


def test_many_unsettled_counts_are_told_by_their_number():
    assert "Revised: 3 counts, the last in March 2020." in drawn([10, 12, 11], standings=["revised"] * 3).text


def test_a_line_of_years_is_labelled_by_their_last_month():
    years = [Point(Period(date(year, 10, 1), date(year + 1, 9, 30)), 10) for year in (2019, 2020, 2021)]
    assert [tick.label.words for tick in line(years, "offences").narrow.along] == ["to Sep 2020", "to Sep 2021", "to Sep 2022"]
    days = [Point(Period(date(2020, month, 2), date(2020, month, 20)), 10) for month in (1, 2, 3)]
    assert line(days, "offences").wide.along[0].label.words == "to 20 Jan 2020"


def test_a_count_of_one_day_a_year_is_one_line():
    days = [Point(Period(on, on), 10) for on in (date(2022, 6, 30), date(2023, 6, 30), date(2024, 6, 30), date(2026, 6, 30))]
    assert [len(stretch) for stretch in line(days, "people").wide.stretches] == [3, 1]
    assert line(days, "people").narrow.along[0].label.words == "30 Jun 2022"


def _pins(found, length):
    return [
        Pin(number, period(240 + at * length, 1 if is_break else span), is_break)
        for number, (at, span, is_break) in enumerate(sorted(found), start=1)
    ]


def _holds(values, length, found, standings):
    assume(any(value is not None for value in values))
    pins = _pins(found, length)
    breaks = [pin.period.start for pin in pins if pin.is_break]
    chart = line(points(values, length=length, standings=standings), "offences", breaks, pins)
    for layout in (chart.wide, chart.narrow):
        along, across = [tick.label for tick in layout.along], [tick.label for tick in layout.across]
        texts = [*along, *across, *(flag.text for flag in layout.flags)]
        assert_inside(layout, [*texts, *layout.labels])
        assert_apart(texts)
        assert_apart([*across, *layout.labels])
        dots = [dot for stretch in layout.stretches for dot in stretch]
        assert len(dots) == sum(value is not None for value in values)
        assert all(layout.left <= dot.x <= layout.right and 0 <= dot.y <= layout.bottom for dot in dots)
        for flag in layout.flags:
            assert 0 <= flag.x <= flag.x + flag.width <= layout.width
            assert 0 <= flag.stem_top <= layout.bottom <= flag.y
            crossed = [label for label in layout.labels if label.left < flag.stem_x < label.right and flag.stem_top < label.y]
            assert not crossed


@given(SHORT, LENGTHS, PINS, st.data())
def test_a_line_keeps_every_letter_inside_and_apart(values, length, found, data):
    standings = data.draw(st.lists(st.sampled_from(["", "final", *STANDINGS]), min_size=len(values), max_size=len(values)))
    _holds(values, length, found, standings)


@given(LONG, st.sampled_from([1, 3]), PINS)
def test_so_does_a_line_of_four_hundred_periods(values, length, found):
    _holds(values, length, found, ["provisional"] * len(values))
