"""Street files of data.police.uk: one row a crime."""

from datetime import datetime

import pytest

from tests.statistics.readers.tables import LATER_STREET, STREET, counts, extract, refusal, replaced, rows_of, saved, without, xlsx, zipped

VIOLENCE, ASB = "Violence and sexual offences", "Anti-social behaviour"
ROWS = rows_of(STREET)


@pytest.fixture
def file(tmp_path):
    return lambda rows, name="street.csv": saved(tmp_path / name, rows)


def test_each_row_is_one_crime_in_its_authority_and_month():
    found = counts(STREET)
    assert found["Liverpool", VIOLENCE, "October 2022"] == 4
    assert found["Liverpool", ASB, "October 2022"] == 3
    assert found["St. Helens", "Vehicle crime", "October 2022"] == 1
    assert found["Halton", "Public order", "October 2022"] == 1
    assert sum(found.values()) == len(ROWS) - 1


def test_it_says_what_it_is():
    read = extract(STREET)
    assert (read.publication, read.edition) == ("police-uk-street", "Street files to October 2022")
    assert (read.rows_read, read.rows_used, read.left_out, read.warnings) == (14, 14, {}, [])


def test_the_change_of_census_codes_between_months_is_told():
    read = extract(STREET, LATER_STREET)
    assert read.edition == "Street files to June 2023"
    assert [warning for warning in read.warnings if "from those of 2011 to those of 2021" in warning]


@pytest.mark.parametrize(
    "text", ["Oct-22", "Oct 22", "October 2022", "oct-2022", "01/10/2022", "2022-10-01", "2022-10-01 00:00:00", "10/2022", "44835"]
)
def test_a_month_that_a_spreadsheet_changed_is_the_same_month(file, text):
    assert counts(file(replaced(ROWS, "Month", lambda _: text))) == counts(STREET)


def test_months_that_a_workbook_keeps_as_dates_are_months(tmp_path):
    dated = replaced(ROWS, "Month", lambda _: datetime(2022, 10, 1))  # noqa: DTZ001
    assert counts(xlsx(tmp_path / "a.xlsx", {"Sheet1": dated})) == counts(STREET)


@pytest.mark.parametrize("text", ["2022-13", "2022-00", "0022-10", "Okt-22", "2022", "", "44836", "2022-10-02"])
def test_what_is_no_month_is_refused_with_its_place(file, text):
    said = refusal(file(replaced(ROWS, "Month", lambda _: text)))
    assert f"street.csv, line 2, column “Month”: “{text}” is not a month of a year" in said


def test_a_month_to_come_is_refused(file):
    assert "January 2099 has not happened yet" in refusal(file(replaced(ROWS, "Month", lambda _: "2099-01")))


def test_a_file_without_any_crime_id_is_read_whole(file):
    british_transport = replaced(replaced(ROWS, "Crime ID", lambda _: ""), "Reported by", lambda _: "British Transport Police")
    assert counts(file(british_transport)) == counts(STREET)


@pytest.mark.parametrize("name", ["Cardiff 032F", "City of London 001A", "Bristol, City of 001B", "Rhondda Cynon Taf 029E"])
def test_areas_of_other_forces_are_areas(file, name):
    found = counts(file(replaced(ROWS, "LSOA name", lambda _: name)))
    assert {area for area, *_ in found} == {name.rsplit(" ", 1)[0]}


def test_crimes_without_a_place_are_left_out_and_said(file):
    read = extract(file(replaced(ROWS, "LSOA name", lambda name: "" if name.startswith("Halton") else name)))
    assert read.left_out == {"No area of the census: where it happened is not known": 2}
    assert (read.rows_read, read.rows_used) == (14, 12)


def test_a_file_where_no_place_is_known_is_refused(file):
    assert "no count that could be used" in refusal(file(replaced(ROWS, "LSOA name", lambda _: "")))


def test_a_name_that_is_no_area_of_the_census_is_refused(file):
    said = refusal(file(replaced(ROWS, "LSOA name", lambda _: "Liverpool")))
    assert "line 2, column “LSOA name”: “Liverpool” names no area of the census" in said


def test_a_new_type_of_crime_is_counted_and_told(file):
    read = extract(file(replaced(ROWS, "Crime type", lambda _: "Spying")))
    assert read.rows_used == 14
    assert read.warnings == ["“Spying” is a type of crime that these files did not have before."]


@pytest.mark.parametrize("type_", ["Violent crime", "Public disorder and weapons"])
def test_the_types_of_before_2013_are_known(file, type_):
    assert extract(file(replaced(ROWS, "Crime type", lambda _: type_))).warnings == []


def test_columns_in_any_order_and_notes_around_them_change_nothing(file):
    turned = [row[::-1] for row in ROWS]
    notes = [["Downloaded from data.police.uk"], [], *turned, [], ["Source: data.police.uk, OGL"]]
    read = extract(file(notes))
    assert counts(file(notes)) == counts(STREET)
    assert read.left_out == {"Notes and lines without a count": 1}


@pytest.mark.parametrize("column", ["Context", "Longitude", "Last outcome category"])
def test_a_column_that_is_not_needed_may_be_missing(file, column):
    assert counts(file(without(ROWS, column))) == counts(STREET)


@pytest.mark.parametrize("column", ["Crime ID", "Reported by", "LSOA name"])
def test_a_column_that_is_needed_is_missed_by_name(file, column):
    said = refusal(file(without(ROWS, column)))
    assert f"It looks like “Street-level crime, data.police.uk”, but it lacks the column “{column.lower()}”" in said


def test_a_copy_with_a_column_of_counts_is_refused(file):
    said = refusal(file([[*ROWS[0], "Count"], *([*row, "3"] for row in ROWS[1:])]))
    assert "it has other columns too" in said
    assert "“Count”" in said


def test_the_same_month_in_two_files_is_refused(file):
    said = refusal(STREET, file(ROWS))
    assert "October 2022 of Merseyside Police stands in “2022-10-merseyside-street.csv” and again in “street.csv”" in said


def test_the_same_file_twice_is_refused():
    assert "again in “2022-10-merseyside-street.csv (again)”" in refusal(STREET, STREET)


def test_the_same_month_of_two_forces_is_added_up(file):
    other = file(replaced(ROWS, "Reported by", lambda _: "Cheshire Constabulary"))
    assert counts(STREET, other)["Liverpool", VIOLENCE, "October 2022"] == 8


def test_a_file_pasted_together_twice_is_refused(file):
    assert "10 crimes stand in this file more than once" in refusal(file([*ROWS, *ROWS[1:]]))


def test_a_file_without_ids_pasted_together_twice_is_refused(file):
    rows = replaced(ROWS, "Crime ID", lambda _: "")
    assert "14 crimes stand in this file more than once" in refusal(file([*rows, *rows[1:]]))


def test_a_crime_id_that_is_rarely_repeated_is_counted_and_told(file):
    many = [[f"id{number}", *row[1:]] for number in range(3) for row in ROWS[1:]]
    many = [[f"{number}{row[0]}", *row[1:]] for number, row in enumerate(many)]
    read = extract(file([ROWS[0], *many, many[0]]))
    assert read.rows_used == 43
    assert read.warnings == ["street.csv: 1 rows repeat the Crime ID of another row. Each row was counted, as the publisher counts them."]


def test_a_line_cut_short_inside_the_file_is_refused(file):
    assert "line 3: This line has 5 of 12 columns: the file was cut off" in refusal(file([*ROWS[:2], ROWS[2][:5], *ROWS[3:]]))


def test_many_months_in_one_zip_are_read_as_they_come_from_the_publisher(tmp_path):
    members = {
        "2022-10/2022-10-merseyside-street.csv": STREET,
        "2023-06/2023-06-merseyside-street.csv": LATER_STREET,
        "2022-10/2022-10-merseyside-outcomes.csv": "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Outcome type\na,b,c,d,e,f,g,h,i,j\n",
        "2022-10/2022-10-merseyside-stop-and-search.csv": "Type,Date,Part of a policing operation,Object of search,Legislation\na,b,c,d,e\n",
        "__MACOSX/2022-10/._2022-10-merseyside-street.csv": b"\0\5\x16\7",
        "2022-10/.DS_Store": b"\0\0\0\1Bud1",
    }
    read = extract(zipped(tmp_path / "merseyside.zip", members))
    assert (read.rows_used, sum(read.left_out.values()), len(read.left_out)) == (19, 2, 2)


def month(number, month, force="Merseyside Police"):
    """So many rows of Liverpool in that month."""
    row = next(row for row in ROWS[1:] if row[8].startswith("Liverpool"))
    return [[f"{month}{force}{place}", month, force, force, *row[4:]] for place in range(number)]


def test_a_month_for_which_the_own_force_sent_nothing_has_no_count(file):
    read = extract(file([ROWS[0], *month(8, "2022-10"), *month(1, "2022-11", "Cheshire Constabulary"), *month(8, "2022-12")]))
    assert {cell.key.period.label for cell in read.cells} == {"October 2022", "December 2022"}
    assert (read.rows_read, read.rows_used, [*read.left_out.values()]) == (17, 16, [1])
    assert "November 2022: there is no file of Merseyside Police, which covers Liverpool." in read.warnings[0]


def test_a_month_with_far_fewer_rows_than_usual_is_told(file):
    read = extract(file([ROWS[0], *month(120, "2022-10"), *month(3, "2022-11"), *month(120, "2022-12")]))
    assert [warning for warning in read.warnings if warning.startswith("November 2022: only 3 rows for Liverpool")]
    assert len([warning for warning in read.warnings if "only" in warning]) == 1


def test_a_damaged_line_between_crimes_is_no_note(file):
    assert "line 3: This line holds nothing but its first cell" in refusal(file([*ROWS[:2], ["42d9363a1127"], *ROWS[2:]]))


def test_one_area_spelled_in_two_ways_is_one_area(file):
    rows = [[cell.replace("St. Helens", "St Helens") if number > 5 else cell for cell in row] for number, row in enumerate(ROWS)]
    rows += [[f"x{row[0]}", *row[1:]] for row in ROWS[1:] if row[8].startswith("St. Helens")]
    assert len({area for area, _, _ in counts(file(rows)) if area.startswith("St")}) == 1
