"""Which drawing shows a series, if any."""

from datetime import date

import pytest

from statistics.comparison import latest
from statistics.drawing import card, chart
from statistics.models import Series
from tests.factories import ObservationFactory, SeriesBreakFactory
from tests.statistics.build import published, year

pytestmark = pytest.mark.django_db


def read(series):
    return latest(Series.objects.with_figures(preview=False).get(pk=series.pk))


def deaths(*values):
    return published(*values, counts_deaths=True, unit_one="person", unit_many="people")


def test_two_periods_are_bars():
    assert chart(read(published(139, 81))).kind == "bars"


def test_more_periods_are_a_line_and_never_the_last_two_alone():
    drawn = chart(read(published(120, 139, 81)))
    assert drawn.kind == "line"
    assert drawn.text.startswith("Line chart of 3 periods. The number of offences starts at 120 in October 2020 to September 2021")


def test_one_period_or_none_is_no_chart():
    assert chart(read(published(81))) is None
    assert chart(read(published())) is None


def test_deaths_are_one_mark_a_person_and_never_a_bar_or_a_line():
    assert chart(read(deaths(15, 2))).kind == "marks"
    many = chart(read(deaths(3, 15, 2)))
    assert many.kind == "marks"
    assert [len(row.marks) for row in many.wide.rows] == [3, 15, 2]


def test_deaths_too_many_to_be_counted_by_eye_are_not_drawn():
    assert chart(read(deaths(50, 2))) is None
    assert chart(read(deaths(49, 2))).kind == "marks"


def test_no_more_than_six_periods_of_deaths_are_drawn():
    assert len(chart(read(deaths(1, 2, 3, 4, 5, 6, 7))).wide.rows) == 6


def test_what_must_not_be_compared_is_not_drawn_side_by_side():
    series = published(139, 81)
    SeriesBreakFactory(series=series, on=date(2022, 10, 1))
    assert chart(read(series)) is None
    assert chart(read(published(None, 81))) is None


def test_a_negative_count_is_not_drawn():
    assert chart(read(published(5, -3, 8))) is None


def test_figures_of_another_length_or_that_overlap_stay_off_the_line():
    series = published(120, 139, 81)
    ObservationFactory(series=series, period_start=date(2023, 9, 1), period_end=date(2023, 9, 30), value=9)
    ObservationFactory(series=series, period_start=date(2022, 1, 1), period_end=date(2022, 12, 31), value=999)
    assert chart(read(series)).text.startswith("Line chart of 3 periods.")
    assert "999" not in chart(read(series)).text


def test_a_card_shows_bars_or_marks_or_nothing():
    assert card(read(published(139, 81))).earlier == 200
    assert len(card(read(deaths(15, 2))).earlier) == 15
    assert card(read(deaths(16, 2))) is None
    assert card(read(published(None, 81))) is None
    assert card(read(published(81))) is None


def test_a_gap_of_a_year_is_left_open():
    series = published(81)
    for start in (2018, 2019, 2020):
        year(series, start, 100)
    assert [len(stretch) for stretch in chart(read(series)).wide.stretches] == [3, 1]


def test_the_two_that_are_compared_are_both_drawn_whatever_else_overlaps_one_of_them():
    series = published(unit_many="offences")
    for start, end, value in [((2025, 4, 1), (2025, 6, 30), 84), ((2025, 5, 1), (2025, 7, 31), 66), ((2026, 4, 1), (2026, 6, 30), 71)]:
        ObservationFactory(series=series, period_start=date(*start), period_end=date(*end), value=value)
    drawn = chart(read(series))
    assert drawn.kind == "bars"
    assert drawn.text.startswith("Bar chart with two bars. April to June 2025: 84. April to June 2026: 71.")
