"""This site's own file of figures: what it exports, it imports unchanged."""

from datetime import date

from citysafe.design.spreadsheet import plain
from statistics.periods import Period
from statistics.readers.extract import Cell, Key, Reading, RefusedError
from statistics.readers.reader import NOTES, Columns, Reader, count, is_note, refuse_short
from statistics.readers.sheets import Sheet

NO_DAY = "“{text}” is not a day. The file writes 2024-03-31."
BACKWARDS = "The period ends before it starts."
NO_SOURCE = "It names no {what}."


def read(sheet: Sheet, columns: Columns, reading: Reading) -> None:
    for line, row in sheet.rows:
        if is_note(row):
            reading.left_out.update({NOTES: 1} if any(cell.strip() for cell in row) else {})
            continue
        refuse_short(row, columns=columns, sheet=sheet, line=line)
        text = {name: plain(row[place].strip()) for name, place in columns.items()}
        for name in ("measure", "area_name", "source", "edition"):
            if not text[name]:
                raise RefusedError(NO_SOURCE.format(what=name.replace("_", " ")), file=sheet.place, line=line, column=name)
        value, reason, _ = count(text["value"], sheet=sheet, line=line, column="value")
        code = "" if text["area_code"] == "[z]" else text["area_code"]
        key = Key(text["area_name"], code, text["measure"], "", _period(text, sheet, line), source=text["source"])
        reading.claim(key, f"{sheet.place}, line {line}", said=f"{key.category} in {key.area_name}", file=sheet.place)
        reading.stated.append(Cell(key, value, reason, text["status"], text["edition"]))
        reading.rows_used += 1


def _period(text: dict[str, str], sheet: Sheet, line: int) -> Period:
    days = {}
    for name in ("period_start", "period_end"):
        try:
            days[name] = date.fromisoformat(text[name])
        except ValueError:
            raise RefusedError(NO_DAY.format(text=text[name][:40]), file=sheet.place, line=line, column=name) from None
    if days["period_end"] < days["period_start"]:
        raise RefusedError(BACKWARDS, file=sheet.place, line=line, column="period_end")
    return Period(days["period_start"], days["period_end"])


def finish(reading: Reading) -> str:
    return "Figures as this site exports them"


READER = Reader(
    name="citysafe-figures",
    title="Figures as this site exports them",
    columns={
        name: (name.replace("_", " "),)
        for name in ("measure", "area_code", "area_name", "period_start", "period_end", "value", "status", "source", "edition")
    },
    read=read,
    finish=finish,
    has_rules=False,
)
