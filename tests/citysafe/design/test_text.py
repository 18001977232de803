from datetime import UTC, date, datetime, time

import pytest

from citysafe.design import text

HOSTILE = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "[x](javascript:alert(1))",
    "[x](data:text/html,<script>1</script>)",
    '<a href="https://example.org" onclick="x()" style="color:red">x</a>',
    "<iframe src=https://example.org></iframe>",
    "<svg/onload=alert(1)>",
    "![x](https://example.org/pixel.png)",
    "<style>body{display:none}</style>",
    "<form action=//example.org><input name=a></form>",
]


@pytest.mark.parametrize("source", HOSTILE)
def test_hostile_markdown_comes_out_harmless(source):
    html = text.to_html(source).lower()
    assert not [
        word
        for word in ("<script", "onerror", "onclick", "onload", "javascript:", "data:", "style", "<iframe", "<img", "<svg", "<form")
        if word in html.replace("&lt;", "")
    ]


def test_a_heading_of_the_first_level_steps_back_behind_the_pages_own():
    assert text.to_html("# Big\n\nText") == "<h2>Big</h2>\n<p>Text</p>"


def test_ordinary_markdown_stays():
    html = text.to_html("## Heading\n\n- one\n- [two](/plan/)\n\n|a|b|\n|-|-|\n|1|2|")
    assert [tag for tag in ("<h2>", "<li>", '<a href="/plan/"', "<table>", "<td>") if tag not in html] == []


def test_a_list_too_deep_to_nest_is_shown_as_it_was_typed():
    html = text.to_html("1. " * 1000 + "<script>")
    assert html.startswith("<p>1.")
    assert "<script" not in html


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (date(2024, 3, 11), "11 March 2024"),
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), "1 July 2026"),
        (datetime(2026, 1, 2, 3, 4), "2 January 2026"),  # noqa: DTZ001
        (None, ""),
    ],
)
def test_days_are_read_as_people_say_them(value, words):
    assert text.day(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (time(18), "6pm"),
        (time(9, 30), "9.30am"),
        (time(12), "midday"),
        (time(0), "midnight"),
        (time(0, 5), "12.05am"),
        (time(12, 5), "12.05pm"),
        (datetime(2026, 6, 30, 17, 30, tzinfo=UTC), "6.30pm"),
    ],
)
def test_times_are_read_as_people_say_them(value, words):
    assert text.clock(value) == words
