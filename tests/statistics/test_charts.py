"""The drawings tell the truth: bars from zero, one mark a person, gaps left open, and every letter inside the box."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from statistics.charts import Point, Row, bars, line, marks, small_bars, small_marks
from statistics.charts.lines import MOST_TICKS, ticks
from statistics.periods import Period

YEARS = ["October 2021 to September 2022", "October 2022 to September 2023"]
LONG = "30 September 2022 to 30 September 2023"
COUNTS = st.one_of(st.integers(0, 60), st.integers(0, 2_000_000))


def rows(*values, labels=YEARS):
    return [Row(label, value, "" if value is not None else "Not shown: confidential") for label, value in zip(labels, values, strict=False)]


def months(values, start=2020):
    """One point a month; None is a month whose value is hidden."""
    points = []
    for number, value in enumerate(values):
        year, month = divmod(start * 12 + number, 12)
        following = date((year * 12 + month + 1) // 12, (year * 12 + month + 1) % 12 + 1, 1)
        period = Period(date(year, month + 1, 1), date.fromordinal(following.toordinal() - 1))
        points.append(Point(period, value, "" if value is not None else "Confidential"))
    return points


def assert_inside(layout, texts):
    for text in texts:
        assert text.left >= -0.1, text
        assert text.right <= layout.width + 0.1, text
        assert 12 <= text.y <= layout.height, text


def assert_apart(texts):
    for number, one in enumerate(texts):
        for other in texts[number + 1 :]:
            side_by_side = one.right <= other.left + 0.1 or other.right <= one.left + 0.1
            assert side_by_side or abs(one.y - other.y) >= 12, (one, other)


def test_two_bars_are_as_long_as_their_counts():
    wide = bars(rows(6942, 6114)).wide
    assert (wide.width, wide.height) == (720, 128)
    assert [bar.width for bar in wide.bars] == [370, 325.9]
    assert [bar.is_latest for bar in wide.bars] == [False, True]
    assert {bar.x for bar in wide.bars} == {wide.axis_x}


def test_the_narrow_bars_stand_below_their_labels():
    narrow = bars(rows(6942, 6114)).narrow
    assert (narrow.width, narrow.height) == (340, 164)
    assert [bar.width for bar in narrow.bars] == [270, 237.8]
    assert all(bar.label.y < bar.y for bar in narrow.bars)


def test_the_bars_are_told_in_a_sentence():
    assert bars(rows(6942, 6114)).text == (
        "Bar chart with two bars. October 2021 to September 2022: 6,942. October 2022 to September 2023: 6,114."
    )


def test_a_hidden_count_has_no_bar_and_no_scale():
    chart = bars(rows(None, 6114))
    assert chart.wide.bars[0].width == 0
    assert chart.wide.bars[0].value.words == "Not shown: confidential"
    assert chart.wide.bars[1].width == bars(rows(0, 6114)).wide.bars[1].width
    assert "Not shown: confidential" in chart.text


@given(COUNTS, COUNTS, st.sampled_from([YEARS, [LONG, LONG], ["March 2024", "April 2024"]]))
def test_bars_keep_their_letters_inside_and_their_proportions(earlier, later, labels):
    chart = bars(rows(earlier, later, labels=labels))
    for layout in (chart.wide, chart.narrow):
        texts = [text for bar in layout.bars for text in (bar.label, bar.value)]
        assert_inside(layout, texts)
        assert_apart(texts)
        longest = max(bar.width for bar in layout.bars)
        for bar, count in zip(layout.bars, (earlier, later), strict=True):
            assert bar.width == pytest.approx(longest * count / max(earlier, later, 1), abs=0.11)


def test_one_mark_stands_for_one_person():
    chart = marks(rows(15, 2), ("person", "people"))
    for layout in (chart.wide, chart.narrow):
        assert [len(row.marks) for row in layout.rows] == [15, 2]
    assert chart.text == (
        "October 2021 to September 2022: 15 people. October 2022 to September 2023: 2 people. Each mark stands for one person."
    )
    assert (chart.wide.height, chart.narrow.height) == (112, 158)


def test_no_death_has_no_mark_and_is_said_in_words():
    chart = marks(rows(1, 0), ("person", "people"))
    assert chart.wide.rows[1].marks == []
    assert chart.wide.rows[1].value.words == "None recorded"
    assert "September 2022: 1 person. October 2022 to September 2023: no people." in chart.text


@given(st.lists(st.one_of(st.none(), st.integers(0, 49)), min_size=2, max_size=6), st.sampled_from([YEARS[0], LONG]))
def test_marks_stay_inside_and_never_touch(values, label):
    chart = marks(rows(*values, labels=[label] * len(values)), ("person", "people"))
    for layout in (chart.wide, chart.narrow):
        found = [mark for row in layout.rows for mark in row.marks]
        assert len(found) == sum(value or 0 for value in values)
        assert all(layout.radius <= mark.x <= layout.width - layout.radius for mark in found)
        assert all(layout.radius <= mark.y <= layout.height - layout.radius for mark in found)
        assert len({(mark.x, mark.y) for mark in found}) == len(found)
        texts = [text for row in layout.rows for text in (row.label, row.value)]
        assert_inside(layout, texts)
        assert_apart(texts)
        for row in layout.rows:
            assert all(abs(mark.y - row.label.y) > layout.radius + 2 or mark.x - layout.radius >= row.label.right for mark in row.marks)


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
    assert len({after - before for before, after in pairwise(found)}) == 1
    assert len(found) == 2 or found[-2] < top


def test_a_line_names_its_peak_and_its_end():
    chart = line(months([66, 42, 79, 35]))
    assert [label.words for label in chart.wide.labels] == ["79", "35"]
    assert chart.text == (
        "Line chart of 4 periods. It starts at 66 in January 2020, is highest at 79 in March 2020 and ends at 35 in April 2020."
    )
    assert len(chart.wide.paths) == 1
    assert chart.wide.paths[0].startswith("M40 ")


def test_a_line_that_ends_at_its_peak_names_it_once():
    assert [label.words for label in line(months([1, 2, 3])).wide.labels] == ["3"]
    assert [label.words for label in line(months([3, 3, 3])).wide.labels] == ["3"]


def test_a_hidden_value_leaves_a_gap_without_a_height():
    chart = line(months([10, 12, None, 14, 13]))
    assert [len(stretch) for stretch in chart.wide.stretches] == [2, 2]
    assert "March 2020: Confidential." in chart.text
    assert [tick.label.words for tick in chart.wide.across] == ["0", "5", "10", "15"]


def test_a_value_alone_between_gaps_is_a_dot():
    chart = line(months([10, None, 12, None, 14]))
    assert chart.wide.paths == []
    assert len(chart.wide.dots) == 3


def test_a_month_that_is_absent_leaves_a_gap():
    points = months([10, 12, 11, 14])
    del points[1]
    assert [len(stretch) for stretch in line(points).wide.stretches] == [1, 2]


def test_a_break_in_the_series_opens_the_line():
    chart = line(months([10, 12, 11, 14]), [date(2020, 3, 1)])
    assert [len(stretch) for stretch in chart.wide.stretches] == [2, 2]
    assert "The way of counting changed on 1 March 2020." in chart.text
    assert len(line(months([10, 12, 11, 14]), [date(2020, 1, 1), date(2020, 5, 1)]).wide.stretches) == 1


def test_a_line_of_years_is_labelled_by_their_last_month():
    points = [Point(Period(date(year, 10, 1), date(year + 1, 9, 30)), 10) for year in (2019, 2020, 2021)]
    assert [tick.label.words for tick in line(points).narrow.along] == ["to Sep 2020", "to Sep 2021", "to Sep 2022"][::2]
    days = [Point(Period(date(2020, month, 2), date(2020, month, 20)), 10) for month in (1, 2, 3)]
    assert line(days).wide.along[0].label.words == "to 20 Jan 2020"


@given(st.lists(st.one_of(st.none(), COUNTS), min_size=3, max_size=40))
def test_a_line_keeps_every_letter_inside_and_apart(values):
    assume(any(value is not None for value in values))
    chart = line(months(values))
    for layout in (chart.wide, chart.narrow):
        along, across = [tick.label for tick in layout.along], [tick.label for tick in layout.across]
        assert_inside(layout, [*along, *across, *layout.labels])
        assert_apart(along)
        assert_apart(across)
        assert_apart(layout.labels)
        dots = [dot for stretch in layout.stretches for dot in stretch]
        assert len(dots) == sum(value is not None for value in values)
        assert all(layout.left <= dot.x <= layout.right and 0 <= dot.y <= layout.bottom for dot in dots)


@given(COUNTS, COUNTS)
def test_small_bars_fit_the_card(earlier, later):
    drawn = small_bars(earlier, later)
    assert 0 <= min(drawn.earlier, drawn.later) <= max(drawn.earlier, drawn.later) <= 200


def test_small_marks_are_drawn_only_where_they_fit():
    drawn = small_marks(15, 2)
    assert (len(drawn.earlier), len(drawn.later)) == (15, 2)
    assert max(mark.x for mark in drawn.earlier) + 4 <= 200
    assert small_marks(16, 2) is None
    assert small_marks(2, 16) is None
