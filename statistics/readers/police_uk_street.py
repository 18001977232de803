"""Street-level crime, data.police.uk: one row a crime, a month and a force a file. Counted by local authority and type."""

import re
from collections import Counter
from datetime import date

from statistics.periods import Period
from statistics.readers import values
from statistics.readers.extract import Key, Reading, RefusedError
from statistics.readers.reader import NOTES, Columns, Reader, is_note
from statistics.readers.sheets import Sheet

TYPES = frozenset(
    {
        *("Anti-social behaviour", "Bicycle theft", "Burglary", "Criminal damage and arson", "Drugs", "Other crime", "Other theft"),
        *("Possession of weapons", "Public order", "Robbery", "Shoplifting", "Theft from the person", "Vehicle crime"),
        *("Violence and sexual offences", "Violent crime", "Public disorder and weapons"),
    }
)
AREA = re.compile(r"(?P<authority>.*\S) \d{3}[A-Z]")
NEW_CODES = date(2023, 6, 1)  # the files name the areas of the 2021 census from here on
NO_MONTH = "“{text}” is not a month of a year. The file writes 2022-10 for October 2022."
TO_COME = "{month} has not happened yet."
NO_AREA = "“{text}” names no area of the census: it should look like “Exampleton 031A”."
WITHOUT_AREA = "No area of the census: where it happened is not known"
CHANGED_CODES = (
    "The areas of the census behind the rows change between May and June 2023, from those of 2011 to those of 2021. "
    "Counts of whole authorities are not affected."
)
TWICE = "{number} crimes stand in this file more than once: it was pasted together twice. Download it again."
OTHER_FORCE = "Rows of another force, in months for which the area’s own force sent nothing"
NO_FILE = "{month}: there is no file of {force}, which covers {area}. Nothing was counted for it in that month."
FEW = "{month}: only {number} rows for {area}, less than half of what is usual. Look whether the file is whole."
DAMAGED_LINE = "This line holds nothing but its first cell, and crimes follow below it: the file was damaged. Download it again."
USUAL = 100  # rows a month: below it, half of it may be chance
REPEATED = "{file}: {number} rows repeat the Crime ID of another row. Each row was counted, as the publisher counts them."
ENOUGH = 20  # rows without an ID: as many pairs do not come about by chance


def read(sheet: Sheet, columns: Columns, reading: Reading) -> None:
    month_at, type_at, area_at = columns["month"], columns["type"], columns["lsoa name"]
    id_at, force_at = columns["id"], columns["force"]
    width = max(columns.values()) + 1
    areas, months, force = {"": ""}, dict[str, Period](), ""
    counts: Counter[tuple[str, str, str, str]] = Counter()
    note_at = 0
    seen: set[int] = set()
    with_id: Counter[str] = Counter()
    unpaired: set[int] = set()
    for line, row in sheet.rows:
        if len(row) < width or is_note(row):
            note_at = _note_or_cut_off(row, sheet, line, width, reading) or note_at
            continue
        if note_at:
            raise RefusedError(DAMAGED_LINE, file=sheet.place, line=note_at)
        month, area = row[month_at], row[area_at]
        if month not in months or force != row[force_at]:
            force = row[force_at]
            months[month] = _month(month, sheet, line)
            reading.claim((months[month], force), sheet.place, said=f"{months[month].label} of {force}", file=sheet.place)
        if area not in areas:
            areas[area] = reading.spelled(_authority(area, sheet, line))
        if row[id_at]:
            with_id[month] += 1
            seen.add(hash((month, row[id_at])))
        else:
            unpaired ^= {hash(tuple(row))}
        counts[month, area, row[type_at], force] += 1
    _refuse_pasted(with_id.total(), len(seen), sheet, reading)
    without_id = counts.total() - with_id.total()
    if without_id >= ENOUGH and not unpaired:
        raise RefusedError(TWICE.format(number=f"{without_id // 2:,}"), file=sheet.place)
    _add(counts, areas, months, reading)


def _note_or_cut_off(row: list[str], sheet: Sheet, line: int, width: int, reading: Reading) -> int:
    """The line, if it is a note; 0 for an empty one."""
    if not is_note(row):
        raise RefusedError(
            f"This line has {len(row)} of {width} columns: the file was cut off. Download it again.", file=sheet.place, line=line
        )
    if not row or not row[0].strip():
        return 0
    reading.left_out[NOTES] += 1
    return line


def _month(text: str, sheet: Sheet, line: int) -> Period:
    found = values.month(text.strip())
    if found is None:
        raise RefusedError(NO_MONTH.format(text=text.strip()[:40]), file=sheet.place, line=line, column="Month")
    if found.start > date.today():  # noqa: DTZ011 (a day either way makes no difference to a month of crimes)
        raise RefusedError(TO_COME.format(month=found.label), file=sheet.place, line=line, column="Month")
    return found


def _authority(text: str, sheet: Sheet, line: int) -> str:
    found = AREA.fullmatch(text.strip())
    if found is None:
        raise RefusedError(NO_AREA.format(text=text.strip()[:40]), file=sheet.place, line=line, column="LSOA name")
    return found["authority"]


def _refuse_pasted(with_id: int, different: int, sheet: Sheet, reading: Reading) -> None:
    repeated = with_id - different
    if repeated * 10 > with_id:
        raise RefusedError(TWICE.format(number=f"{repeated:,}"), file=sheet.place, column="Crime ID")
    if repeated:
        reading.warn(REPEATED.format(file=sheet.place, number=f"{repeated:,}"))


def _add(counts: Counter[tuple[str, str, str, str]], areas: dict[str, str], months: dict[str, Period], reading: Reading) -> None:
    for (month, area, said, force), number in counts.items():
        kind = reading.spelled(said.strip())
        if not areas[area]:
            reading.left_out[WITHOUT_AREA] += number
            continue
        if kind not in TYPES:
            reading.warn(f"“{kind[:60]}” is a type of crime that these files did not have before.")
        reading.sums.add(Key(areas[area], "", kind, "", months[month]), number)
        reading.rows_of[areas[area], force, months[month]] += number
        reading.rows_used += number


def _leave_out_gaps(reading: Reading) -> None:
    """A month for which an area's own force sent nothing has no count, though another force may have rows there."""
    of_area: dict[str, dict[str, Counter[Period]]] = {}
    for (place, sent_by, when), number in reading.rows_of.items():
        of_area.setdefault(place, {}).setdefault(sent_by, Counter())[when] += number
    for area, forces in of_area.items():
        own = max(forces, key=lambda force: forces[force].total())
        every = {month for months in forces.values() for month in months}
        for month in sorted(every - set(forces[own])):
            reading.warn(NO_FILE.format(month=month.label, force=own, area=area))
            dropped = sum(reading.sums.drop(key) for key in [*reading.sums] if (key.area_name, key.period) == (area, month))
            reading.left_out[OTHER_FORCE] += dropped
            reading.rows_used -= dropped
        _warn_of_few(area, forces[own], reading)


def _warn_of_few(area: str, months: Counter[Period], reading: Reading) -> None:
    usual = sorted(months.values())[len(months) // 2]
    for month, number in sorted(months.items()):
        if usual >= USUAL and number * 2 < usual:
            reading.warn(FEW.format(month=month.label, number=f"{number:,}", area=area))


def finish(reading: Reading) -> str:
    _leave_out_gaps(reading)
    periods = {key.period for key in reading.sums}
    if min(periods).start < NEW_CODES <= max(periods).start:
        reading.warn(CHANGED_CODES)
    return f"Street files to {max(periods).label}"


READER = Reader(
    name="police-uk-street",
    title="Street-level crime, data.police.uk",
    columns={
        "id": ("crime id",),
        "month": ("month",),
        "force": ("reported by",),
        "within": ("falls within",),
        "lsoa code": ("lsoa code",),
        "lsoa name": ("lsoa name",),
        "type": ("crime type",),
    },
    optional={
        "longitude": ("longitude",),
        "latitude": ("latitude",),
        "location": ("location",),
        "outcome": ("last outcome category",),
        "context": ("context",),
    },
    is_strict=True,
    read=read,
    finish=finish,
    absent_is_none=True,
)
