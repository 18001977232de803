"""What a reader takes out of a file, and how it refuses one."""

from collections import Counter
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from operator import attrgetter

from statistics.periods import Period
from statistics.readers.values import same_name


class RefusedError(Exception):
    """Nothing of the file may be used. The message says in one sentence or two what is wrong and what to do.

    `line` counts from 1 as a spreadsheet or an editor does; `column` is the heading, or the column's letter or number.
    Each is empty or None where the fault has no such place.
    """

    def __init__(self, message: str, *, file: str = "", line: int | None = None, column: str = "") -> None:
        super().__init__(message)
        self.message, self.file, self.line, self.column = message, file, line, column

    def __str__(self) -> str:
        place = [self.file, f"line {self.line}" if self.line else "", f"column “{self.column}”" if self.column else ""]
        where = ", ".join(part for part in place if part)
        return f"{where}: {self.message}" if where else self.message


class OtherFileError(RefusedError):
    """It is another file of a publisher, such as one that comes beside the wanted ones in a download."""


class UnknownTableError(RefusedError):
    """It is like none of the publications, as the notes in a workbook are."""


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What a count counts. What a publication does not name is empty."""

    area_name: str
    area_code: str
    category: str
    code: str
    period: Period
    group: str = ""
    subgroup: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One count as a file states it, or the reason why it has none: a value of `Observation.Missing`."""

    key: Key
    value: int | None
    reason: str = ""
    status: str = ""
    edition: str = ""


# A million keys are sorted by tuples many times faster than by their own order.
IN_ORDER = attrgetter("area_name", "area_code", "category", "code", "period.start", "period.end", "group", "subgroup")


class Sums:
    """Several rows for one cell are added up; where one of them has no value, neither has the cell."""

    def __init__(self) -> None:
        self._values: dict[Key, int] = {}
        self._reasons: dict[Key, str] = {}

    def add(self, key: Key, value: int | None, reason: str = "") -> None:
        if value is None:
            self._reasons[key] = self._reasons.get(key) or reason
        else:
            self._values[key] = self._values.get(key, 0) + value

    def drop(self, key: Key) -> int:
        """Take a cell out again; gives what it had counted."""
        self._reasons.pop(key, None)
        return self._values.pop(key, 0)

    def __contains__(self, key: Key) -> bool:
        return key in self._values or key in self._reasons

    def __iter__(self) -> Iterator[Key]:
        return iter({*self._values, *self._reasons})

    def cells(self) -> list[Cell]:
        """All of them, by area, category and period."""
        keys = sorted(self, key=IN_ORDER)
        return [Cell(key, None if key in self._reasons else self._values[key], self._reasons.get(key, "")) for key in keys]


@dataclass
class Reading:
    """What has been read so far; one for all files of an import."""

    given: Period | None = None
    rows_used: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    warnings: list[str] = field(default_factory=list)
    sums: Sums = field(default_factory=Sums)
    stated: list[Cell] = field(default_factory=list)  # cells that are never added up
    periods: set[Period] = field(default_factory=set)  # that the titles of tables have named
    editions: dict[str, Period] = field(default_factory=dict)  # the last of these in each workbook
    rows_of: Counter[tuple[str, str, Period]] = field(default_factory=Counter)  # rows by area, sender and month
    _spellings: dict[str, str] = field(default_factory=dict)
    _came_from: dict[Hashable, str] = field(default_factory=dict)

    def warn(self, sentence: str) -> None:
        if sentence not in self.warnings:
            self.warnings.append(sentence)

    def spelled(self, name: str) -> str:
        """One spelling for each name: the first that was met."""
        return self._spellings.setdefault(same_name(name), name)

    def claim(self, what: Hashable, place: str, *, said: str, file: str) -> None:
        """`what`, such as a month of a force, comes out of one file or sheet alone: twice would count it twice."""
        first = self._came_from.setdefault(what, place)
        if first != place:
            raise RefusedError(
                f"{said} stands in “{first}” and again in “{place}”: two editions, or the same one twice. Upload one of the two.",
                file=file,
            )


@dataclass(frozen=True)
class Extract:
    """What the files say, before any rule makes figures of it."""

    publication: str
    title: str
    edition: str
    rows_read: int
    rows_used: int
    left_out: dict[str, int]
    warnings: list[str]
    cells: list[Cell]
