"""Hospital admissions for assault by sharp object, NHS: a month a row, an area and a kind of episode a column.

`*` hides a count of 1 to 7; other counts below the country are rounded to 5 by the publisher, and so are its totals of a
year, which the months do not add up to.
"""

import re
from datetime import date
from typing import cast

from statistics.periods import Period
from statistics.readers import values
from statistics.readers.extract import Key, Reading, RefusedError
from statistics.readers.reader import NOTES, Columns, Reader, count, is_note, refuse_short
from statistics.readers.sheets import Sheet

KINDS = {
    **dict.fromkeys(["faes", "fae", "finished admission episodes", "admissions"], "Finished admission episodes (FAEs)"),
    **dict.fromkeys(["fces", "fce", "finished consultant episodes"], "Finished consultant episodes (FCEs)"),
}
KIND_LAST = re.compile(rf"(?P<area>.+?)[\s,:(–-]+(?P<kind>{'|'.join(sorted(KINDS, key=len, reverse=True))})\)?", re.IGNORECASE)
KIND_FIRST = re.compile(rf"(?P<kind>{'|'.join(sorted(KINDS, key=len, reverse=True))})[\s,:(–-]+(?P<area>.+?)\)?", re.IGNORECASE)
MARKS = re.compile(r"(\d{4}\D+(?:\d{4}|\d{2}))(?:\s?\d|\s?[\[(]?[pr][\])]?)$", re.IGNORECASE)  # a footnote, “provisional” or “revised”
SHARP = re.compile(r"sharp|knife|x99", re.IGNORECASE)
NO_YEAR = "“{text}” is not a financial year. The file writes 2021-22 for April 2021 to March 2022."
NO_MONTH = "“{text}” is not a month."
TO_COME = "{month} has not happened yet."
NO_EPISODES = "No column counts episodes: there should be one such as “North West FAEs”."
OTHER_YEAR = "The total that is named “{label}” stands below the months of {year}: it was taken as theirs."
ROUNDED = "It holds months alone. Those of a region are rounded to 5: a year added up from them may be off from the published one."
LATE = "The latest months are provisional and too low until the year is closed."


def read(sheet: Sheet, columns: Columns, reading: Reading) -> None:
    counted = _counted(sheet)
    year = ""
    before: list[Period] = []  # the months since the last total
    for line, row in sheet.rows:
        if is_note(row):
            reading.left_out.update({NOTES: 1} if any(cell.strip() for cell in row) else {})
            continue
        refuse_short(row, columns=columns | {str(place): place for place in counted}, sheet=sheet, line=line)
        year = row[columns["year"]].strip() or year  # merged over its months in a workbook
        said = row[columns["month"]].strip()
        if "total" in f"{year} {said}".casefold():
            period = _total(year, before, sheet, line, reading)
            before = []
        else:
            period = _period(year, said, sheet, line)
            before.append(period)
        _add(period, row, counted, sheet, line, reading)
        reading.rows_used += 1


def _add(period: Period, row: list[str], counted: dict[int, tuple[str, str]], sheet: Sheet, line: int, reading: Reading) -> None:
    for place, (area, kind) in counted.items():
        value, reason, _ = count(row[place], sheet=sheet, line=line, column=values.label(sheet.header[1][place]))
        key = Key(area, "", kind, "", period)
        reading.claim(key, sheet.place, said=f"{period.label} of {area}", file=sheet.place)
        if key in reading.sums:
            raise RefusedError(f"{period.label} stands here twice.", file=sheet.place, line=line, column="Month")
        reading.sums.add(key, value, reason)


def _total(label: str, before: list[Period], sheet: Sheet, line: int, reading: Reading) -> Period:
    """The year of the twelve months above it, whatever its label says; without months above it, the year of its label."""
    start = _year(re.sub("total", "", label, flags=re.IGNORECASE).strip(" :-–"), sheet, line)
    named = cast(Period, values.whole_months(start, 4, 12))
    if len(before) != 12:
        return named
    above = Period(min(before).start, max(before).end)
    if above != named:
        reading.warn(OTHER_YEAR.format(label=label, year=above.label))
    return above


def _counted(sheet: Sheet) -> dict[int, tuple[str, str]]:
    """The columns of counts, each with its area and kind of episode."""
    found = {}
    for place, text in enumerate(sheet.header[1]):
        named = KIND_LAST.fullmatch(values.label(text)) or KIND_FIRST.fullmatch(values.label(text))
        if named:
            found[place] = (named["area"].strip(), KINDS[named["kind"].casefold()])
    if not found:
        raise RefusedError(NO_EPISODES, file=sheet.place, line=sheet.header[0])
    return found


def _period(year: str, month: str, sheet: Sheet, line: int) -> Period:
    start = _year(year, sheet, line)
    name = re.split(r"[^a-z]", month.casefold(), maxsplit=1)[0]
    number = values.MONTHS.get(name)
    period = values.whole_months(start + (number < 4), number) if number else None
    if period is None:
        raise RefusedError(NO_MONTH.format(text=month[:40]), file=sheet.place, line=line, column="Month")
    if period.start > date.today():  # noqa: DTZ011
        raise RefusedError(TO_COME.format(month=period.label), file=sheet.place, line=line, column="Month")
    return period


def _year(text: str, sheet: Sheet, line: int) -> int:
    start = values.financial_year(MARKS.sub(r"\1", values.label(text)))
    if start is None:
        raise RefusedError(NO_YEAR.format(text=text[:40]), file=sheet.place, line=line, column="Financial year")
    return start


def finish(reading: Reading) -> str:
    reading.warn(LATE)
    if all(key.period.months == 1 for key in reading.sums):
        reading.warn(ROUNDED)
    last = max(key.period for key in reading.sums)
    return f"Tabulation to {last.label}"


def _has_episodes(sheet: Sheet) -> bool:
    if re.search(r"admi|episode|assault|hospital", sheet.title, re.IGNORECASE) and not SHARP.search(sheet.title):
        return False
    return any(re.search(r"\bf[ac]es?\b|episodes", values.heading(cell)) for cell in sheet.header[1])


READER = Reader(
    name="nhs-sharp-object",
    title="Hospital admissions for assault by sharp object, NHS",
    columns={"year": ("financial year", "year"), "month": ("month", "month of admission", "admission month")},
    read=read,
    finish=finish,
    fits=_has_episodes,
)
