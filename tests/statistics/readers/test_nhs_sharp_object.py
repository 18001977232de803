"""Hospital admissions: a month a row, an area and a kind of episode a column."""

import pytest

from tests.statistics.readers.tables import NHS, counts, extract, refusal, replaced, rows_of, saved, xlsx

ROWS = rows_of(NHS)
ADMISSIONS, CONSULTANT = "Finished admission episodes (FAEs)", "Finished consultant episodes (FCEs)"
REGION = "North West FAEs"


@pytest.fixture
def file(tmp_path):
    return lambda rows, name="nhs.csv": saved(tmp_path / name, rows)


def test_each_month_has_a_count_for_each_area_and_kind():
    found = counts(NHS)
    assert found["North West", ADMISSIONS, "April 2012"] == 55
    assert found["England", CONSULTANT, "March 2022"] == 258
    assert len(found) == 24 * 4


def test_january_to_march_belong_to_the_next_calendar_year():
    assert counts(NHS)["England", ADMISSIONS, "January 2013"] == 326


def test_the_latest_months_are_told_to_be_too_low():
    read = extract(NHS)
    assert (read.publication, read.edition) == ("nhs-sharp-object", "Tabulation to March 2022")
    assert read.warnings[0] == "The latest months are provisional and too low until the year is closed."
    assert "rounded to 5" in read.warnings[1]


def test_a_hidden_count_is_confidential(file):
    found = counts(file(replaced(ROWS, REGION, lambda _: "*")))
    assert found["North West", ADMISSIONS, "April 2012"] == "confidential"
    assert found["England", ADMISSIONS, "April 2012"] == 292


def test_a_total_is_that_of_the_months_above_it_whatever_year_it_names(file):
    totals = [["2012-13", "Total", "705", "715", "4000", "4100"], ["Total 2020-21", "", "615", "620", "4000", "4100"]]
    read = file([*ROWS[:13], totals[0], *ROWS[13:], totals[1]])
    found = counts(read)
    assert (found["North West", ADMISSIONS, "April 2012 to March 2013"], found["North West", ADMISSIONS, "April 2021 to March 2022"]) == (
        705,
        615,
    )
    assert extract(read).rows_used == 26
    assert [warning for warning in extract(read).warnings if "2020-21" in warning]


def test_a_table_of_totals_alone_goes_by_its_labels(file):
    assert (
        counts(file([ROWS[0], ["2021-22", "Total", "615", "620", "4000", "4100"]]))["England", ADMISSIONS, "April 2021 to March 2022"]
        == 4000
    )


def test_a_year_merged_over_its_months_holds_for_all_of_them(tmp_path):
    merged = [ROWS[0]] + [[row[0] if row[1] == "April" else "", *row[1:]] for row in ROWS[1:]]
    assert counts(xlsx(tmp_path / "a.xlsx", {"Region": [["Cause X994: assault by sharp object"], [], *merged]})) == counts(NHS)


@pytest.mark.parametrize("mark", ["4", " [note 4]", " [p]", "p", " (r)"])
def test_footnotes_and_marks_at_a_year_or_a_month_are_passed_over(file, mark):
    assert counts(file(replaced(ROWS, "Financial year", lambda year: year + mark))) == counts(NHS)


@pytest.mark.parametrize("write", [lambda month: f"{month}5", lambda month: month[:3], lambda month: f"{month[:3]}-21", str.upper])
def test_a_month_may_be_written_in_many_ways(file, write):
    assert counts(file(replaced(ROWS, "Month", write))) == counts(NHS)


@pytest.mark.parametrize("heading", ["North West FAEs4", "North West: FAEs", "FAEs North West", "North West (finished admission episodes)"])
def test_the_heading_of_a_column_may_be_written_in_many_ways(file, heading):
    assert counts(file([[heading if name == REGION else name for name in ROWS[0]], *ROWS[1:]])) == counts(NHS)


@pytest.mark.parametrize(
    ("column", "text", "said"),
    [
        ("Financial year", "2021", "column “Financial year”: “2021” is not a financial year"),
        ("Month", "Smarch", "column “Month”: “Smarch” is not a month"),
        ("Month", "", "column “Month”: “” is not a month"),
        ("Financial year", "2098-99", "April 2098 has not happened yet"),
        (REGION, "few", "column “North West FAEs”: “few” is not a count"),
    ],
)
def test_a_wrong_cell_is_refused_with_its_place(file, column, text, said):
    assert f"nhs.csv, line 2, {said}" in refusal(file(replaced(ROWS, column, lambda _: text))).replace("column “Month”: April", "April")


def test_a_month_twice_in_one_file_is_refused(file):
    assert "line 26, column “Month”: April 2012 stands here twice" in refusal(file([*ROWS, ROWS[1]]))


def test_two_editions_are_refused(file):
    later = file(replaced(ROWS, REGION, lambda text: str(int(text) + 5)))
    assert "April 2012 of North West stands in “nhs-assault-sharp-object.csv” and again in “nhs.csv”" in refusal(NHS, later)


def test_tables_of_different_areas_go_together(file):
    forces = [[name.replace("North West", "Merseyside") for name in ROWS[0][:4]], *(row[:4] for row in ROWS[1:])]
    assert len(counts(NHS, file(forces))) == 24 * 6


def test_notes_around_the_table_are_left_out(file):
    read = extract(file([["Table 1"], [], *ROWS, ["Source: NHS Digital"]]))
    assert read.left_out == {"Notes and lines without a count": 1}
    assert read.rows_used == 24


def test_a_table_without_a_column_of_episodes_is_refused(file):
    assert "none of the publications" in refusal(file([[*ROWS[0][:2], "Deaths"], *(row[:3] for row in ROWS[1:])]))


def test_a_table_whose_episodes_name_no_area_is_refused(file):
    said = refusal(file([[*ROWS[0][:2], "Episodes of all kinds"], *(row[:3] for row in ROWS[1:])]))
    assert "line 1: No column counts episodes" in said


def test_admissions_for_another_cause_are_refused(file):
    assert "none of the publications" in refusal(file([["Hospital admissions: bitten or struck by dog"], *ROWS]))
