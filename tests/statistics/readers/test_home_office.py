"""Open data of the Home Office: an offence code, an area and a quarter a row."""

import pytest

from tests.statistics.readers.tables import (
    FILES,
    FORCES,
    PARTNERSHIPS,
    counts,
    extract,
    ods,
    refusal,
    replaced,
    rows_of,
    saved,
    without,
    xlsx,
)

ROWS, FORCE_ROWS = rows_of(PARTNERSHIPS), rows_of(FORCES)
COVER = [["Police recorded crime and outcomes open data tables"], [], ["Contact", "Home Office"], ["1", "Counts may be negative."]]
DWELLING = "Burglary in a dwelling"
FIRST = ("Liverpool", DWELLING, "April to June 2011")
NUMBER = next(int(row[8]) for row in ROWS if row[:5] == ["2011/12", "1", "Merseyside", "Liverpool", DWELLING])


@pytest.fixture
def file(tmp_path):
    return lambda rows, name="table.csv": saved(tmp_path / name, rows)


def changed(**columns):
    rows = ROWS
    for name, change in columns.items():
        rows = replaced(rows, name.replace("_", " "), change)
    return rows


def headed(rows, **headings):
    return [[headings.get(name.replace(" ", "_"), name) for name in rows[0]], *rows[1:]]


def test_a_row_counts_an_offence_of_a_partnership_in_a_quarter():
    found = counts(PARTNERSHIPS)
    assert len(found) == len(ROWS) - 1
    assert found[FIRST] == NUMBER
    assert {period for *_, period in found} == {
        "April to June 2011",
        "July to September 2011",
        "October to December 2011",
        "January to March 2012",
    }


def test_group_subgroup_and_code_stay_with_the_count():
    key = next(cell.key for cell in extract(PARTNERSHIPS).cells if cell.key.category == DWELLING)
    assert (key.code, key.group, key.subgroup) == ("28A", "Theft offences", "Domestic burglary")


def test_the_two_publications_are_told_apart_by_their_columns():
    read = extract(PARTNERSHIPS)
    assert (read.publication, read.edition) == ("home-office-partnerships", "Open data tables to March 2012")
    read = extract(FORCES)
    assert (read.publication, read.edition) == ("home-office-forces", "Open data tables to March 2023")
    assert (read.rows_used, read.warnings) == (28, [])


def test_the_headings_of_the_newer_files_are_known(file):
    assert counts(file(headed(ROWS, Force_Name="Police Force", Number_of_Offences="Offence Count"))) == counts(PARTNERSHIPS)


@pytest.mark.parametrize("write", [lambda q: f"Q{q}", lambda q: f"Quarter {q}", lambda q: f"q {q}", lambda q: f"{q}.0"])
def test_a_quarter_may_be_written_in_many_ways(file, write):
    assert counts(file(changed(Financial_Quarter=write))) == counts(PARTNERSHIPS)


@pytest.mark.parametrize("year", ["2011-12", "2011_12", "2011/2012", "2011–12", "2011 to 2012"])
def test_a_financial_year_may_be_written_in_many_ways(file, year):
    assert counts(file(changed(Financial_Year=lambda _: year))) == counts(PARTNERSHIPS)


@pytest.mark.parametrize("year", ["2011/13", "2011", "1911/12", "11/12", ""])
def test_what_is_no_financial_year_is_refused(file, year):
    said = refusal(file(changed(Financial_Year=lambda _: year)))
    assert f"table.csv, line 2, column “Financial Year”: “{year}” is not a financial year" in said


@pytest.mark.parametrize("quarter", ["5", "0", "", "April", "1.5"])
def test_what_is_no_quarter_is_refused(file, quarter):
    said = refusal(file(changed(Financial_Quarter=lambda _: quarter)))
    assert f"table.csv, line 2, column “Financial Quarter”: “{quarter}” is not a quarter" in said


def test_a_quarter_to_come_is_refused(file):
    assert "begins in April to June 2098, which has not come yet" in refusal(file(changed(Financial_Year=lambda _: "2098/99")))


def test_a_workbook_has_a_cover_notes_and_a_sheet_for_each_year(tmp_path):
    next_year = changed(Financial_Year=lambda _: "2012/13")
    sheets = {"Cover_sheet": COVER, "Notes": [["Note", "Text", "Link"], ["1", "As recorded.", ""]], "2011-12": ROWS, "2012_13": next_year}
    read = extract(xlsx(tmp_path / "a.xlsx", sheets))
    assert read.rows_used == 2 * (len(ROWS) - 1)
    assert read.edition == "Open data tables to March 2013"
    assert counts(ods(tmp_path / "a.ods", sheets)) == counts(tmp_path / "a.xlsx")


def test_the_old_workbook_format_gives_the_same_counts():
    assert counts(FILES / "prc-csp-merseyside.xls") == counts(PARTNERSHIPS)


def test_stray_empty_columns_change_nothing(file):
    assert counts(file([[*ROWS[0], "", " ", ""], *([*row, "", "", ""] for row in ROWS[1:])])) == counts(PARTNERSHIPS)


def test_codes_that_a_workbook_keeps_as_numbers_are_the_codes(tmp_path):
    as_numbers = replaced(FORCE_ROWS, "Offence Code", lambda code: float(code) if code.replace(".", "").isdigit() else code)
    found = {(cell.key, cell.value) for cell in extract(xlsx(tmp_path / "a.xlsx", {"2022-23": as_numbers})).cells}
    assert found == {(cell.key, cell.value) for cell in extract(FORCES).cells}
    assert {"1", "4.1", "4.10"} <= {key.code for key, _ in found}


def test_several_rows_for_one_cell_are_added_up_and_negative_ones_taken_off(file):
    row = next(row for row in ROWS if row[3] == "Liverpool" and row[4] == DWELLING and row[1] == "1")
    assert counts(file([*ROWS, [*row[:8], "-3"], [*row[:8], "1,005"]]))[FIRST] == NUMBER + 1002


@pytest.mark.parametrize(("marker", "reason"), [("N/a", "not_available"), ("..", "not_available"), ("*", "confidential")])
def test_a_cell_without_a_count_keeps_its_reason(file, marker, reason):
    assert set(counts(file(changed(Number_of_Offences=lambda _: marker))).values()) == {reason}


@pytest.mark.parametrize("text", ["12.5", "many", "1,23", "=1+1"])
def test_what_is_no_count_is_refused_with_its_place(file, text):
    said = refusal(file(changed(Number_of_Offences=lambda _: text)))
    assert f"table.csv, line 2, column “Number of Offences”: “{text}” is not a count" in said


@pytest.mark.parametrize("name", ["Action Fraud", "CIFAS", "Cifas", "UK Finance", "Unassigned Merseyside", "British Transport Police"])
def test_what_is_no_area_is_left_out_and_said(file, name):
    read = extract(file(changed(CSP_Name=lambda area: name if area == "Knowsley" else area)))
    assert read.rows_used == 16
    assert list(read.left_out.values()) == [8]
    assert next(iter(read.left_out)).startswith("Not an area: ")


def test_an_incomplete_year_is_told(file):
    read = extract(file([row for row in ROWS if row[1] != "4"]))
    assert read.warnings == ["2011/12 has only quarter 1, 2 and 3: it makes no total of that year."]


def test_a_year_on_two_sheets_is_refused(tmp_path):
    said = refusal(xlsx(tmp_path / "a.xlsx", {"2011-12": ROWS, "2011_12": ROWS}))
    assert "April to June 2011, stands in “a.xlsx, sheet 2011-12” and again in “a.xlsx, sheet 2011_12”" in said


def test_a_file_pasted_together_twice_is_refused(file):
    assert "April to June 2011: the quarter stands here twice" in refusal(file([*ROWS, *ROWS[1:]]))


def test_two_editions_in_one_file_are_refused(file):
    later = changed(Number_of_Offences=lambda text: str(int(text) + 1))
    assert "the quarter stands here twice" in refusal(file([*ROWS, *later[1:]]))


def test_one_quarter_of_one_force_pasted_in_again_is_refused(file):
    again = [row for row in FORCE_ROWS[1:] if row[1] == "3"]
    assert "October to December 2022: the quarter stands here twice" in refusal(file([*FORCE_ROWS, *again]))


def test_a_partnership_pasted_in_twice_alone_is_refused(file):
    rows = [[row[0], "1", *row[2:3], "Liverpool", f"{row[3]} {number}", *row[4:]] for number, row in enumerate(FORCE_ROWS[1:])]
    alone = [ROWS[0], *rows]
    assert extract(file(alone)).rows_used == 28
    assert "the quarter stands here twice" in refusal(file([*alone, *alone[1:]]))


def test_a_partnership_of_two_old_districts_is_no_file_pasted_twice(file):
    combined = [row for row in ROWS[1:] if row[3] == "Liverpool"]
    other = [[*row[:8], str(int(row[8]) + 7)] for row in combined]
    assert counts(file([ROWS[0], *combined, *other]))[FIRST] == 2 * NUMBER + 7


def test_a_line_with_fewer_columns_is_refused(file):
    assert "table.csv, line 3: This line has 8 of 9 columns: the file was cut off or changed" in refusal(
        file([*ROWS[:2], ROWS[2][:8], *ROWS[3:]])
    )


def test_tables_of_outcomes_are_refused(file):
    rows = [[*row, text] for row, text in zip(FORCE_ROWS, ["Outcome Type", *["Charged"] * 28], strict=True)]
    assert "This is a table of outcomes of the Home Office" in refusal(file(rows))
    assert "This is a table of outcomes of the Home Office" in refusal(file(without(rows, "Number of Offences")))


def test_a_pivot_of_the_table_is_refused(file):
    pivot = [[*row[:1], *row[2:]] for row in FORCE_ROWS]
    assert "it lacks the column “financial quarter”" in refusal(file(pivot))


def test_both_publications_in_one_upload_are_refused():
    assert "Upload one publication at a time" in refusal(FORCES, PARTNERSHIPS)


def test_quarters_of_one_year_may_come_in_two_files(file):
    early, late = ([ROWS[0], *(row for row in ROWS[1:] if row[1] in quarters)] for quarters in ("12", "34"))
    assert counts(file(early, "early.csv"), file(late, "late.csv")) == counts(file(ROWS))


def test_a_partnership_with_several_rows_a_cell_is_told(file):
    again = [[*row[:-1], "7"] for row in ROWS[1:] if row[3] == "Liverpool"]
    assert [warning for warning in extract(file([*ROWS, *again])).warnings if warning.startswith("Liverpool has several counts")]


def test_an_empty_count_is_refused(file):
    assert "The count is empty." in refusal(file([ROWS[0], [*ROWS[1][:-1], ""], *ROWS[2:]]))


def test_a_note_with_a_comma_below_the_table_is_a_note(file):
    assert extract(file([*ROWS, ["Source: Home Office", " July 2026"]])).left_out == {"Notes and lines without a count": 1}


def test_a_sheet_of_a_year_that_cannot_be_read_is_not_passed_over(tmp_path):
    sheets = {"Cover": COVER, "2011-12": ROWS, "2012_13": [["Year", "Area", "Offences"], ["2012/13", "Liverpool", "7"]]}
    assert "sheet 2012_13" in refusal(xlsx(tmp_path / "a.xlsx", sheets))
