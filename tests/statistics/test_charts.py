"""The drawings tell the truth: bars from zero, one mark a person, and every letter inside the box."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statistics.charts import Row, bars, marks, small_bars, small_marks
from tests.statistics.paper import assert_apart, assert_inside

YEARS = ["October 2021 to September 2022", "October 2022 to September 2023"]
LONG = "30 September 2022 to 30 September 2023"
COUNTS = st.one_of(st.integers(0, 60), st.integers(0, 10**9))


NOTES = st.sampled_from(["", "note 1", "provisional, notes 1, 2 and 3", "estimated, 12 of the notes"])


def rows(*values, labels=YEARS, note=""):
    return [
        Row(label, value, "" if value is not None else "Not shown: confidential", note)
        for label, value in zip(labels, values, strict=False)
    ]


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


def test_what_is_not_settled_and_what_to_know_stand_under_the_label_and_in_the_words():
    row = Row(YEARS[0], 15, note="provisional, note 1")
    for chart in (bars([row, Row(YEARS[1], 2)]), marks([row, Row(YEARS[1], 2)], ("person", "people"))):
        assert "15, provisional, note 1." in chart.text or "15 people, provisional, note 1." in chart.text
        [first, second] = getattr(chart.wide, chart.kind if chart.kind == "bars" else "rows")
        assert (first.note.words, second.note.words) == ("Provisional, note 1", "")
        assert first.note.y > first.label.y


@given(COUNTS, COUNTS, st.sampled_from([YEARS, [LONG, LONG], ["March 2024", "April 2024"]]), NOTES)
def test_bars_keep_their_letters_inside_and_their_proportions(earlier, later, labels, note):
    chart = bars(rows(earlier, later, labels=labels, note=note))
    for layout in (chart.wide, chart.narrow):
        texts = [text for bar in layout.bars for text in (bar.label, bar.value, bar.note)]
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


@given(st.lists(st.one_of(st.none(), st.integers(0, 49)), min_size=2, max_size=6), st.sampled_from([YEARS[0], LONG]), NOTES)
def test_marks_stay_inside_and_never_touch(values, label, note):
    chart = marks(rows(*values, labels=[label] * len(values), note=note), ("person", "people"))
    for layout in (chart.wide, chart.narrow):
        found = [mark for row in layout.rows for mark in row.marks]
        assert len(found) == sum(value or 0 for value in values)
        assert all(layout.radius <= mark.x <= layout.width - layout.radius for mark in found)
        assert all(layout.radius <= mark.y <= layout.height - layout.radius for mark in found)
        assert len({(mark.x, mark.y) for mark in found}) == len(found)
        texts = [text for row in layout.rows for text in (row.label, row.value, row.note)]
        assert_inside(layout, texts)
        assert_apart(texts)
        for row in layout.rows:
            beside = [text for text in (row.label, row.note) if text.words]
            for text, mark in [(text, mark) for text in beside for mark in found]:
                assert abs(mark.y - text.y) > layout.radius + 2 or mark.x - layout.radius >= text.right


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
