"""What a browser is given: the drawing as it is written, read back and measured."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from statistics.charts import STANDINGS, Pin, Row, bars, line, marks
from statistics.charts.paper import FIGURE, LETTER
from tests.statistics.paper import period, points

COUNTS = st.one_of(st.integers(0, 60), st.integers(0, 10**9))
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
COORDINATES = ("x", "y", "cx", "cy", "width", "height", "d")


def drawn(chart):
    """The two drawings as trees of elements."""
    context = {"chart": chart, "measure": {"title": "A & B <long>", "unit_many": "offences", "unit_one": "offence"}}
    text = render_to_string("statistics/_chart.html", context | {"main": {"series": {"area": "Area"}}})
    return [ElementTree.fromstring(part) for part in re.findall(r'<svg class="(?:wide|narrow)".*?</svg>', text, re.DOTALL)]


def box(text):
    """Left and right end of a text, and its line."""
    size = 19 if text.get("class") == "v" else 16
    wide = len(text.text) * size * (FIGURE if size == 19 else LETTER)
    left = float(text.get("x")) - wide * {"middle": 0.5, "end": 1}.get(text.get("text-anchor"), 0)
    return left, left + wide, float(text.get("y"))


def assert_drawn_well(chart):
    found = drawn(chart)
    assert [svg.get("class") for svg in found] == ["wide", "narrow"]
    for svg in found:
        _, _, wide, high = map(float, svg.get("viewBox").split())
        assert svg.find("desc").text == chart.text
        boxes = [box(text) for text in svg.iter("text")]
        assert all(left >= -0.1 and right <= wide + 0.1 and 12 <= y <= high for left, right, y in boxes)
        for number, (left, right, y) in enumerate(boxes):
            for other_left, other_right, other_y in boxes[number + 1 :]:
                assert right <= other_left + 0.1 or other_right <= left + 0.1 or abs(y - other_y) >= 12
        written = [part.get(name) for part in svg.iter() for name in COORDINATES if part.get(name)]
        assert not [text for text in written if "," in text or "None" in text or "e" in text]
        for part in svg.iter():
            assert not [name for name in COORDINATES[:-1] if float(part.get(name, 0)) < 0]
            assert "style" not in part.attrib
        assert not [path for path in svg.iter("path") if re.match(r"M-|M\S+ -", path.get("d"))]


@given(st.lists(st.one_of(st.none(), COUNTS), min_size=3, max_size=60).filter(any), st.data())
def test_a_line_is_drawn_within_its_paper(values, data):
    standings = data.draw(st.lists(st.sampled_from(["", *STANDINGS]), min_size=len(values), max_size=len(values)))
    ats = data.draw(st.lists(st.tuples(st.integers(1, 59), st.booleans()), max_size=8))
    pins = [Pin(number, period(240 + 3 * at, 3), is_break) for number, (at, is_break) in enumerate(ats, start=1)]
    breaks = [pin.period.start for pin in pins if pin.is_break]
    assert_drawn_well(line(points(values, length=3, standings=standings), "offences", breaks, pins))


@given(COUNTS, COUNTS, st.sampled_from(["", "provisional", "provisional, notes 1, 2 and 3"]))
def test_so_are_bars(earlier, later, note):
    labels = ["30 September 2021 to 29 September 2022", "October 2022 to September 2023"]
    assert_drawn_well(bars([Row(labels[0], earlier, note=note), Row(labels[1], later)]))


@given(st.lists(st.one_of(st.none(), st.integers(0, 49)), min_size=2, max_size=6))
def test_marks_are_as_many_as_the_people(values):
    chart = marks(
        [Row(f"Year {number}", value, "Not shown: confidential", "note 1") for number, value in enumerate(values)], ("person", "people")
    )
    assert_drawn_well(chart)
    for svg in drawn(chart):
        assert len(list(svg.iter("circle"))) == sum(value or 0 for value in values)


def test_each_height_is_that_of_its_count():
    [svg, _] = drawn(line(points([0, 500, 1000]), "offences"))
    [path] = [path.get("d") for path in svg.iter("path") if path.get("class") == "ln"]
    heights = [260 - float(number) for number in NUMBER.findall(path)[1::2]]
    assert heights == [0, 114, 228]


def test_without_the_stylesheet_shapes_and_lines_are_still_told_apart():
    found = points([5, 7, 6], standings=["revised", "estimated", "provisional"])
    [svg, _] = drawn(line(found, "offences", [date(2020, 2, 1)], [Pin(1, period(241), is_break=True), Pin(2, period(242))]))
    assert {path.get("stroke-dasharray") for path in svg.iter("path")} == {None, "6 4", "1 3"}
    assert {path.get("fill") for path in svg.iter("path") if path.get("class") in {"hollow", "b1"}} == {"#fff", "#0f5662"}


@pytest.mark.parametrize("chart", [line(points([5, 7, 6]), "offences"), bars([Row("a", 1), Row("b", 2)])])
def test_a_name_with_signs_of_markup_is_only_a_name(chart):
    assert [svg.find("title").text for svg in drawn(chart)] == ["A & B <long>, Area"] * 2
