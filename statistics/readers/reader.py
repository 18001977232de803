"""What every reader is: the columns by which it knows its publication, and what it makes of the rows."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from statistics.readers import values
from statistics.readers.extract import Reading, RefusedError
from statistics.readers.sheets import Sheet

Columns = dict[str, int]  # from our name of a column to its place in the row

NOT_THIS_MANY = "This line has {found} of {wanted} columns: the file was cut off or changed. Download it again."
NOTES = "Notes and lines without a count"
NO_AREA_NAMED = "Not an area: counts that the police put to none"
A_NOTE = re.compile(r"\s*(notes?\b|sources?\b|footnotes?\b|contains\b|©|\[note)", re.IGNORECASE)
EMPTY_COUNT = "The count is empty. A published file writes a mark for a count that is missing: download it again."
NOT_A_COUNT = "“{text}” is not a count. Put right what an editing program changed, or download the file again."


@dataclass(frozen=True, eq=False)
class Reader:
    """One publication.

    `columns` names each column that it must have, with every heading it was ever given (in small letters).
    `read` adds the rows of one sheet to the reading; `finish` looks at the whole and returns the edition.
    """

    name: str
    title: str
    columns: Mapping[str, tuple[str, ...]]
    read: Callable[[Sheet, Columns, Reading], None]
    finish: Callable[[Reading], str]
    has_rules: bool = True  # rules make figures of its cells; the site's own file names its figures itself
    absent_is_none: bool = False  # what a period has no row for, nobody counted
    optional: Mapping[str, tuple[str, ...]] | None = None
    is_strict: bool = False  # a column that the publication does not have gives a re-shaped copy away
    fits: Callable[[Sheet], bool] = lambda _: True  # whether a sheet with these columns holds what is wanted

    def find(self, row: list[str]) -> Columns | None:
        """The places of the columns, if this row is the publication's header."""
        headings = [values.heading(cell) for cell in row]
        found = {name: _place(headings, known) for name, known in self.columns.items()}
        if None in found.values():
            return None
        also = {name: _place(headings, known) for name, known in (self.optional or {}).items()}
        places = {name: place for name, place in {**found, **also}.items() if place is not None}
        strangers = [heading for number, heading in enumerate(headings) if heading and number not in places.values()]
        return None if self.is_strict and strangers else places

    def missing(self, row: list[str]) -> list[str]:
        """The columns that a row lacks to be the header, by their first heading."""
        headings = [values.heading(cell) for cell in row]
        return [known[0] for known in self.columns.values() if _place(headings, known) is None]


def _place(headings: list[str], known: tuple[str, ...]) -> int | None:
    return next((headings.index(name) for name in known if name in headings), None)


def count(text: str, *, sheet: Sheet, line: int, column: str, may_be_empty: bool = False) -> tuple[int | None, str, str]:
    """A count or the reason why there is none, and its status, as `values.count` gives it."""
    found = values.count(text.strip())
    if not text.strip() and not may_be_empty:
        raise RefusedError(EMPTY_COUNT, file=sheet.place, line=line, column=column)
    if found is None:
        raise RefusedError(NOT_A_COUNT.format(text=text.strip()[:40]), file=sheet.place, line=line, column=column)
    return found


def is_note(row: list[str]) -> bool:
    """A line of words below or above a table: nothing but its first cell is filled, or that says what it is."""
    return not any(cell.strip() for cell in row[1:]) or A_NOTE.match(row[0]) is not None


def no_area(name: str) -> str:
    """Why a row is left out that stands among the areas and is none."""
    return NO_AREA_NAMED if not name or name.casefold().startswith("unassigned") else f"Not an area: {name}"


def refuse_short(row: list[str], *, columns: Columns, sheet: Sheet, line: int) -> None:
    if len(row) <= max(columns.values()):
        wanted = len(sheet.header[1])
        raise RefusedError(NOT_THIS_MANY.format(found=len(row), wanted=wanted), file=sheet.place, line=line)
