"""The files of every publication give exactly the counts that were worked out from them by other means."""

import json
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from statistics.readers import given, values
from tests.statistics.readers.tables import counts, extract, ods, refusal, rows_of, saved

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the published files are not beside the project, in ../shared/data")
WORKBOOK = "ons/policeforceareatablesyedecember2024.xlsx"
ZIP = "street/liverpool-serious-violence-2022-10_2024-09.zip"
YEAR, BEFORE = "January to December 2024", "January to December 2023"
WAYS = [{"encoding": "utf-8-sig", "separator": ";", "end": "\r\n"}, {"encoding": "utf-16", "separator": "\t"}]


def expected(name):
    return json.loads((DATA / "expected" / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def workbook():
    return extract(DATA / WORKBOOK).cells


@pytest.fixture(scope="module")
def tables(workbook):
    """Of Merseyside alone: elsewhere a partnership may have the name of its force."""
    areas = {"Merseyside", "Liverpool", "Knowsley"}
    return {(cell.key.area_name, cell.key.category, cell.key.period.label): cell.value for cell in workbook if cell.key.area_name in areas}


@pytest.mark.parametrize("name", ["merseyside-2022-10.zip", ZIP.removeprefix("street/")])
def test_street_files_count_every_row(name):
    found, each, types = counts(DATA / "street" / name), Counter(), Counter()
    for (area, kind, month), number in found.items():
        each[month, area] += number
        types[month, kind, area == "Liverpool"] += number
    for of in expected("street-files")[name].values():
        month = values.month(of["months"][0]).label
        assert {area: number for (when, area), number in each.items() if when == month} == of["rows_by_area"]
        assert {kind: number for (when, kind, city), number in types.items() if city and when == month} == of["counts_liverpool"]
        assert {kind: types[month, kind, True] + types[month, kind, False] for kind in of["counts_all"]} == of["counts_all"]


def test_street_files_add_up_to_the_twelve_months():
    of, found = expected("street-liverpool-12-month"), counts(DATA / ZIP)
    for month, kinds in of["monthly"].items():
        assert {kind: found["Liverpool", kind, values.month(month).label] for kind in kinds} == kinds
    assert len(found) == 24 * 3


def test_the_sample_to_read_by_eye_counts_every_row():
    (of,) = expected("street-files")["sample-2022-10-merseyside-street.csv"].values()
    assert extract(DATA / "street/sample-2022-10-merseyside-street.csv").rows_used == of["rows"]


def quarters(path, part):
    found = Counter()
    for cell in extract(path).cells:
        start = cell.key.period.start
        year, quarter = start.year - (start.month < 4), (start.month - 4) % 12 // 3 + 1
        found[f"{year}/{(year + 1) % 100:02} Q{quarter}", getattr(cell.key, part), cell.key.area_name] += cell.value
    return found


@pytest.mark.parametrize("way", [None, *WAYS])
@pytest.mark.parametrize("part", ["group", "subgroup"])
def test_open_data_by_force_adds_up(tmp_path, part, way):
    path = DATA / "home-office/prc-pfa-merseyside-2021-22_2023-24.csv"
    of = expected("home-office-merseyside")[f"by_quarter_and_{part}"]
    found = quarters(path if way is None else saved(tmp_path / "a.csv", rows_of(path), **way), part)
    assert {(quarter, name): number for (quarter, name, _), number in found.items()} == {
        (quarter, name): number for quarter, names in of.items() for name, number in names.items()
    }


def test_open_data_by_partnership_adds_up():
    path, of = DATA / "home-office/prc-csp-merseyside-2011-12-restored.csv", expected("home-office-csp")
    found = quarters(path, "group")
    assert {(quarter, group): found[quarter, group, "Liverpool"] for quarter, groups in of["Liverpool"].items() for group in groups} == {
        (quarter, group): number for quarter, groups in of["Liverpool"].items() for group, number in groups.items()
    }
    codes = Counter()
    for cell in extract(path).cells:
        codes[cell.key.code] += cell.value if cell.key.area_name == "Liverpool" else 0
    assert codes == of["Liverpool_by_code_year"]


@pytest.mark.parametrize(("table", "period"), [("Table C2", YEAR), ("Table C5", BEFORE), ("Table P1", YEAR), ("Table P5", YEAR)])
def test_tables_of_one_year_hold_every_count(tables, table, period):
    for area, row in expected("ons-ye-dec-2024")[table].items():
        if not area.startswith("Unassigned"):
            cells = {
                values.label(name): count for name, count in row.items() if not name.lower().endswith(("code", "name")) and "%" not in name
            }
            assert {name: tables[area, name, period] for name in cells} == cells


@pytest.mark.parametrize(
    ("table", "category"), [("Table P6", "Knife or sharp instrument offences"), ("Table P8", "Firearm offences (excluding air weapons)")]
)
def test_tables_over_time_hold_every_count(tables, table, category):
    for area, row in expected("ons-ye-dec-2024")[table].items():
        cells = {values.span(values.label(name)): count for name, count in row.items() if "%" not in name}
        assert {period.label: tables[area, category, period.label] for period in cells if period} == {
            period.label: count for period, count in cells.items() if period
        }


def test_the_table_of_the_year_before_holds_every_count(tables):
    row = list(expected("ons-ye-dec-2024")["Table P4"]["Merseyside"].values())[2:]
    found = [number for (area, _, period), number in tables.items() if (area, period) == ("Merseyside", BEFORE)]
    assert sorted(row) == sorted(number for number in found if number in row)


def test_the_workbook_saved_as_open_document_gives_the_same(tmp_path, workbook):
    file = openpyxl.load_workbook(DATA / WORKBOOK, read_only=True)
    names = ("Table P1", "Table C2")
    sheets = {
        name: [["" if cell is None else str(cell) for cell in row] for row in file[name].iter_rows(values_only=True)] for name in names
    }
    found = extract(ods(tmp_path / "a.ods", sheets)).cells
    assert {*found} <= {*workbook}
    assert len(found) == (54 + 315 + 42) * 23


def test_populations_are_those_of_the_tables():
    of = expected("population")
    found = counts(DATA / "population/ons-mid-2020-wards-liverpool.csv")
    assert {ward: number for (ward, *_), number in found.items()} == of["ons-mid-2020-wards-liverpool.csv"]["by_ward"]
    cells = extract(DATA / "population/ons-mid-year-lad-merseyside.csv", given=given("2019")).cells
    rows = of["ons-mid-year-lad-merseyside.csv"]
    assert [row for row in rows if tuple(row) not in {(cell.key.area_code, cell.key.area_name, cell.value) for cell in cells}] == []


@pytest.mark.parametrize("name", ["population/iod-2025-lsoa21-liverpool.csv", "home-office/recrime-geo-pfa.csv"])
def test_what_is_no_publication_of_counts_is_refused(name):
    assert Path(name).name in refusal(DATA / name)


def test_every_month_of_hospital_admissions_is_read():
    path = DATA / "nhs/nhs-assault-sharp-object-north-west.csv"
    read, rows = extract(path), rows_of(path)[1:]
    assert read.rows_used == len(rows)
    assert sum(cell.value for cell in read.cells) == sum(int(count) for row in rows for count in row[2:])
