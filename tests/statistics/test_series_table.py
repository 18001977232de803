"""Twenty years of quarters: the older rows folded, none lost, and open on paper."""

from datetime import date

import pytest

from tests.factories import ObservationFactory
from tests.statistics.build import published
from tests.statistics.paper import period

pytestmark = pytest.mark.django_db


def quarters(many, status="final"):
    series = published(slug="gun-crime")
    for number in range(many):
        found = period(12 + 3 * number, 3)
        ObservationFactory(series=series, period_start=found.start, period_end=found.end, value=1000 + number, status=status)
    return series


def page(client):
    return " ".join(client.get("/statistics/gun-crime/").content.decode().split())


def rows(text):
    return [row.split("</td>")[0].split(">")[-1] for row in text.split('<th scope="row">')[1:]]


def test_few_rows_are_one_table(client):
    quarters(16)
    text = page(client)
    assert 'class="older"' not in text
    assert text.count("<caption") == 1


def test_many_rows_are_folded_the_oldest_first_and_none_is_lost(client):
    quarters(80)
    text = page(client)
    folded, latest = text.split('class="older"')[1].split("</details>", 1)
    assert "<summary>68 earlier periods, January 2001 to December 2017</summary>" in folded
    assert [*rows(folded), *rows(latest.split("</table>")[0])] == [f"{1000 + number:,}" for number in range(80)]
    found = [part.split('"')[0] for part in text.split(' id="')[1:]]
    assert len(found) == len(set(found))


def test_what_is_not_settled_has_a_shape_a_key_and_a_word_in_its_row(client):
    quarters(4, status="provisional")
    text = page(client)
    assert text.count('<path class="hollow"') == 2 * 4 + 1
    assert "Provisional: the publisher expects to revise it" in text
    assert text.count("<td> Provisional") == 4


def test_a_final_series_has_no_key(client):
    quarters(4)
    text = page(client)
    assert 'class="key"' not in text
    assert "The number of offences starts at 1,000, the lowest, in January to March 2001 and ends at 1,003, the highest," in text


def test_the_citation_names_all_that_a_reader_must_give(client, settings):
    settings.SITE_URL = "https://figures.example"
    series = published(139, 81, slug="gun-crime", title="Gun crime")
    series.observations.update(edition="Tables of 2024", edition_on=date(2024, 1, 1))
    text = page(client)
    for part in ("“Gun crime”, Liverpool, October 2022 to September 2023", "Office for Examples, Tables, Tables of 2024"):
        assert part in text
    assert "https://figures.example/statistics/gun-crime/</p>" in text
    assert "Licence of the counts: An open licence." in text


TOLD = (
    "This compares with the period just before, not with the same months a year earlier, so the season may account for part of the change."
)


def test_the_table_says_what_parts_of_a_year_are_compared_with(client):
    quarters(6)
    text = page(client)
    assert text.count("Each count is compared with the one for the same months a year earlier") == 1
    assert f"<strong>April to December 2001, 3 periods of 3 months.</strong> {TOLD}" in text
    assert text.count(TOLD) == 1
    assert "April to June 2002, compared with April to June 2001" in text


def test_the_head_the_overview_and_the_front_page_say_where_the_season_may_account_for_a_change(client):
    quarters(3)
    text, overview, front = page(client), client.get("/statistics/").content.decode(), client.get("/").content.decode()
    assert f"July to September 2001, compared with April to June 2001. {TOLD}" in " ".join(text.split())
    assert text.count(TOLD) == 2
    tag = '<span class="tag">Other months of the year</span>'
    assert tag in overview
    assert "Other months of the year</td>" in overview
    assert tag in front


def test_years_say_nothing_of_seasons(client):
    published(139, 81, slug="gun-crime")
    text = page(client)
    assert "season" not in text
    assert "same months" not in text
