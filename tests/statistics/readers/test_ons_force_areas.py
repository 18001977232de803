"""Police force area tables: counts by force (P) and by partnership (C), in the layouts of all editions."""

import pytest

from tests.statistics.readers.tables import C2, P1, P6, counts, extract, ods, refusal, rows_of, saved, xlsx

P1_ROWS, C2_ROWS, P6_ROWS = rows_of(P1), rows_of(C2), rows_of(P6)
YEAR, BEFORE = "January to December 2024", "January to December 2023"
TOTAL, KNIFE = "Total recorded crime (excluding fraud)", "Knife or sharp instrument offences"


@pytest.fixture
def file(tmp_path):
    return lambda rows, name="table.csv": saved(tmp_path / name, rows)


def dated(rows, year):
    return [[cell.replace("December 2024", f"December {year}") for cell in row] for row in rows]


def older(count=1):
    """The layout of 2018: offence groups merged over two rows, units below, digits for notes, and footnotes below the table."""
    return [
        ["Table P1: Police recorded crime by offence group and police force area, number of offences, year ending December 20181,2"],
        [],
        ["", "", "", "Violence against the person", "", "", "Robbery3"],
        ["Area Code", "Area Name", "Total recorded crime\n(excluding fraud)4", "Total", "Homicide5", "Violence\nwith injury", ""],
        ["", "", "Numbers", "", "", "", ""],
        [],
        ["K04000001", "ENGLAND AND WALES6,7", "5,723,182", "1,675,000", "732", "530,000", "82,566"],
        ["E23000004", "Merseyside ", str(count), "1,234 r", "..", "-", "1,100p"],
        [],
        ["1. Police recorded crime data are not designated as National Statistics."],
        ["7", "Includes British Transport Police."],
    ]


def test_a_table_by_force_counts_each_offence_in_its_year():
    found = counts(P1)
    assert found["Merseyside", TOTAL, YEAR] == 136325
    assert found["ENGLAND AND WALES", "Homicide", YEAR] == 535
    assert found["North West", "Robbery", YEAR] == 7653
    assert len(found) == 3 * 23


def test_the_code_of_an_area_stays_with_it():
    assert {(cell.key.area_code, cell.key.area_name) for cell in extract(C2).cells} == {
        ("E22000181", "Knowsley"),
        ("E22000182", "Liverpool"),
        ("E22000183", "Sefton"),
        ("E22000184", "St. Helens"),
        ("E22000185", "Wirral"),
        ("", "Unassigned Merseyside"),
    }


def test_a_table_by_partnership_leaves_out_the_total_of_the_force():
    read = extract(C2)
    assert counts(C2)["Liverpool", "Violence with injury", YEAR] == 5845
    assert (read.publication, read.edition) == ("ons-force-areas", "Tables for the year ending December 2024")
    assert read.left_out == {"Totals of a force, in the tables by partnership": 1}


def test_a_table_over_time_takes_its_periods_from_the_headings():
    found = counts(P6)
    assert found["Merseyside", KNIFE, "April 2010 to March 2011"] == 606
    assert found["Merseyside", KNIFE, "April 2011 to March 2012"] == 622
    assert found["Merseyside", KNIFE, YEAR] == 1193
    assert len(found) == 14


@pytest.mark.parametrize(
    ("heading", "period"),
    [
        ("Apr '10 to Mar '11", "April 2010 to March 2011"),
        ("Apr ’10 to\nMar ’115", "April 2010 to March 2011"),
        ("Jul 2017 to Jun 20183,4", "July 2017 to June 2018"),
        ("Year ending March 2019", "April 2018 to March 2019"),
        ("2009/10", "April 2009 to March 2010"),
        ("Apr-12 to Mar-13", "April 2012 to March 2013"),
    ],
)
def test_a_period_in_a_heading_may_be_written_in_many_ways(file, heading, period):
    rows = [
        ["Table P8: Firearm offences"],
        [],
        ["Area code", "Area name", heading, "% change"],
        ["E23000004", "Merseyside", "132", "-0.75"],
    ]
    assert counts(file(rows)) == {("Merseyside", "Firearm offences (excluding air weapons)", period): 132}


def test_periods_merged_over_numbers_and_percentages_are_those_of_the_numbers(file):
    rows = [
        ["Table P5: Knife and sharp instrument offences, by police force area, year ending March 2018"],
        ["", "", "Apr '16 to Mar '17", "", "Apr '17 to Mar '18", ""],
        ["Area Codes", "Area Name", "Number", "% involving a knife", "Number", "% involving a knife"],
        ["E23000004", "Merseyside", "797", "4.88", "948", "5.30"],
    ]
    assert counts(file(rows)) == {
        ("Merseyside", KNIFE, "April 2016 to March 2017"): 797,
        ("Merseyside", KNIFE, "April 2017 to March 2018"): 948,
    }


def test_two_columns_of_one_name_are_refused(file):
    rows = [["Table P1: year ending March 2018"], ["Area Code", "Area Name", "Robbery", "Robbery"], ["E23000004", "Merseyside", "1", "2"]]
    assert "line 2: Two columns have the same heading" in refusal(file(rows))


def test_the_older_layout_of_two_rows_with_units_and_footnotes_is_read(file):
    assert {name: value for (area, name, _), value in counts(file(older())).items() if area == "Merseyside"} == {
        TOTAL: 1,
        "Violence against the person": 1234,
        "Homicide": "not_available",
        "Violence with injury": "not_applicable",
        "Robbery": 1100,
    }
    assert extract(file(older())).edition == "Tables for the year ending December 2018"


def test_the_older_layout_with_the_areas_named_in_the_upper_row_is_read(file):
    rows = older()
    rows[2:4] = [["Area Code", "Area Name", *rows[2][2:]], ["", "", *rows[3][2:]]]
    rows[2][2], rows[3][2] = rows[3][2], ""
    assert counts(file(rows)) == counts(file(older(), "other.csv"))


def test_columns_of_percentages_and_rates_are_passed_over(file):
    rows = [
        ["Table P1: number of offences and percentage change, year ending March 2019"],
        ["Area Code", "Area Name", "Robbery", "Robbery", "Robbery rate per 1,000 population", "Population", "Theft"],
        ["", "", "Numbers", "Percentage change4", "", "", "Numbers"],
        ["E23000004", "Merseyside", "10", "-4.94", "0.7", "1,400,000", "12"],
    ]
    assert counts(file(rows)) == {
        ("Merseyside", "Robbery", "April 2018 to March 2019"): 10,
        ("Merseyside", "Theft", "April 2018 to March 2019"): 12,
    }


@pytest.mark.parametrize("write", [xlsx, ods])
def test_a_workbook_gives_the_counts_of_its_tables_and_passes_over_the_others(tmp_path, write):
    rates = [[cell.replace("Number of", "Recorded crime rate per 1,000 population, number of") for cell in row] for row in C2_ROWS]
    change = [["Table P2: percentage change between year ending December 2023 and December 2024"], *P1_ROWS[1:]]
    combined = [
        ["Table C1: combined"],
        ["Police Force Area name", "Community Safety Partnership name", "Local Authority code"],
        ["A", "B", "E07000040"],
    ]
    sheets = {
        "Cover_sheet": [["Police force area data tables"]],
        "Table P1": P1_ROWS,
        "Table P2": change,
        "Table P4 ": dated(P1_ROWS, 2023),
    }
    found = counts(
        write(tmp_path / "tables", sheets | {"Table P6 ": P6_ROWS, "Table C1": combined, "Table C2": C2_ROWS, "Table C4": rates})
    )
    assert found == counts(P1) | counts(C2) | counts(P6) | counts(saved(tmp_path / "a.csv", dated(P1_ROWS, 2023)))
    assert found["Merseyside", TOTAL, BEFORE] == 136325


REASONS = {
    "not_available": ["..", "[x]", "[X]", "[u]", "", "…", "N/A"],
    "not_applicable": ["-", "–", "+", "[z]", "[ z ]", "[u1]"],
    "confidential": ["*", "[c]"],
    7: ["7r", "7 p", "7 [r][p]", "7 [note 2]", "7.0"],
    -1007: ["-1,007", "−1007"],
}


@pytest.mark.parametrize(("marker", "reason"), [(marker, reason) for reason, markers in REASONS.items() for marker in markers])
def test_shorthand_of_all_editions_is_kept_as_a_reason(file, marker, reason):
    rows = [[marker if row[3:4] == ["Liverpool"] and place == 8 else cell for place, cell in enumerate(row)] for row in C2_ROWS]
    assert counts(file(rows))["Liverpool", "Homicide", YEAR] == reason


def test_a_combined_partnership_is_added_up_from_its_authorities(file):
    row = next(row for row in C2_ROWS if row[3] == "Liverpool")
    part = [*row[:4], "E08009999", "Another authority", *row[6:]]
    assert counts(file([*C2_ROWS, part]))["Liverpool", "Homicide", YEAR] == 14


def test_a_line_cut_short_is_refused(file):
    assert "line 12: This line has 20 of 25 columns: the file was cut off" in refusal(file([*P1_ROWS[:9], P1_ROWS[9][:20]]))


def test_a_line_that_stands_there_twice_is_refused(file):
    assert "This line stands in the table twice" in refusal(file([*C2_ROWS, *C2_ROWS[8:]]))


def test_a_table_that_names_no_year_needs_one_by_hand(file):
    rows = [["Table P1: crime by force"], *P1_ROWS[6:]]
    assert "Its title names no period. Give it by hand" in refusal(file(rows))
    given = extract(P1).cells[0].key.period
    assert counts(file(rows), given=given) == counts(P1)


def test_another_year_by_hand_than_that_of_the_title_is_refused(file):
    given = extract(file(dated(P1_ROWS, 2023))).cells[0].key.period
    assert f"The title says {YEAR}, and {BEFORE} was given by hand" in refusal(P1, given=given)


def test_the_year_may_stand_below_the_title(file):
    rows = [["Table P5: knife offences, by force"], ["England and Wales, year ending December 2024"], *P1_ROWS[6:]]
    assert counts(file(rows)) == counts(P1)


@pytest.mark.parametrize("rows", [dated(P1_ROWS, 2022), [[cell.replace("December 2024", "June 2024") for cell in row] for row in P1_ROWS]])
def test_tables_of_two_editions_are_refused(file, rows):
    assert "two editions are mixed" in refusal(P1, file(rows))


def test_two_workbooks_of_different_editions_are_refused(tmp_path):
    first = xlsx(tmp_path / "2024.xlsx", {"Table P1": P1_ROWS})
    second = xlsx(tmp_path / "2023.xlsx", {"Table C2": dated(C2_ROWS, 2023)})
    assert f"2023.xlsx: This table is for {BEFORE}, another one of the same upload for {YEAR}" in refusal(first, second)


def test_the_same_table_twice_is_refused(file):
    said = refusal(P1, file(P1_ROWS))
    assert f"table.csv, line 10, column “{TOTAL}”: ENGLAND AND WALES has {TOTAL} for {YEAR} in another table already" in said


def test_a_table_of_percentages_alone_is_refused(file):
    assert "none of the publications" in refusal(file([["Table P2: percentage change, year ending December 2024"], *P1_ROWS[6:]]))


def test_a_table_of_something_else_by_area_is_refused(file):
    rows = [["Births, year ending March 2019"], ["Area Code", "Area Name", "Births"], ["E23000004", "Merseyside", "4000"]]
    assert "none of the publications" in refusal(file(rows))


def test_a_fraction_where_a_count_should_be_is_refused(file):
    rows = [*P1_ROWS[:7], [*P1_ROWS[7][:2], "87.9", *P1_ROWS[7][3:]]]
    assert f"line 10, column “{TOTAL}”: “87.9” is not a count" in refusal(file(rows))


@pytest.mark.parametrize("title", ["Arrests for crime, year ending March 2024", "Number of charges for offences, year ending March 2024"])
def test_a_table_of_another_subject_is_not_taken_for_recorded_crime(file, title):
    rows = [[title], ["Area Code", "Area Name", "Homicide", "Robbery"], ["E22000182", "Liverpool", "99", "607"]]
    assert "none of the publications" in refusal(file(rows))


def test_a_table_that_does_not_say_that_it_counts_recorded_crime_is_refused(file):
    rows = [["Year ending March 2024"], ["Area Code", "Area Name", "Homicide", "Robbery"], ["E22000182", "Liverpool", "99", "607"]]
    assert "does not say that it counts recorded crime" in refusal(file(rows))
