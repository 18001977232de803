"""What is not shown, and why."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from statistics.models import Observation
from tests.factories import ClaimFactory, MeasureFactory, ObservationFactory, SeriesFactory
from tests.statistics.build import published, staff, year

pytestmark = pytest.mark.django_db
ADDRESS = "/statistics/not-shown/"
HIDDEN = ["draft", "review", "archived", "scheduled"]


def page(client, at=ADDRESS):
    answer = client.get(at)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def part(text, name):
    """From the heading of that name to the next of its kind."""
    return text.split(f'id="{name}"', 1)[1].split("<h2", 1)[0]


def quarters(series, many, **fields):
    for n in range(many):
        start, end = date(2000 + n // 4, n % 4 * 3 + 1, 1), date(2000 + n // 4, n % 4 * 3 + 3, (31, 30, 30, 31)[n % 4])
        ObservationFactory(series=series, period_start=start, period_end=end, value=None, **fields)


def test_a_measure_without_a_figure_stands_with_its_reason(client):
    measure = MeasureFactory(title="Admissions", no_figure_note="A health body would have to supply it.")
    MeasureFactory(title="Other", no_figure_note="")
    published(8, 7, title="Robbery")
    text = part(page(client), "without")
    assert f'<dt><a href="{measure.get_absolute_url()}">Admissions</a></dt><dd>A health body would have to supply it.</dd>' in text
    assert "<dd>No figure has been published here yet.</dd>" in text
    assert "Robbery" not in text


def test_a_hidden_count_stands_with_measure_area_publication_and_period(client):
    series = published(8, None, title="Admissions", source="Hospital tables")
    text = part(page(client), "missing")
    assert "Confidential</h3>" in text
    assert "The number could point to a person" in text
    assert f'<a href="{series.measure.get_absolute_url()}">Admissions</a>' in text
    assert "Liverpool <small>Hospital tables</small>" in text
    assert "<li>October 2022 to September 2023</li>" in text


def test_each_reason_stands_apart_in_words(client):
    series = published(8)
    for number, missing in enumerate(["not_yet_due", "not_applicable", "not_available", "confidential"]):
        year(series, 2000 + 3 * number, None, missing=missing)
    text = part(page(client), "missing")
    headings = ["Confidential</h3>", "Not available</h3>", "Not applicable</h3>", "Not yet due</h3>"]
    assert [text.index(heading) for heading in headings] == sorted(text.index(heading) for heading in headings)
    assert "That does not mean 0." in text


def test_eighty_missing_quarters_are_one_line(client):
    quarters(SeriesFactory(), 80, missing="not_available")
    text = part(page(client), "missing")
    assert text.count("<li>") == 1
    assert "<li>January 2000 to December 2019, 80 periods of 3 months</li>" in text
    assert "<details>" not in text


def test_many_separate_gaps_are_folded_away(client):
    series = SeriesFactory()
    for start in range(1950, 1970):
        year(series, start, None if start % 2 else 50)
    text = part(page(client), "missing")
    assert "<summary>10 gaps, the first October 1951 to September 1952</summary>" in text
    assert text.count("<li>") == 10


def test_what_is_known_of_a_missing_count_is_said(client):
    series = published(8, 7)
    year(series, 2000, None, missing="not_available", note="The records were lost.")
    year(series, 1990, 5, note="Another note.")
    text = part(page(client), "missing")
    assert "<small>October 2000 to September 2001: The records were lost.</small>" in text
    assert "Another note." not in text


def test_where_nothing_is_missing_the_page_says_so(client):
    published(8, 7)
    text = page(client)
    assert "Every measure has a figure." in text
    assert "No count is hidden or missing in the figures that are published here." in text
    assert "None. A statement is left out where a confidential count could be worked out" in text


def test_without_a_measure_the_page_leads_on(client):
    text = page(client)
    assert "No measure stands here yet" in text
    assert "Last updated" not in text


def test_statements_that_would_tell_a_hidden_count_are_counted(client):
    earlier, later = published(98341, None).observations.order_by("period_end")
    ClaimFactory(earlier=earlier, later=later, earlier_count=98341, later_count=61742, percentage=37, text="They fell.")
    text = page(client)
    assert "1 statement is not listed under what was claimed" in part(text, "statements")
    assert not [sign for sign in ("61742", "61,742", "37%", "98,341", "They fell.") if sign in text]


@pytest.mark.parametrize("hidden", HIDDEN)
def test_what_is_not_public_is_neither_named_nor_counted(client, hidden):
    year(published(8, title="Open").measure.series.get(), 2000, None, **{hidden: True})
    MeasureFactory(title="Secret", no_figure_note="Secret reason.", **{hidden: True})
    year(SeriesFactory(measure=MeasureFactory(title="Secret too", **{hidden: True})), 2000, None)
    text = page(client)
    assert "Secret" not in text
    assert "No count is hidden or missing" in text


def test_a_withdrawn_figure_leaves_no_number_behind(client):
    figure = published(98341, slug="one").observations.get()
    Observation.objects.filter(pk=figure.pk).update(state="archived")
    text = page(client)
    assert "98,341" not in text
    assert "No figure has been published here yet." in part(text, "without")


def test_staff_see_in_the_preview_what_would_not_be_shown(client):
    measure = MeasureFactory(title="Draft measure", draft=True)
    client.force_login(staff("viewer"))
    text = page(client, f"/preview{ADDRESS}")
    assert f'href="/preview{measure.get_absolute_url()}"' in text


@pytest.mark.parametrize(
    "what", ["A map of crime", "Counts for a street", "Counts of deaths by month", "change of boundaries", "withdrawn"]
)
def test_the_page_says_what_is_never_shown(client, what):
    assert what in part(page(client), "never")


def test_what_staff_type_is_text_and_never_markup(client):
    hostile = "<script>alert(1)</script>"
    MeasureFactory(title=hostile, no_figure_note=hostile)
    year(published(5, title=hostile), 2000, None, note=hostile)
    assert "<script>alert" not in page(client)


@pytest.mark.parametrize("at", ["/statistics/", "/statistics/example/"])
def test_the_three_pages_are_found_from_the_figures(client, world, at):
    text = page(client, at)
    for name in ("definitions", "areas", "not-shown"):
        assert f'href="/statistics/{name}/' in text


def test_many_hidden_counts_ask_the_database_no_more_often_than_one(client):
    client.force_login(staff("viewer"))
    asked = []
    for more in (1, 20):
        for _ in range(more):
            quarters(SeriesFactory(), 4, missing="not_available")
        with CaptureQueriesContext(connection) as queries:
            page(client, f"/preview{ADDRESS}")
        asked.append(len(queries))
    assert asked[0] == asked[1]
