"""Tables that look like one of the publications and are not: what they are, and what to take instead."""

from collections.abc import Iterable
from itertools import islice

from statistics.readers import values
from statistics.readers.extract import RefusedError, UnknownTableError
from statistics.readers.reader import Reader
from statistics.readers.sheets import Sheet

OUTCOMES = "This is the file of outcomes of data.police.uk. It counts outcomes, not crimes: take the street file of the same month."
OTHER_OUTCOMES = "This is a table of outcomes of the Home Office. It counts outcomes, not offences: take the open data tables of offences."
STOPS = "This is the file of stop and search of data.police.uk. It counts searches, not crimes: take the street file of the same month."
DEPRIVATION = "This is a table of deprivation ranks. It holds no counts of crime or of people."
KNOWN = (
    (frozenset({"crime id", "outcome type"}), OUTCOMES),
    (frozenset({"object of search", "legislation"}), STOPS),
    (frozenset({"type", "part of a policing operation"}), STOPS),
)
TITLES = "Home Office open data, the ONS police force area tables, street files of data.police.uk, NHS sharp-object admissions, ONS population, this site’s own file"
CHANGED = "It looks like “{title}”, but {what}. Take the file as it was published."
UNKNOWN = "It is none of the publications that this site reads ({titles}). Its columns are: {columns}."
NO_COLUMNS = "No table was found in it: it is none of the publications that this site reads ({titles})."


def known(row: list[str]) -> str:
    """What a row gives away as the header of another file; empty where it gives nothing away."""
    headings = {values.heading(cell) for cell in row}
    if any("deprivation" in heading and "rank" in heading for heading in headings):
        return DEPRIVATION
    if "financial quarter" in headings and any(heading.startswith("outcome") for heading in headings):
        return OTHER_OUTCOMES
    return next((sentence for needed, sentence in KNOWN if needed <= headings), "")


def refusal(sheet: Sheet, rows: Iterable[tuple[int, list[str]]], readers: Iterable[Reader]) -> RefusedError:
    """Why a table cannot be read, from its first rows."""
    line, row = max(islice(rows, 40), key=lambda found: sum(bool(cell.strip()) for cell in found[1]), default=(0, []))
    if not any(cell.strip() for cell in row):
        return UnknownTableError(NO_COLUMNS.format(titles=TITLES), file=sheet.place)
    distinctive = [reader for reader in readers if len(reader.columns) > 3]
    near = min(distinctive, key=lambda reader: len(reader.missing(row)) / len(reader.columns))
    missing = near.missing(row)
    columns = ", ".join(f"“{cell.strip()[:40]}”" for cell in row if cell.strip())
    if len(missing) * 2 < len(near.columns):
        lacks = ", ".join(f"“{name}”" for name in missing)
        what = f"it lacks the column {lacks}" if missing else f"it has other columns too: {columns[:300]}"
        return RefusedError(CHANGED.format(title=near.title, what=what), file=sheet.place, line=line, column=missing[0] if missing else "")
    return UnknownTableError(UNKNOWN.format(titles=TITLES, columns=columns[:300]), file=sheet.place, line=line)
