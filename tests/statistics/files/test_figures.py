"""Figures as a file agree with the pages and the engine, and hold no formula."""

import csv
import io

import pytest

from statistics.comparison import latest
from statistics.files.figures import TABLE
from statistics.models import Observation, Series
from tests.factories import SeriesBreakFactory, SeriesFactory
from tests.statistics.build import published, year

pytestmark = pytest.mark.django_db


def rows(client, address="/statistics/all.csv"):
    text = client.get(address).content.decode("utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def test_the_file_has_one_header_row_and_one_value_a_cell(client):
    published(139, 81)
    answer = client.get("/statistics/all.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="figures.csv"'
    assert "public" in answer["Cache-Control"]
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8"))))
    assert lines[0] == TABLE.names
    assert {len(line) for line in lines} == {len(TABLE.names)}
    assert "" not in lines[1] + lines[2]


def test_a_small_count_is_marked_in_the_first_row_too(client):
    published(15, 81)
    assert [row["small_numbers"] for row in rows(client)] == ["yes", "yes"]


def test_a_row_holds_count_periods_place_source_and_change(client):
    series = published(139, 81, unit_many="crimes")
    first, second = rows(client)
    assert (first["value"], second["value"]) == ("139", "81")
    assert (second["period_start"], second["period_end"]) == ("2022-10-01", "2023-09-30")
    assert (second["compared_with_start"], second["compared_with_end"]) == ("2021-10-01", "2022-09-30")
    assert (second["area_code"], second["area_name"]) == ("E08000012", "Liverpool")
    assert (second["publisher"], second["source"], second["unit"]) == ("Office for Examples", "Tables", "crimes")
    change = latest(Series.objects.with_figures(preview=False).get(pk=series.pk)).change
    assert second["difference"] == str(change.difference) == "-58"
    assert second["percentage_change"] == change.percentage_for_file == "-41.727"
    assert second["change_in_words"] == change.words == "down 58 (42%)"
    assert second["small_numbers"] == "no"
    assert first["percentage_change"] == first["compared_with_start"] == "[z]"
    assert first["change_in_words"] == "No earlier figure has been published here to compare it with."


def test_the_words_of_the_file_stand_on_the_page(client):
    published(139, 81, slug="gun-crime")
    assert rows(client)[1]["change_in_words"] in client.get("/statistics/gun-crime/").content.decode()


@pytest.mark.parametrize(
    ("missing", "code"), [("confidential", "[c]"), ("not_available", "[x]"), ("not_applicable", "[z]"), ("not_yet_due", "[x]")]
)
def test_a_missing_value_has_its_code_and_so_has_every_change_from_it(client, missing, code):
    series = published(139)
    year(series, 2023, None, missing=missing)
    year(series, 2024, 81)
    hidden, after = rows(client)[1:]
    assert hidden["value"] == hidden["difference"] == hidden["percentage_change"] == code
    assert after["difference"] == after["percentage_change"] == code
    assert "no change can be given" in after["change_in_words"]


def test_a_withheld_percentage_is_marked(client):
    published(15, 2, small_counts="withhold")
    row = rows(client)[1]
    assert (row["difference"], row["percentage_change"], row["change_in_words"]) == ("-13", "[u]", "down 13")
    assert row["small_numbers"] == "yes"


@pytest.mark.parametrize(
    ("status", "codes"), [("provisional", "[p]"), ("revised", "[r]"), ("estimated", "[e]"), ("final", "[z]"), ("announced", "[z]")]
)
def test_the_standing_of_a_figure_has_its_code(client, status, codes):
    published(139)
    Observation.objects.update(status=status)
    assert rows(client)[0]["codes"] == codes


def test_a_break_in_the_period_is_marked(client):
    series = published(139, 81)
    Observation.objects.update(status="provisional")
    SeriesBreakFactory(series=series, on="2022-10-01")
    assert [row["codes"] for row in rows(client)] == ["[p]", "[p][b]"]


def test_an_assumed_period_says_so(client):
    year(published(), 2022, 2, assumed=True)
    assert rows(client)[0]["period_assumed"] == "yes"


def test_a_hostile_title_does_not_become_a_formula(client):
    published(139, title='=HYPERLINK("http://example.org")')
    assert rows(client)[0]["measure"].startswith("'=")


def test_one_measures_file_holds_that_measure_alone_with_all_its_series(client):
    series = published(139, 81, slug="gun-crime")
    year(SeriesFactory(measure=series.measure), 2022, 999)
    published(5, slug="other", title="Other")
    assert [row["value"] for row in rows(client, "/statistics/gun-crime.csv")] == ["139", "81", "999"]
    assert client.get("/statistics/gun-crime.csv")["Content-Disposition"] == 'attachment; filename="gun-crime.csv"'


def test_drafts_and_embargoed_figures_are_not_in_the_file(client):
    series = published(139)
    year(series, 2023, 777, draft=True)
    year(series, 2024, 888, scheduled=True)
    published(666, slug="draft", draft=True)
    assert [row["value"] for row in rows(client)] == ["139"]
    assert client.get("/statistics/draft.csv").status_code == 404


def test_a_file_without_figures_is_a_header_row(client):
    assert rows(client) == []
    assert client.get("/statistics/all.csv").content.decode().strip() == ",".join(TABLE.names)


@pytest.mark.parametrize("address", ["/statistics/none.csv", "/statistics/.csv", "/statistics/a%00b.csv", f"/statistics/{'a' * 5000}.csv"])
def test_an_unknown_file_is_not_found(client, address):
    assert client.get(address).status_code == 404
