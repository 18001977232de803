"""Zips, workbooks and uploads as nobody publishes them: refused with a sentence, never with another error."""

import io
import random
import zipfile

import openpyxl
import pytest

from statistics.readers import Limits, RefusedError
from tests.statistics.readers.tables import FILES, P1, PARTNERSHIPS, STREET, counts, extract, ods, refusal, rows_of, saved, xlsx, zipped

ROWS = rows_of(PARTNERSHIPS)
DAMAGED = "It cannot be opened as a workbook: it is damaged, was cut off, or takes more memory"
OLD = FILES / "prc-csp-merseyside.xls"
FOLDER = "2022-10/2022-10-merseyside-street.csv"


@pytest.fixture
def raw(tmp_path):
    def write(content: bytes, name="raw"):
        (tmp_path / name).write_bytes(content)
        return tmp_path / name

    return write


def test_an_empty_file_is_refused(raw):
    assert refusal(raw(b"", "empty.csv")) == "empty.csv: It is empty."


def test_an_upload_without_a_file_is_refused():
    assert "no count that could be used" in refusal()


def test_a_file_larger_than_the_limit_is_refused(raw):
    limits = Limits(bytes=1_000)
    assert "It is larger than 0 MB" in refusal(PARTNERSHIPS, limits=limits)


def test_a_zip_that_unpacks_to_more_than_the_limit_is_refused(tmp_path):
    bomb = zipped(tmp_path / "bomb.zip", {FOLDER: b"0" * 5_000_000})
    assert bomb.stat().st_size < 10_000
    assert "Unpacked, it is larger than 4 MB" in refusal(bomb, limits=Limits(unpacked_text=4_000_000))


def test_a_zip_that_lies_about_its_size_is_refused(tmp_path):
    path = zipped(tmp_path / "bomb.zip", {FOLDER: STREET.read_bytes() * 400})
    true, said = (len(STREET.read_bytes()) * 400).to_bytes(4, "little"), (3_000).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(true, said))
    assert "It is damaged or was cut off" in refusal(path)


def test_a_workbook_that_unpacks_to_more_than_the_limit_is_refused(tmp_path):
    path = xlsx(tmp_path / "bomb.xlsx", {"A": [["x" * 30_000] for _ in range(50)]})
    assert "Unpacked, this workbook is larger than 0 MB" in refusal(path, limits=Limits(unpacked_workbook=40_000))


def test_a_workbook_of_the_old_format_larger_than_the_limit_is_refused():
    assert "Unpacked, this workbook is larger than 0 MB" in refusal(OLD, limits=Limits(unpacked_workbook=9_000))


@pytest.mark.parametrize(("corner", "memory"), [("XFD1048576", 1_000_000_000), ("GR100000", 200_000_000)])
def test_a_workbook_that_takes_more_memory_than_the_limit_is_refused(tmp_path, corner, memory):
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = workbook.active[corner] = 1
    workbook.save(tmp_path / "far.xlsx")
    assert DAMAGED in refusal(tmp_path / "far.xlsx", limits=Limits(workbook_memory=memory))


def test_cells_repeated_without_end_are_refused(tmp_path):
    path = ods(tmp_path / "a.ods", {"A": [["many"] * 3] * 3})
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    parts["content.xml"] = parts["content.xml"].replace(b"<table:table-row", b'<table:table-row table:number-rows-repeated="99999999"')
    parts["content.xml"] = parts["content.xml"].replace(b"<table:table-cell", b'<table:table-cell table:number-columns-repeated="16384"')
    assert DAMAGED in refusal(zipped(path, parts))


def test_a_sheet_of_too_many_columns_is_refused(tmp_path):
    assert "a.xlsx, sheet A, line 1: This sheet has more than 1,000 columns" in refusal(xlsx(tmp_path / "a.xlsx", {"A": [["x"] * 1_001]}))


def test_a_workbook_under_a_password_is_refused():
    assert "It is protected by a password. Open it, save it without one" in refusal(FILES / "locked.xlsx")


def test_a_workbook_of_the_old_format_under_a_password_is_refused(raw):
    locked = OLD.read_bytes().replace(b"\xe1\0\2\0\xb0\4", b"\x2f\0\2\0\1\0")
    assert "It is protected by a password. Open it, save it without one" in refusal(raw(locked))


def test_a_nul_in_a_cell_is_refused(raw):
    assert "raw, sheet 2011-12, line 2: A cell holds a NUL character" in refusal(
        raw(OLD.read_bytes().replace(b"Merseyside", b"Mersey\0ide"))
    )


def test_a_workbook_whose_second_sheet_cannot_be_opened_is_refused_whole(tmp_path):
    workbook = openpyxl.load_workbook(xlsx(tmp_path / "a.xlsx", {"Notes": [["Some words, no table"]] * 1_000, "Far": [["x"]]}))
    workbook["Far"]["XFD1048576"] = 1
    workbook.save(tmp_path / "a.xlsx")
    assert DAMAGED in refusal(tmp_path / "a.xlsx")


def test_an_open_document_under_a_password_is_refused(tmp_path):
    path = ods(tmp_path / "a.ods", {"A": ROWS}, manifest="<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>")
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    parts["content.xml"] = random.Random(1).randbytes(500)
    assert "It is protected by a password. Open it, save it without one" in refusal(zipped(path, parts))


def test_a_zip_under_a_password_is_refused(tmp_path):
    path = zipped(tmp_path / "a.zip", {FOLDER: STREET})
    content = bytearray(path.read_bytes())
    content[6] |= 1
    content[content.index(b"PK\1\2") + 8] |= 1
    path.write_bytes(content)
    assert "It is protected by a password. Unpack it" in refusal(path)


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"inner.zip": b"PK"}, "a.zip: inner.zip: A zip lies in the zip. Unpack it and upload the inner one."),
        ({"a/tables.XLSX": b"PK", FOLDER: STREET}, "a.zip: a/tables.XLSX: A workbook lies in the zip."),
        ({"readme.pdf": b"%PDF"}, "a.zip: It holds no CSV file."),
        ({".DS_Store": b"x", "__MACOSX/._a.csv": b"x"}, "a.zip: It holds no CSV file."),
        ({f"{number}.csv": b"" for number in range(5_001)}, "a.zip: It holds more than 5,000 files."),
        ({"a.csv": b"\0"}, "a.zip: a.csv, line 1: It holds a NUL character"),
        ({"a.csv": b"", FOLDER: STREET}, "a.zip: a.csv: No table was found in it"),
    ],
)
def test_a_zip_that_holds_something_else_is_refused(tmp_path, members, said):
    assert said in refusal(zipped(tmp_path / "a.zip", members))


def test_a_zip_of_outcomes_alone_says_what_to_take(tmp_path):
    outcomes = "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Outcome type\na,b,c,d,e,f,g,h,i,j\n"
    assert "take the street file of the same month" in refusal(zipped(tmp_path / "a.zip", {"2022-10/2022-10-x-outcomes.csv": outcomes}))


def test_the_same_name_twice_in_a_zip_is_the_same_month_twice(tmp_path):
    path = zipped(tmp_path / "a.zip", {FOLDER: STREET})
    with zipfile.ZipFile(path, "a") as packed, pytest.warns(UserWarning, match="Duplicate name"):
        packed.writestr(FOLDER, STREET.read_bytes())
    assert "again in" in refusal(path)


def test_a_zip_cut_off_anywhere_is_refused(tmp_path, raw):
    whole = zipped(tmp_path / "a.zip", {FOLDER: STREET}).read_bytes()
    for end in range(2, len(whole), 97):
        assert "It is damaged or was cut off" in refusal(raw(whole[:end]))


def test_a_changed_byte_in_a_zip_never_changes_a_count(tmp_path, raw):
    whole, chance = zipped(tmp_path / "a.zip", {FOLDER: STREET}).read_bytes(), random.Random(7)
    for _ in range(60):
        damaged = bytearray(whole)
        damaged[chance.randrange(len(whole))] = chance.randrange(256)
        assert same_or_refused(raw(damaged), STREET)


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_damaged_workbook_is_refused_or_unharmed(tmp_path, raw, kind):
    whole, chance = {"xlsx": xlsx, "ods": ods}[kind](tmp_path / "a", {"A": ROWS}).read_bytes(), random.Random(8)
    for number in range(8):
        damaged = bytearray(whole)[: chance.randrange(len(whole)) if number % 3 == 0 else None]
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        assert same_or_refused(raw(damaged), PARTNERSHIPS)


def test_a_damaged_workbook_of_the_old_format_never_ends_the_reading_process(raw):
    whole, chance = (OLD).read_bytes(), random.Random(9)
    for _ in range(8):
        damaged = bytearray(whole)
        for _ in range(20):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        same_or_refused(raw(damaged), PARTNERSHIPS)


def same_or_refused(path, original) -> bool:
    try:
        return counts(path) == counts(original)
    except RefusedError:
        return True


@pytest.mark.parametrize("end", [b"", b"PK\3\4", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\5\6" + b"\0" * 18, bytes(range(256)) * 40])
def test_bytes_that_are_nothing_are_refused(raw, end):
    assert refusal(raw(end))


def test_a_workbook_is_known_by_what_it_holds_and_not_by_its_name(tmp_path, raw):
    for content, name in [
        (xlsx(tmp_path / "a", {"A": ROWS}), "a.csv"),
        (OLD, "b.xlsx"),
        (PARTNERSHIPS, "c.xls"),
    ]:
        assert counts(raw(content.read_bytes(), name)) == counts(PARTNERSHIPS)


def test_a_chart_and_an_empty_sheet_are_passed_over(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.create_chartsheet("Chart").add_chart(openpyxl.chart.BarChart())
    for row in ROWS:
        workbook.create_sheet("2011-12").append(row) if "2011-12" not in workbook.sheetnames else workbook["2011-12"].append(row)
    workbook.save(tmp_path / "a.xlsx")
    assert counts(tmp_path / "a.xlsx").keys() == counts(PARTNERSHIPS).keys()


def test_lines_count_from_the_first_row_of_the_sheet(tmp_path):
    rows = [[""] * 3, [""] * 3, *(["", *row] for row in ROWS[:1]), ["", "2011", *ROWS[1][1:]]]
    assert "a.xlsx, sheet A, line 4, column “Financial Year”" in refusal(xlsx(tmp_path / "a.xlsx", {"A": rows}))


def test_a_workbook_without_a_known_table_says_what_it_found(tmp_path):
    said = refusal(xlsx(tmp_path / "a.xlsx", {"Notes": [["Some notes"]], "Data": [["Name", "Rank"], ["x", "1"]]}))
    assert "a.xlsx, sheet Notes" in said
    assert "none of the publications" in said


def test_two_publications_in_one_upload_are_refused():
    assert "This is “Police force area data tables" in refusal(STREET, P1)


def test_nothing_stays_of_an_upload_that_fails_at_its_end(tmp_path):
    with pytest.raises(RefusedError):
        extract(STREET, saved(tmp_path / "a.csv", [["Some", "thing"]]))
    assert extract(STREET).rows_used == 14


def test_bytes_in_memory_are_a_zip(tmp_path, raw):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as packed:
        packed.writestr("merseyside/2022-10/street.csv", STREET.read_bytes())
    assert counts(raw(buffer.getvalue())) == counts(STREET)


@pytest.mark.parametrize("start", [b"%PDF-1.7\n%", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"<!doctype html>", b'{"a": 1}'])
def test_what_is_no_table_is_said_to_be_none(raw, start):
    assert "neither a table in plain text nor a workbook" in refusal(raw(start + b"\0" * 40))
