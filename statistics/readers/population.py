"""Mid-year population estimates, Office for National Statistics: an area a row. Only all ages and both sexes are used."""

import re

from statistics.periods import Period
from statistics.readers import values
from statistics.readers.extract import Key, Reading, RefusedError
from statistics.readers.reader import NOTES, Columns, Reader, count, is_note, refuse_short
from statistics.readers.sheets import Sheet

CATEGORY = "All ages"
ALL_AGES = ("all ages", "total", "all persons")
NO_PERIOD = "It names no year. Give it by hand: the mid-year that these are estimates for, such as 2019."
OTHER_PERIOD = "The file says {file}, and {given} was given by hand. Leave the period empty, or look whether this is the right file."
NO_CODE = "“{text}” is not a code of nine characters, such as E92000001."
TWICE = "{area} stands here twice for {period}."
SEX = re.compile(r"\b(males?|females?|men|women)\b", re.IGNORECASE)
YEAR_ALONE = re.compile(r"(population )?mid[- ](year )?\d{4}")
OTHER_SUBJECT = re.compile(r"\b(deaths?|births?|crimes?|offences?|households?|dwellings?|admissions?|migration)\b", re.IGNORECASE)
WARDS = "These are wards. Their boundaries change: do not compare a ward of one map with one of another."
NOT_A_DAY = "An estimate is for one day, 30 June. Give the mid-year alone, such as 2019."
ONE_SEX = "Estimates of one sex alone"


def read(sheet: Sheet, columns: Columns, reading: Reading) -> None:
    if _is_of_one_sex(sheet):
        reading.left_out[ONE_SEX] += sum(not is_note(row) for _, row in sheet.rows)
        return
    counted = _counted(sheet, reading)
    needed = columns | {str(place): place for place in counted}
    for line, row in sheet.rows:
        if is_note(row):
            reading.left_out.update({NOTES: 1} if any(cell.strip() for cell in row) else {})
            continue
        refuse_short(row, columns=needed, sheet=sheet, line=line)
        code, name = row[columns["code"]].strip().upper(), values.BLANKS.sub(" ", row[columns["name"]]).strip()
        if not values.CODE.fullmatch(code):
            raise RefusedError(
                NO_CODE.format(text=row[columns["code"]].strip()[:40]), file=sheet.place, line=line, column=sheet.column(columns["code"])
            )
        for place, period in counted.items():
            value, reason, _ = count(row[place], sheet=sheet, line=line, column=sheet.column(place))
            key = Key(name, code, CATEGORY, "", period)
            reading.claim(key, sheet.place, said=f"{name} on {period.label}", file=sheet.place)
            if key in reading.sums:
                raise RefusedError(TWICE.format(area=name, period=period.label), file=sheet.place, line=line)
            reading.sums.add(key, value, reason)
        reading.rows_used += 1


def _is_of_one_sex(sheet: Sheet) -> bool:
    """By the name of the sheet, or by its title: “males and females” are everybody."""
    said = sheet.name if SEX.search(sheet.name) else sheet.title
    sexes = {found.casefold().startswith(("f", "w")) for found in SEX.findall(said)}
    return len(sexes) == 1 and not re.search(r"\bpersons\b", said, re.IGNORECASE)


def _counted(sheet: Sheet, reading: Reading) -> dict[int, Period]:
    """The columns of counts with their mid-years: one for each year, or one of all ages for the year of the title."""
    return _by_year(sheet) or {_all_ages(sheet)[0]: _period(sheet, reading)}


def _by_year(sheet: Sheet) -> dict[int, Period]:
    named = {place: values.mid_year(cell) for place, cell in enumerate(sheet.header[1]) if YEAR_ALONE.fullmatch(values.heading(cell))}
    return {place: period for place, period in named.items() if period}


def _all_ages(sheet: Sheet) -> list[int]:
    return [place for place, cell in enumerate(sheet.header[1]) if values.heading(cell) in ALL_AGES]


def _period(sheet: Sheet, reading: Reading) -> Period:
    """From the title, never from the name of the file; by hand only where the title says nothing."""
    stated = values.mid_year(sheet.name) or values.mid_year(sheet.title)
    if stated and reading.given and stated != reading.given:
        raise RefusedError(OTHER_PERIOD.format(file=f"mid-{stated.end.year}", given=reading.given.label), file=sheet.place)
    period = stated or reading.given
    if period and period.days > 1:
        raise RefusedError(NOT_A_DAY, file=sheet.place)
    if period is None:
        raise RefusedError(NO_PERIOD, file=sheet.place, line=sheet.header[0])
    return period


def _has_estimates(sheet: Sheet) -> bool:
    if OTHER_SUBJECT.search(sheet.title) and "population" not in sheet.title.casefold():
        return False
    if _by_year(sheet):
        return True
    says_so = re.search(r"population|\bmid[- ]\d{4}", f"{sheet.title} {sheet.name}", re.IGNORECASE)
    return any(values.heading(sheet.header[1][place]) == "all ages" or says_so for place in _all_ages(sheet))


def finish(reading: Reading) -> str:
    if any(key.area_code.startswith(("E05", "W05")) for key in reading.sums):
        reading.warn(WARDS)
    years = sorted({key.period.end.year for key in reading.sums})
    return "Mid-year estimates for " + " and ".join(str(year) for year in years)


def _of(what: str) -> tuple[str, ...]:
    """A heading in all its spellings, the smaller area before the larger one that holds it."""
    areas = ("lsoa", "ward", "lad", "la", "ladcode", "area", "geography")
    return (what, *(f"{area} {year}{what}" for area in areas for year in ("", *(f"{year} " for year in range(2009, 2030)))))


READER = Reader(
    name="ons-population",
    title="Mid-year population estimates, Office for National Statistics",
    columns={"code": _of("code"), "name": _of("name")},
    read=read,
    finish=finish,
    fits=_has_estimates,
)
