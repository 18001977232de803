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
REPEATED = "{file}: {number} rows repeat the Crime ID of another row. Each row was counted, as the publisher counts them."
ENOUGH = 20  # rows without an ID: as many pairs do not come about by chance


def read(sheet: Sheet, columns: Columns, reading: Reading) -> None:
    month_at, type_at, area_at = columns["month"], columns["type"], columns["lsoa name"]
    id_at, force_at = columns["id"], columns["force"]
    width = max(columns.values()) + 1
    areas, months, force = {"": ""}, dict[str, Period](), ""
    counts: Counter[tuple[str, str, str]] = Counter()
    seen: set[int] = set()
    with_id: Counter[str] = Counter()
    unpaired: set[int] = set()
    for line, row in sheet.rows:
        if len(row) < width or is_note(row):
            _note_or_cut_off(row, sheet, line, width, reading)
            continue
        month, area = row[month_at], row[area_at]
        if month not in months or force != row[force_at]:
            force = row[force_at]
            months[month] = _month(month, sheet, line)
            reading.claim((months[month], force), sheet.place, said=f"{months[month].label} of {force}", file=sheet.place)
        if area not in areas:
            areas[area] = _authority(area, sheet, line)
        if row[id_at]:
            with_id[month] += 1
            seen.add(hash((month, row[id_at])))
        else:
            unpaired ^= {hash(tuple(row))}
        counts[month, area, row[type_at]] += 1
    _refuse_pasted(with_id.total(), len(seen), sheet, reading)
    without_id = counts.total() - with_id.total()
    if without_id >= ENOUGH and not unpaired:
        raise RefusedError(TWICE.format(number=f"{without_id // 2:,}"), file=sheet.place)
    _add(counts, areas, months, reading)


def _note_or_cut_off(row: list[str], sheet: Sheet, line: int, width: int, reading: Reading) -> None:
    if not is_note(row):
        raise RefusedError(
            f"This line has {len(row)} of {width} columns: the file was cut off. Download it again.", file=sheet.place, line=line
        )
    if row and row[0].strip():
        reading.left_out[NOTES] += 1


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


def _add(counts: Counter[tuple[str, str, str]], areas: dict[str, str], months: dict[str, Period], reading: Reading) -> None:
    for (month, area, kind), number in counts.items():
        if not areas[area]:
            reading.left_out[WITHOUT_AREA] += number
            continue
        if kind.strip() not in TYPES:
            reading.warn(f"“{kind.strip()[:60]}” is a type of crime that these files did not have before.")
        reading.sums.add(Key(areas[area], "", kind.strip(), "", months[month]), number)
        reading.rows_used += number


def finish(reading: Reading) -> str:
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
