"""From the bytes that somebody's spreadsheet wrote to rows. No Django here."""

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from citysafe.design.encodings import WINDOWS, encoding_of
from citysafe.design.spreadsheet import plain

MOST_ROWS = 2_000
LONGEST = csv.field_size_limit()
SEPARATORS = (",", ";", "\t")
PACKED = (b"PK", b"\xd0\xcf\x11\xe0")

EMPTY = "The file is empty."
A_WORKBOOK = "This is a workbook or a zip file. Save the sheet as CSV (“CSV UTF-8” in Excel), and bring that."
NOT_TEXT = "This is not a table in plain text. Save the sheet as CSV (“CSV UTF-8” in Excel), and bring that."
NUL = "It holds a NUL character, which no text has: the file is damaged. Save it again."
NO_HEADING = "The first row must name the columns. It lacks: {names}."
UNKNOWN = "There is no column of this name. Known are: {names}."
TWICE = "Two columns have this name."
QUOTED = "A quotation mark stands where none may, or one is missing: the rest cannot be read. Save the file again."
TOO_LONG = f"A cell is longer than {LONGEST:,} characters, the most that is read."
TOO_MANY = f"It has more than {MOST_ROWS:,} rows, the most that is read at once. Bring it in parts."
OF_WINDOWS = (
    "It is not in UTF-8 and was read as Windows writes it. A “?” may stand where a sign was lost: look at what changes. "
    "In Excel, choose “CSV UTF-8” to keep every sign."
)
SHORT = "The row has {there} cells, the first row names {named}: was it cut off?"
WIDE = "The row has more cells than the first row has names: did text move into the next column?"


class RefusedError(Exception):
    """Nothing of the file can be read. `line` counts from 1; each is empty or None where the fault has no such place."""

    def __init__(self, message: str, *, line: int | None = None, column: str = "") -> None:
        super().__init__(message)
        self.message, self.line, self.column = message, line, column


@dataclass(frozen=True)
class Row:
    """`number` is the row as a spreadsheet counts it, `line` the line of text on which it begins: a cell may hold several lines."""

    number: int
    line: int
    cells: Mapping[str, str]
    fault: str = ""


@dataclass(frozen=True)
class File:
    names: list[str]
    rows: list[Row]
    notes: list[str] = field(default_factory=list)


def read(content: bytes, *, known: Collection[str], needed: Collection[str]) -> File:
    """The rows by the names of their columns. Of the known columns the file may lack all but the needed ones; their order is free."""
    text, notes = _decoded(content)
    records = _records(text, _separator(text, needed))
    _, line, header = next(records, (1, 1, [""]))
    names = _names(header, line, known, needed)
    rows: list[Row] = []
    for record in records:
        if len(rows) == MOST_ROWS:
            raise RefusedError(TOO_MANY, line=record[1])
        rows.append(_row(*record, names))
    return File([name for name in names if name], rows, notes)


def heading(name: str) -> str:
    """“Due precision”, “due-precision” and “due_precision” are one."""
    return re.sub(r"[\s_-]+", "_", name.strip().casefold())


def with_plain_ends(text: str) -> str:
    """Line ends as one sign: forms, spreadsheets and machines differ in them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(content: bytes) -> tuple[str, list[str]]:
    """The text, its line ends made plain, and what must be known of it."""
    if not content.strip():
        raise RefusedError(EMPTY)
    if content.startswith(PACKED):
        raise RefusedError(A_WORKBOOK)
    encoding, notes = encoding_of(content), []
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise RefusedError(NOT_TEXT) from error
        text, notes = _of_windows(content), [OF_WINDOWS]
    text = with_plain_ends(text)
    if "\0" in text:
        raise RefusedError(NUL, line=text[: text.index("\0")].count("\n") + 1)
    return text, notes


def _of_windows(content: bytes) -> str:
    try:
        return content.decode(WINDOWS)
    except UnicodeDecodeError as error:
        raise RefusedError(NOT_TEXT) from error


def _separator(text: str, needed: Collection[str]) -> str:
    """The one with which the first row names most of the columns that are needed."""

    def named(separator: str) -> int:
        try:
            _, _, header = next(_records(text, separator), (1, 1, [""]))
        except RefusedError:
            return 0
        return len({*map(heading, header)} & {*needed})

    return max(SEPARATORS, key=named)


def _records(text: str, separator: str) -> Iterator[tuple[int, int, list[str]]]:
    """Row by row: its number, the line on which it begins, its cells. Empty rows are passed over, and so is Excel's “sep=;”."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number, line = 0, 1
    try:
        for cells in reader:
            number += 1
            if any(cell.strip() for cell in cells) and not (number == 1 and cells[0].casefold().startswith("sep=")):
                yield number, line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise RefusedError(TOO_LONG if "field limit" in str(error) else QUOTED, line=line) from error


def _names(header: list[str], line: int, known: Collection[str], needed: Collection[str]) -> list[str]:
    names = [heading(name) for name in header]
    if missing := [name for name in needed if name not in names]:
        raise RefusedError(NO_HEADING.format(names=", ".join(missing)), line=line)
    for name, written in zip(names, header, strict=True):
        if name and name not in known:
            raise RefusedError(UNKNOWN.format(names=", ".join(known)), line=line, column=written[:80])
        if name and names.count(name) > 1:
            raise RefusedError(TWICE, line=line, column=name)
    return names


def _row(number: int, line: int, cells: list[str], names: list[str]) -> Row:
    fault = ""
    if len(cells) < len(names):
        fault = SHORT.format(there=len(cells), named=len(names))
    nameless = [cell for place, cell in enumerate(cells) if place >= len(names) or not names[place]]
    if any(cell.strip() for cell in nameless):
        fault = WIDE
    return Row(number, line, {name: plain(cell) for name, cell in zip(names, cells, strict=False) if name}, fault)
