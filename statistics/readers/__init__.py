"""Published files, read: which publication it is, and what it says. No Django here.

A new publication is one more module with a `READER`, and its place in `READERS`.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import islice
from pathlib import Path

from statistics.periods import Period
from statistics.readers import (
    home_office,
    nhs_sharp_object,
    ons_force_areas,
    own_file,
    packing,
    police_uk_street,
    population,
    unknown,
    values,
)
from statistics.readers.extract import Cell, Extract, Key, OtherFileError, Reading, RefusedError
from statistics.readers.reader import Columns, Reader
from statistics.readers.sheets import LOOK_AHEAD, Limits, Row, Sheet, Watch
from statistics.readers.values import given

__all__ = ["READERS", "Cell", "Extract", "Key", "Limits", "Period", "Reader", "RefusedError", "given", "read"]

READERS: tuple[Reader, ...] = (
    own_file.READER,
    police_uk_street.READER,
    home_office.PARTNERSHIPS,
    home_office.FORCES,
    ons_force_areas.READER,
    nhs_sharp_object.READER,
    population.READER,
)
TWO_PUBLICATIONS = "This is “{this}”, another file of the same upload is “{other}”. Upload one publication at a time."
TOO_MANY_ROWS = (
    "There are more than {limit:,} rows, the most that is read at once. Take fewer months or years, or a cut of your police force."
)
NOTHING = "It holds no count that could be used."
NOT_NEEDED = "A period was given by hand and not used: the file names its own."

Progress = Callable[[int, int], None]


def read(
    files: Sequence[tuple[str, Path]],
    *,
    given: Period | None = None,
    limits: Limits = Limits(),  # noqa: B008 (frozen)
    progress: Progress = lambda *_: None,
) -> Extract:
    """Read the files, each as (its name, where it lies), as one publication. All or nothing: raises `RefusedError`.

    `given` is the period for a file that names none. `progress` is told bytes and rows read so far.
    """
    run = _Run(given, limits, progress)
    for name, path in files:
        run.read_file(name, path)
    return run.extract()


class _Run:
    """One upload: its files in turn, all of one publication."""

    def __init__(self, given: Period | None, limits: Limits, progress: Progress) -> None:
        self.reading, self.limits, self.progress = Reading(given), limits, progress
        self.reader: Reader | None = None
        self.rows = self.bytes = 0
        self.file = ""
        self.places: set[str] = set()
        self.watch = Watch(_recognises, self._told, self.reading.warn)

    def read_file(self, name: str, path: Path) -> None:
        self.file = name
        refusals, was_read = [], False
        with closing(packing.sheets(path, file=name, limits=self.limits, watch=self.watch)) as sheets:
            for sheet in sheets:
                try:
                    reader, columns, here = self._recognised(self._told_apart(sheet))
                except RefusedError as refusal:
                    if not isinstance(refusal, sheet.passes_over) or values.financial_year(sheet.name):
                        raise
                    refusals.append(refusal)
                else:
                    was_read = True
                    self._read_sheet(reader, columns, here)
        if not was_read:
            raise refusals[0] if refusals else RefusedError(NOTHING, file=name)

    def _told_apart(self, sheet: Sheet) -> Sheet:
        """The same name twice is not the same place: what stands in both would be counted twice."""
        while sheet.place in self.places:
            sheet = replace(sheet, file=f"{sheet.file} (again)")
        self.places.add(sheet.place)
        return sheet

    def _recognised(self, sheet: Sheet) -> tuple[Reader, Columns, Sheet]:
        """The reader of a sheet, the places of its columns, and the sheet from below its header on."""
        rows = self._counted(sheet)
        above: list[Row] = []
        for line, row in islice(rows, LOOK_AHEAD):
            here = replace(sheet, rows=rows, above=above, header=(line, row))
            for reader in READERS:
                columns = reader.find(row)
                if columns and reader.fits(here):
                    return reader, columns, here
            if said := unknown.known(row):
                self.reading.left_out[said] += sum(1 for _ in rows)
                raise OtherFileError(said, file=sheet.place, line=line)
            above.append((line, row))
        raise unknown.refusal(sheet, above, READERS)

    def _read_sheet(self, reader: Reader, columns: Columns, sheet: Sheet) -> None:
        if self.reader not in {None, reader}:
            other = self.reader.title if self.reader else ""
            raise RefusedError(TWO_PUBLICATIONS.format(this=reader.title, other=other), file=sheet.place)
        self.reader = reader
        reader.read(sheet, columns, self.reading)

    def _counted(self, sheet: Sheet) -> Iterator[Row]:
        for line, row in sheet.rows:
            self.rows += 1
            if self.rows > self.limits.rows + LOOK_AHEAD:
                raise RefusedError(TOO_MANY_ROWS.format(limit=self.limits.rows), file=sheet.place, line=line)
            yield line, row

    def _told(self, read: int) -> None:
        self.bytes += read
        self.progress(self.bytes, self.rows)

    def extract(self) -> Extract:
        reading = self.reading
        if self.reader is None or not (any(reading.sums) or reading.stated):
            raise RefusedError(NOTHING, file=self.file)
        edition = self.reader.finish(reading)
        cells = [*reading.sums.cells(), *reading.stated]
        if reading.given and all(cell.key.period != reading.given for cell in cells):
            reading.warn(NOT_NEEDED)
        left_out = dict(reading.left_out.most_common())
        rows_read = reading.rows_used + sum(left_out.values())
        return Extract(self.reader.name, self.reader.title, edition, rows_read, reading.rows_used, left_out, reading.warnings, cells)


def _recognises(row: list[str]) -> bool:
    return any(reader.find(row) for reader in READERS) or bool(unknown.known(row))
