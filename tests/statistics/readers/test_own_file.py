"""What this site exports, it imports unchanged."""

from datetime import date

import pytest

from statistics.files import figures
from statistics.models import Measure
from statistics.readings import read
from tests.statistics.build import published
from tests.statistics.readers.tables import extract, refusal, rows_of, saved

HEADER = figures.TABLE.names
ROW = {
    "measure": "Murders",
    "area_code": "E08000012",
    "area_name": "Liverpool",
    "period_start": "2022-10-01",
    "period_end": "2023-09-30",
    "value": "2",
    "status": "provisional",
    "source": "Police recorded crime",
    "edition": "January 2024",
}


@pytest.fixture
def file(tmp_path):
    return lambda *rows: saved(tmp_path / "figures.csv", [HEADER, *([row.get(name, "[z]") for name in HEADER] for row in rows)])


@pytest.mark.django_db
def test_every_figure_of_an_export_comes_back(tmp_path):
    series = published(None, 139, 81, title="-Gun crime, '=the rest")
    path = tmp_path / "figures.csv"
    path.write_text(figures.text(read(Measure.objects.shown(preview=False), preview=False)), encoding="utf-8")
    assert {(cell.key.category, cell.key.period.start, cell.value, cell.reason) for cell in extract(path).cells} == {
        (series.measure.title, date(2020, 10, 1), None, "confidential"),
        (series.measure.title, date(2021, 10, 1), 139, ""),
        (series.measure.title, date(2022, 10, 1), 81, ""),
    }


def test_a_figure_keeps_its_place_source_edition_and_status(file):
    read = extract(file(ROW))
    (cell,) = read.cells
    assert (cell.key.area_code, cell.key.area_name, cell.key.source) == ("E08000012", "Liverpool", "Police recorded crime")
    assert (cell.key.period.label, cell.value, cell.status, cell.edition) == (
        "October 2022 to September 2023",
        2,
        "provisional",
        "January 2024",
    )
    assert (read.publication, read.rows_used, read.edition) == ("citysafe-figures", 1, "Figures as this site exports them")


def test_an_area_without_a_code_has_none(file):
    (cell,) = extract(file(ROW | {"area_code": "[z]"})).cells
    assert cell.key.area_code == ""


def test_text_that_was_marked_against_spreadsheets_is_itself_again(file):
    (cell,) = extract(file(ROW | {"measure": "'=Murders", "value": "-2"})).cells
    assert (cell.key.category, cell.value) == ("=Murders", -2)


@pytest.mark.parametrize(
    ("column", "text", "said"),
    [
        ("period_start", "01/10/2022", "column “period_start”: “01/10/2022” is not a day. The file writes 2024-03-31."),
        ("period_end", "2022-09-30", "column “period_end”: The period ends before it starts."),
        ("value", "two", "column “value”: “two” is not a count."),
        ("source", "", "column “source”: It names no source."),
        ("area_name", "", "column “area_name”: It names no area name."),
    ],
)
def test_a_wrong_cell_is_refused_with_its_place(file, column, text, said):
    assert f"figures.csv, line 2, {said}" in refusal(file(ROW | {column: text}))


def test_the_same_figure_twice_is_refused(file):
    assert "Murders in Liverpool stands in “figures.csv, line 2” and again in “figures.csv, line 3”" in refusal(file(ROW, ROW))


def test_figures_from_two_sources_go_together(file):
    assert extract(file(ROW, ROW | {"source": "Merseyside Police"})).rows_used == 2


def test_a_note_below_the_figures_is_left_out(file):
    rows = [*rows_of(file(ROW)), ["Open Government Licence"], [""]]
    assert extract(saved(file(), rows)).left_out == {"Notes and lines without a count": 1}


def test_a_file_without_a_needed_column_is_told_from_others(file):
    rows = [[cell for name, cell in zip(HEADER, row, strict=True) if name != "edition"] for row in rows_of(file(ROW))]
    assert "It looks like “Figures as this site exports them”, but it lacks the column “edition”" in refusal(saved(file(), rows))
