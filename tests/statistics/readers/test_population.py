"""Mid-year population estimates: authorities, wards and small areas."""

import pytest

from statistics.readers import given
from tests.statistics.readers.tables import AUTHORITIES, WARDS, counts, extract, ods, refusal, replaced, rows_of, saved, without, xlsx

ROWS, WARD_ROWS = rows_of(AUTHORITIES), rows_of(WARDS)
TITLE = ["MYE2: Population estimates: Persons by single year of age and sex for local authorities in the UK, mid-2019"]
DAY = "30 June 2019"


@pytest.fixture
def file(tmp_path):
    return lambda rows, name="people.csv": saved(tmp_path / name, rows)


def test_a_table_of_wards_counts_all_ages_on_the_day_of_its_title():
    assert counts(WARDS) == {
        ("Anfield", "All ages", "30 June 2020"): 14722,
        ("Central", "All ages", "30 June 2020"): 35830,
        ("Yew Tree", "All ages", "30 June 2020"): 16306,
    }


def test_the_ward_is_the_area_and_not_its_authority():
    assert {cell.key.area_code for cell in extract(WARDS).cells} == {"E05000693", "E05000695", "E05000721"}
    assert extract(WARDS).edition == "Mid-year estimates for 2020"


def test_a_table_that_names_no_year_needs_one_by_hand():
    assert "line 1: It names no year. Give it by hand" in refusal(AUTHORITIES)
    assert counts(AUTHORITIES, given=given("2019"))["Liverpool", "All ages", DAY] == 498042


def test_another_year_by_hand_than_that_of_the_title_is_refused():
    assert "The file says mid-2020, and 30 June 2019 was given by hand" in refusal(WARDS, given=given("2019"))


def test_a_year_by_hand_that_was_not_needed_is_told(file):
    years = [["Code", "Name", "Mid-2019"], ["E08000012", "Liverpool", "498042"]]
    read = extract(file(years), given=given("2020"))
    assert read.warnings == ["A period was given by hand and not used: the file names its own."]


def test_a_workbook_of_persons_males_and_females_gives_persons_alone(tmp_path):
    sheets = {
        "Contents": [["MYE2: Population estimates", "Males and females"]],
        "MYE2 - Persons": [TITLE, [], *ROWS],
        "MYE2 - Males": [[TITLE[0].replace("Persons", "Males")], [], *ROWS],
        "MYE2 - Females": [[TITLE[0].replace("Persons", "Females")], [], *ROWS],
    }
    read = extract(ods(tmp_path / "a.ods", sheets))
    assert (read.rows_used, read.left_out) == (8, {"Estimates of one sex alone": 16})
    assert counts(tmp_path / "a.ods") == counts(AUTHORITIES, given=given("2019"))


def test_males_and_females_together_are_everybody(file):
    assert counts(file([["Mid-2019 estimates of males and females"], *ROWS])) == counts(AUTHORITIES, given=given("2019"))


def test_a_table_of_one_sex_alone_is_refused(file):
    assert "no count that could be used" in refusal(file([["Mid-2019 population estimates by sex, Females"], *ROWS]))


def test_a_sheet_a_year_gives_a_count_a_year(tmp_path):
    title = ["Population estimates, mid-2011 to mid-2020"]
    sheets = {
        f"Mid-{year} Persons": [title, ["LSOA Code", "LSOA Name", "All Ages"], ["E01006512", "Liverpool 031A", "1,500"]]
        for year in (2019, 2020)
    }
    assert counts(xlsx(tmp_path / "a.xlsx", sheets)) == {
        ("Liverpool 031A", "All ages", "30 June 2019"): 1500,
        ("Liverpool 031A", "All ages", "30 June 2020"): 1500,
    }


def test_a_column_a_year_gives_a_count_a_year(file):
    rows = [["Area code", "Area name", "Mid-2011", "Population mid-2012"], ["E08000012", "Liverpool", "465,700", "469,700"]]
    assert counts(file(rows)) == {("Liverpool", "All ages", "30 June 2011"): 465700, ("Liverpool", "All ages", "30 June 2012"): 469700}
    assert extract(file(rows)).edition == "Mid-year estimates for 2011 and 2012"


def test_the_smaller_area_counts_where_a_row_names_two(file):
    header = ["LAD 2021 Code", "LAD 2021 Name", "LSOA 2021 Code", "LSOA 2021 Name", "Total", "F0", "M0"]
    rows = [["Mid-2022 population estimates"], header, ["E08000012", "Liverpool", "E01006512", "Liverpool 031A", "1821", "9", "8"]]
    assert counts(file(rows)) == {("Liverpool 031A", "All ages", "30 June 2022"): 1821}


def test_wards_and_authorities_of_one_year_go_together(file):
    assert len(counts(WARDS, file([["mid-2020"], *ROWS]))) == 3 + 8


def test_the_same_area_and_day_in_two_files_is_refused(file):
    said = refusal(WARDS, file(WARD_ROWS))
    assert "Anfield on 30 June 2020 stands in “mid-2020-wards.csv” and again in “people.csv”" in said


def test_an_area_twice_in_one_file_is_refused(file):
    assert "line 9: Yew Tree stands here twice for 30 June 2020" in refusal(file([*WARD_ROWS, WARD_ROWS[-1]]))


def test_what_is_no_code_of_an_area_is_refused(file):
    said = refusal(file(replaced([*ROWS], "Code", lambda _: "Liverpool")), given=given("2019"))
    assert "line 2, column “Code”: “Liverpool” is not a code of nine characters" in said


def test_columns_in_any_order_with_notes_around_them_change_nothing(file):
    notes = [TITLE, [], *(row[::-1] for row in ROWS), ["Source: ONS"]]
    assert counts(file(notes)) == counts(AUTHORITIES, given=given("2019"))
    assert extract(file(notes)).left_out == {"Notes and lines without a count": 1}


def test_a_table_without_all_ages_is_refused(file):
    assert "none of the publications" in refusal(file(without(ROWS, "All ages")))


def test_totals_of_something_else_are_no_population(file):
    assert "none of the publications" in refusal(file([["Deaths in 2019"], ["Code", "Name", "Total"], ["E08000012", "Liverpool", "4000"]]))


def test_ranks_of_deprivation_are_refused(file):
    header = ["LSOA code (2021)", "LSOA name (2021)", "Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived)"]
    assert "line 1: This is a table of deprivation ranks" in refusal(file([header, ["E01006512", "Liverpool 031A", "17822"]]))


def test_a_period_of_more_than_a_day_is_refused():
    assert "An estimate is for one day" in refusal(AUTHORITIES, given=given("2022-10"))


def test_wards_are_told_to_change():
    assert [warning for warning in extract(WARDS).warnings if warning.startswith("These are wards.")]


def test_a_table_of_deaths_is_no_population(tmp_path):
    rows = [["Deaths registered by area, mid-2019"], *rows_of(AUTHORITIES)]
    assert "none of the publications" in refusal(saved(tmp_path / "a.csv", rows))
