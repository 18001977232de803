"""A table as it lies in a file: rows of text with their line numbers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from statistics.readers.extract import RefusedError

LOOK_AHEAD = 40  # lines among which the header must be found
MOST_COLUMNS = 1_000

Row = tuple[int, list[str]]


@dataclass(frozen=True)
class Limits:
    """The largest files that are read."""

    bytes: int = 60_000_000  # of one file, as it is uploaded
    rows: int = 1_000_000  # of all files together
    unpacked_text: int = 1_000_000_000  # bytes, of all CSV files in one zip
    unpacked_workbook: int = 150_000_000  # bytes, of one workbook: it is held in memory
    workbook_memory: int = 1_000_000_000  # bytes, of the process that opens a workbook
    workbook_seconds: int = 120  # of computing in that process


@dataclass(frozen=True)
class Watch:
    """What whoever reads the files wants to be asked and told by what opens them."""

    recognises: Callable[[list[str]], bool]  # whether a row is the header of something known
    progress: Callable[[int], None]  # how much has been read since it was told last
    warn: Callable[[str], None]


@dataclass(frozen=True)
class Sheet:
    """One CSV file, or one sheet of a workbook. `file` is how people know it: “2022-10.zip: 2022-10/…-street.csv”."""

    file: str
    name: str  # of the sheet; empty for a CSV file
    rows: Iterator[Row]
    passes_over: tuple[type[RefusedError], ...] = ()  # what it may be without harm, where it is one of many
    above: list[Row] = field(default_factory=list)  # what stands above the header
    header: Row = (0, [])

    @property
    def place(self) -> str:
        return f"{self.file}, sheet {self.name}" if self.name else self.file

    def column(self, place: int) -> str:
        """The heading of a column, in one line."""
        return " ".join(self.header[1][place].split())

    @property
    def title(self) -> str:
        """What is written above the header, in one line."""
        return " ".join(" ".join(cell for cell in row if cell).strip() for _, row in self.above)
