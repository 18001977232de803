"""Bytes to rows, without a database."""

import pytest

from plan.files import reading
from tests.plan.files.build import written

KNOWN = ("priority", "reference", "title", "due_precision")
ROWS = [["priority", "reference", "title"], ["1", "F1", "Café"], ["1", "F2", "two\nlines"], ["2", "E1", "“so”"]]


def read(content):
    return reading.read(content, known=KNOWN, needed=("priority", "reference"))


def refusal(content):
    with pytest.raises(reading.RefusedError) as refused:
        read(content)
    return refused.value.message, refused.value.line, refused.value.column


@pytest.mark.parametrize("ends", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_a_file_is_read_as_any_spreadsheet_writes_it(encoding, separator, ends):
    file = read(written(ROWS, separator=separator, encoding=encoding, ends=ends))
    assert [[*row.cells.values()] for row in file.rows] == ROWS[1:]
    assert [(row.number, row.line) for row in file.rows] == [(2, 2), (3, 3), (4, 5)]
    assert bool(file.notes) == (encoding == "cp1252")


def test_headings_are_known_in_any_dress_and_empty_rows_are_passed_over():
    file = read(b"sep=;\n Reference ;PRIORITY;Due precision;\n\n;;;\nF1;1;Day;\n")
    assert file.names == ["reference", "priority", "due_precision"]
    assert [(row.number, row.line, dict(row.cells)) for row in file.rows] == [
        (5, 5, {"reference": "F1", "priority": "1", "due_precision": "Day"})
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", (reading.EMPTY, None, "")),
        (b" \n\n", (reading.EMPTY, None, "")),
        (b"\xef\xbb\xbf", (reading.NO_HEADING.format(names="priority, reference"), 1, "")),
        (b"PK\x03\x04rest", (reading.A_WORKBOOK, None, "")),
        (b"\xd0\xcf\x11\xe0rest", (reading.A_WORKBOOK, None, "")),
        (b"\xff\xfe\x00", (reading.NOT_TEXT, None, "")),
        (b"\x81\x8d\x8f", (reading.NOT_TEXT, None, "")),
        (b"priority,reference\n1,F\x001\n", (reading.NUL, 2, "")),
        (b"title,reference\nx,F1\n", (reading.NO_HEADING.format(names="priority"), 1, "")),
        (b"priority,reference,tittle\n1,F1,x\n", (reading.UNKNOWN.format(names=", ".join(KNOWN)), 1, "tittle")),
        (b"priority,reference,title,Title\n", (reading.TWICE, 1, "title")),
        (b'priority,reference,title\n1,F1,"a"b\n', (reading.QUOTED, 2, "")),
        (b'priority,reference,title\n1,F1,"never ends\n\n', (reading.QUOTED, 2, "")),
        (b"priority,reference,title\n1,F1," + b"x" * 200_000, (reading.TOO_LONG, 2, "")),
        (b"priority,reference\n" + b"1,F1\n" * 100_000, (reading.TOO_MANY, reading.MOST_ROWS + 2, "")),
        (b"<!doctype html><p>no, table", (reading.NO_HEADING.format(names="priority, reference"), 1, "")),
        (bytes(range(256)) * 50, (reading.NOT_TEXT, None, "")),
    ],
)
def test_a_file_that_is_none_is_refused_with_its_place(content, told):
    assert refusal(content) == told


def test_a_row_that_is_cut_off_or_too_wide_is_refused_alone():
    rows = read(b"priority,reference,title,\n1,F1,x,\n1,F2\n1,F3,x,y\n1,F4,x,,z\n").rows
    assert [row.fault for row in rows] == ["", reading.SHORT.format(there=2, named=4), reading.WIDE, reading.WIDE]


def test_what_was_marked_against_formulas_comes_back_as_it_was():
    rows = read(written([ROWS[0], ["1", "'=1", "'-5 of them"], ["1", "''=1", "'tis"]])).rows
    assert [[*row.cells.values()] for row in rows] == [["1", "=1", "-5 of them"], ["1", "'=1", "'tis"]]
