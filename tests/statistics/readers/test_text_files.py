"""CSV files of any encoding, line end and separator."""

from itertools import count

import pytest

from statistics.readers import Limits, RefusedError, read
from tests.statistics.readers.tables import PARTNERSHIPS, STREET, WARDS, as_text, counts, extract, refusal, replaced, rows_of, saved

ROWS = rows_of(PARTNERSHIPS)


@pytest.fixture
def raw(tmp_path):
    def write(content: bytes, name="raw.csv"):
        (tmp_path / name).write_bytes(content)
        return tmp_path / name

    return write


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(("separator", "end"), [(",", "\r"), (";", "\r\n"), ("\t", "\n")])
def test_every_usual_encoding_separator_and_line_end_is_read(tmp_path, encoding, separator, end):
    assert counts(saved(tmp_path / "a.csv", rows_of(WARDS), encoding, separator, end)) == counts(WARDS)


def test_utf_16_of_the_other_byte_order_with_its_mark_is_read(raw):
    assert counts(raw(b"\xfe\xff" + as_text(ROWS).encode("utf-16-be"))) == counts(PARTNERSHIPS)


def test_a_second_byte_order_mark_changes_nothing(raw):
    assert counts(raw(b"\xef\xbb\xbf\xef\xbb\xbf" + PARTNERSHIPS.read_bytes())) == counts(PARTNERSHIPS)


def test_letters_as_windows_writes_them_are_read_and_told(raw):
    read = extract(raw(as_text(replaced(ROWS, "CSP Name", lambda _: "Ynys Môn")).encode("cp1252")))
    assert {cell.key.area_name for cell in read.cells} == {"Ynys Môn"}
    assert read.warnings[0].startswith("raw.csv: It is not in UTF-8.")


def test_an_accent_beyond_the_first_block_is_read(raw):
    text = STREET.read_text().replace("On or near Vernon", "On or near Vërnon") + "".join(
        STREET.read_text().splitlines(keepends=True)[2].replace("15b5c", f"{number:05}") for number in range(600)
    )
    assert extract(
        raw((text + STREET.read_text().splitlines()[3].replace("6d7a", "zzzz").replace("near ", "near Ë") + "\n").encode("cp1252"))
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x81\x8d,\x8f\n" * 50, "neither a table in plain text nor a workbook"),
        (b"\xff\xfe\x00\xd8a\x00,\x00", "neither a table in plain text nor a workbook"),
        ("Côte".encode()[:2], "The last line ends in the middle"),
        (b"\xff\xfeF\x00i\x00n", "The last line ends in the middle"),
        (b"a,b\nc,\0d\n", "line 2: It holds a NUL character"),
        (b"x" * 300_000, "line 1: This line is longer than 200,000 characters"),
        (b"x" * 150_000 + b"\n", "line 1: This line is longer than 200,000 characters"),
        (b"1," * 1_000_000, "line 1: This line has more than 1,000 columns"),
        (b"1," * 2_000 + b"\n", "line 1: This line has more than 1,000 columns"),
        (b'"' + b"x\n" * 100_000, "This line is longer than 200,000 characters"),
        (b"\n \n\n", "No table was found in it"),
        (b"Some,thing,else\n1,2,3\n", "line 1: It is none of the publications that this site reads"),
    ],
)
def test_what_is_no_table_is_refused(raw, content, said):
    assert said in refusal(raw(content))


def test_a_quotation_mark_in_a_wrong_place_is_refused(raw):
    text = PARTNERSHIPS.read_text().replace("2011/12,2,", '"2011"/12,2,', 1)
    line = 1 + text[: text.index('"2011"')].count("\n")
    assert f"raw.csv, line {line}: A quotation mark stands where none may" in refusal(raw(text.encode()))


def test_a_quotation_that_never_ends_is_a_file_cut_off(raw):
    assert "the file was cut off" in refusal(raw(PARTNERSHIPS.read_bytes() + b'2011/12,"1'))


@pytest.mark.parametrize("cut", range(1, 100, 7))
def test_a_file_cut_off_is_refused_or_told(raw, cut):
    try:
        read = extract(raw(PARTNERSHIPS.read_bytes()[:-cut]))
        said = read.warnings[0]
    except RefusedError as refused:
        said = str(refused)
    assert "cut off" in said


def test_a_last_line_without_an_end_is_told_even_where_it_is_a_note(raw):
    read = extract(raw(PARTNERSHIPS.read_bytes() + b"Source: Home Office"))
    assert counts(raw(PARTNERSHIPS.read_bytes() + b"Source: Home Office")) == counts(PARTNERSHIPS)
    assert "raw.csv: The last line has no line end" in read.warnings[0]


def test_a_file_of_one_line_without_an_end_is_refused(raw):
    assert "none of the publications" in refusal(raw(b"Some,thing"))


def test_the_header_may_stand_below_many_notes(raw):
    assert counts(raw(b"Notes, with; many\tmarks\n" * 30 + PARTNERSHIPS.read_bytes())) == counts(PARTNERSHIPS)
    assert "none of the publications" in refusal(raw(b"Note\n" * 50 + PARTNERSHIPS.read_bytes()))


def test_more_rows_than_the_limit_are_refused(raw):
    number = count()
    many = replaced([*ROWS, *ROWS[1:], *ROWS[1:]], "Offence Code", lambda code: f"{code}{next(number)}")
    assert extract(raw(as_text(many).encode()), limits=Limits(rows=73)).rows_used == 72
    assert "line 65: There are more than 24 rows" in refusal(raw(as_text(many).encode()), limits=Limits(rows=24))


def test_progress_is_told_in_bytes_and_rows(raw):
    told = []
    lines = STREET.read_text().splitlines(keepends=True)
    many = lines[0] + "".join(lines[2].replace("15b5c", f"{number:05}") for number in range(700))
    read([("raw.csv", raw(many.encode()))], progress=lambda done, rows: told.append((done, rows)))
    assert told == sorted(told)
    assert len(told) > 2
    assert told[-1] == (len(many), 701)
