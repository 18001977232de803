"""Police force area data tables, Office for National Statistics: the counts by force (P) and by partnership (C).

The tables of percentages and rates in the same workbook are passed over: this site computes its own.
"""

import re

from statistics.periods import Period
from statistics.readers import values
from statistics.readers.extract import Key, Reading, RefusedError
from statistics.readers.headings import Heading, merged
from statistics.readers.reader import NOTES, Columns, Reader, count, is_note, no_area, refuse_short
from statistics.readers.sheets import Sheet

NOT_COUNTS = re.compile(r"percentage change|% change|\brates?\b|computer misuse", re.IGNORECASE)
PEOPLE = re.compile(r"\bmid[- ]\d{4}|all ages")
OTHER_SUBJECT = re.compile(
    r"\b(arrest|charge|outcome|suspect|victim|prosecut|conviction|caution|stop and search|hate crime|fraud and)", re.IGNORECASE
)
BOTH = re.compile(r"numbers?\b.*\band (% change|percentage change)", re.IGNORECASE)  # told apart by the headings
A_TABLE = re.compile(r"table [pc]\d", re.IGNORECASE)
CRIME = re.compile(r"crime|offence|violence|homicide|robbery|theft|burglary", re.IGNORECASE)
KNIFE, FIREARM = "Knife or sharp instrument offences", "Firearm offences (excluding air weapons)"
OVER_TIME = {"knife": KNIFE, "sharp instrument": KNIFE, "firearm": FIREARM}
FORCE_TOTAL = "Totals of a force, in the tables by partnership"
NO_TOTAL = "It has no “Total recorded crime” and does not say that it counts recorded crime. Take the table as it was published."
NO_PERIOD = "Its title names no period. Give it by hand, such as “year ending December 2024”."
OTHER_PERIOD = "The title says {file}, and {given} was given by hand. Leave the period empty, or look whether this is the right file."
MIXED = "This table is for {one}, another one of the same upload for {other}: two editions are mixed. Upload one of them."
TWICE = "{area} has {category} for {period} in another table already: two editions are mixed. Upload one of them."
SAME_HEADINGS = "Two columns have the same heading, so that nobody can tell them apart. Take the table as it was published."
PASTED = "This line stands in the table twice, word for word. Download the file again."


def read(sheet: Sheet, columns: Columns, reading: Reading) -> None:
    headings, rows = merged(sheet, columns)
    period = _stated(sheet)
    counted = _over_time(sheet, headings) or _by_offence(sheet, headings, period, reading)
    if len({*counted.values()}) < len(counted):
        raise RefusedError(SAME_HEADINGS, file=sheet.place, line=sheet.header[0])
    needed = columns | {str(place): place for place in counted}
    taken: set[Key] = set()
    lines: set[tuple[str, ...]] = set()
    for line, row in rows:
        area = _area(row, columns, sheet, line, reading)
        if area is None:
            continue
        refuse_short(row, columns=needed, sheet=sheet, line=line)
        if tuple(row) in lines:
            raise RefusedError(PASTED, file=sheet.place, line=line)
        lines.add(tuple(row))
        for place, (category, when) in counted.items():
            key = Key(area[1], area[0], category, "", when)
            _add(key, row[place], headings[place].text, sheet, line, reading, is_new=key not in taken)
            taken.add(key)
        reading.rows_used += 1


def _add(key: Key, text: str, column: str, sheet: Sheet, line: int, reading: Reading, *, is_new: bool) -> None:
    if is_new and key in reading.sums:
        said = TWICE.format(area=key.area_name, category=key.category, period=key.period.label)
        raise RefusedError(said, file=sheet.place, line=line, column=column)
    value, reason, _ = count(text, sheet=sheet, line=line, column=column, may_be_empty=True)
    reading.sums.add(key, value, reason)


def _area(row: list[str], columns: Columns, sheet: Sheet, line: int, reading: Reading) -> tuple[str, str] | None:
    """Code and name; None for a line of words, and for a row that is no area."""
    if is_note(row):
        reading.left_out.update({NOTES: 1} if any(cell.strip() for cell in row) else {})
        return None
    refuse_short(row, columns=columns, sheet=sheet, line=line)
    code, name = row[columns["code"]].strip().upper(), values.label(row[columns["name"]])
    if name.casefold().startswith("unassigned"):  # a count of the force that belongs to none of its partnerships
        return "", name
    if values.CODE.fullmatch(code) and name:
        return code, name
    reading.left_out[no_area(name) if name else FORCE_TOTAL] += 1
    return None


def _over_time(sheet: Sheet, headings: list[Heading]) -> dict[int, tuple[str, Period]]:
    """One count and many years: the columns are periods, and the title says what is counted."""
    title = _title(sheet).casefold()
    category = next((name for word, name in OVER_TIME.items() if word in title), "")
    spans = {place: [values.span(part) for part in heading.parts] for place, heading in enumerate(headings) if heading.is_count}
    periods = {place: next(filter(None, found), None) for place, found in spans.items()}
    return {place: (category, period) for place, period in periods.items() if period} if category else {}


def _by_offence(sheet: Sheet, headings: list[Heading], period: Period | None, reading: Reading) -> dict[int, tuple[str, Period]]:
    """One year and many counts: the title names the year, the columns say what is counted."""
    if period and reading.given and period != reading.given:
        raise RefusedError(OTHER_PERIOD.format(file=period.label, given=reading.given.label), file=sheet.place)
    period = period or reading.given
    if period is None:
        raise RefusedError(NO_PERIOD, file=sheet.place, line=sheet.header[0])
    said = " ".join([sheet.title, *(heading.text for heading in headings)]).casefold()
    if not (A_TABLE.match(_title(sheet)) or "recorded crime" in said or "recorded by the police" in said):
        raise RefusedError(NO_TOTAL, file=sheet.place, line=sheet.header[0])
    _refuse_mixed(period, sheet, reading)
    return {place: (heading.text, period) for place, heading in enumerate(headings) if heading.is_count}


def _refuse_mixed(period: Period, sheet: Sheet, reading: Reading) -> None:
    """An edition holds the counts of its year and those of the year before, and no others."""
    reading.periods.add(period)
    if sheet.name:
        reading.editions[sheet.file] = max(period, reading.editions.get(sheet.file, period))
    for other in reading.periods:
        years = sorted([other, period])
        if years[0] != years[1] and (years[0].end.month != years[1].end.month or years[1].end.year - years[0].end.year > 1):
            raise RefusedError(MIXED.format(one=period.label, other=other.label), file=sheet.place)


def _title(sheet: Sheet) -> str:
    lines = [" ".join(cell for cell in row if cell).strip() for _, row in sheet.above]
    return next((line for line in lines if line.casefold().startswith("table")), lines[0] if lines else "")


def _stated(sheet: Sheet) -> Period | None:
    return values.year_ending(_title(sheet)) or values.year_ending(sheet.title)


def holds_counts(sheet: Sheet) -> bool:
    headings = " ".join(values.heading(cell) for cell in sheet.header[1])
    is_other = (NOT_COUNTS.search(_title(sheet)) and not BOTH.search(_title(sheet))) or OTHER_SUBJECT.search(_title(sheet))
    return bool(CRIME.search(f"{sheet.title} {headings}")) and not PEOPLE.search(headings) and not is_other


def finish(reading: Reading) -> str:
    for file, edition in reading.editions.items():
        for other in reading.editions.values():
            if edition.end < other.end:
                raise RefusedError(MIXED.format(one=edition.label, other=other.label), file=file)
    last = max((key.period for key in reading.sums), key=lambda period: period.end)
    return f"Tables for the year ending {last.end:%B %Y}"


READER = Reader(
    name="ons-force-areas",
    title="Police force area data tables, Office for National Statistics",
    columns={
        "code": ("community safety partnership code", "csp code", "area code", "area codes"),
        "name": ("community safety partnership name", "csp name", "area name", "area names"),
    },
    read=read,
    finish=finish,
    fits=holds_counts,
)
