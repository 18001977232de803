"""Police recorded crime open data tables, Home Office: an offence code, an area and a quarter a row.

Two publications with one shape: by police force area, and by community safety partnership.
"""

from collections import Counter, defaultdict
from datetime import date
from functools import partial
from sys import intern

from statistics.periods import Period
from statistics.readers import values
from statistics.readers.extract import Key, Reading, RefusedError
from statistics.readers.reader import NOTES, Columns, Reader, count, is_note, no_area, refuse_short
from statistics.readers.sheets import Sheet

NO_AREAS = frozenset({"action fraud", "cifas", "uk finance", "financial fraud action uk", "british transport police"})
NO_YEAR = "“{text}” is not a financial year. The file writes 2022/23 for April 2022 to March 2023."
NO_QUARTER = "“{text}” is not a quarter. A quarter is 1, 2, 3 or 4; quarter 1 is April to June."
TO_COME = "This quarter begins in {month}, which has not come yet."
TWICE = "Every area has several counts for the same offence in {quarter}: the quarter stands here twice. Download the file again."
SEVERAL = "{area} has several counts for most offences in {quarter}. They were added up, as for a partnership of several old districts."
INCOMPLETE = "{year} has only quarter {quarters}: it makes no total of that year."
ENOUGH = 10  # counts: as many pairs do not come about by chance


def read(sheet: Sheet, columns: Columns, reading: Reading, *, area: str) -> None:
    seen = _Seen(sheet, reading)
    for line, row in sheet.rows:
        if is_note(row):
            reading.left_out.update({NOTES: 1} if any(cell.strip() for cell in row) else {})
            continue
        refuse_short(row, columns=columns, sheet=sheet, line=line)
        # A million rows hold some thousand different texts: each is kept once.
        text = {name: intern(row[place].strip()) for name, place in columns.items()}
        name = reading.spelled(values.BLANKS.sub(" ", text[area]))
        if not name or name.casefold() in NO_AREAS or name.casefold().startswith("unassigned"):
            reading.left_out[no_area(name)] += 1
            continue
        period = seen.period(text["year"], text["quarter"], name, line)
        value, reason, _ = count(text["count"], sheet=sheet, line=line, column=sheet.header[1][columns["count"]])
        key = Key(name, "", text["offence"], _code(text["code"], text["offence"]), period, text["group"], text["subgroup"])
        seen.add(key, text["count"])
        reading.sums.add(key, value, reason)
        reading.rows_used += 1
    seen.refuse_pasted(is_force=area == "force")


class _Seen:
    """What one sheet held so far, to tell what it holds twice."""

    def __init__(self, sheet: Sheet, reading: Reading) -> None:
        self.sheet, self.reading = sheet, reading
        self.periods: dict[tuple[str, str], Period] = {}
        self.claimed: set[tuple[Period, str]] = set()
        self.keys: set[Key] = set()
        self.areas: dict[Period, Counter[str]] = defaultdict(Counter)  # cells of each
        self.several: dict[Period, Counter[str]] = defaultdict(Counter)  # rows beside the first for a cell
        self.unpaired: dict[Period, set[int]] = defaultdict(set)

    def period(self, year: str, quarter: str, area: str, line: int) -> Period:
        if (year, quarter) not in self.periods:
            self.periods[year, quarter] = _quarter(year, quarter, self.sheet, line)
        period = self.periods[year, quarter]
        if (period, area) not in self.claimed:
            self.claimed.add((period, area))
            self.reading.claim((period, area), self.sheet.place, said=f"{area}, {period.label},", file=self.sheet.place)
        return period

    def add(self, key: Key, text: str) -> None:
        (self.several if key in self.keys else self.areas)[key.period][key.area_name] += 1
        self.keys.add(key)
        self.unpaired[key.period] ^= {hash((key, text))}

    def refuse_pasted(self, *, is_force: bool) -> None:
        """Several rows for one cell are old districts of one partnership. Where every area has them, the file holds itself twice."""
        for period, areas in self.areas.items():
            all_doubled = all(self.several[period][area] * 2 > cells for area, cells in areas.items())
            all_paired = not self.unpaired[period] and areas.total() >= ENOUGH
            if all_paired or (all_doubled and (is_force or len(areas) > 1)):
                raise RefusedError(TWICE.format(quarter=period.label), file=self.sheet.place)
            for area, cells in areas.items():
                if self.several[period][area] * 2 > cells:
                    self.reading.warn(SEVERAL.format(area=area, quarter=period.label))


def _said(year: int) -> str:
    return f"{year}/{(year + 1) % 100:02}"


def _quarter(year: str, quarter: str, sheet: Sheet, line: int) -> Period:
    start = values.financial_year(year)
    if start is None:
        raise RefusedError(NO_YEAR.format(text=year[:40]), file=sheet.place, line=line, column="Financial Year")
    plain = quarter.lower().removeprefix("quarter").strip().removeprefix("q").strip().removesuffix(".0")
    if plain not in {"1", "2", "3", "4"}:
        raise RefusedError(NO_QUARTER.format(text=quarter[:40]), file=sheet.place, line=line, column="Financial Quarter")
    number = int(plain)
    period = values.whole_months(start + number // 4, (4, 7, 10, 1)[number - 1], 3)
    if period is None or period.start > date.today():  # noqa: DTZ011
        raise RefusedError(TO_COME.format(month=period.label if period else year), file=sheet.place, line=line, column="Financial Year")
    return period


def _code(text: str, offence: str) -> str:
    """As published; a workbook that keeps codes as numbers makes 28.0 of 28 and 4.1 of 4.10."""
    code = text.upper().removesuffix(".0")
    return "4.10" if code == "4.1" and "corporate" in offence.casefold() else intern(code)


def finish(reading: Reading) -> str:
    periods = {key.period for key in reading.sums}
    by_year: dict[int, set[int]] = defaultdict(set)
    for period in periods:
        by_year[period.start.year - (period.start.month < 4)].add((period.start.month - 4) % 12 // 3 + 1)
    for year, quarters in sorted(by_year.items()):
        if len(quarters) < 4:
            said = " and ".join(", ".join(map(str, sorted(quarters))).rsplit(", ", 1))
            reading.warn(INCOMPLETE.format(year=_said(year), quarters=said))
    return f"Open data tables to {max(period.end for period in periods):%B %Y}"


def _counts_offences(sheet: Sheet) -> bool:
    return not any(values.heading(cell).startswith("outcome") for cell in sheet.header[1])


COLUMNS = {
    "year": ("financial year",),
    "quarter": ("financial quarter",),
    "force": ("force name", "police force", "force"),
    "offence": ("offence description",),
    "group": ("offence group",),
    "subgroup": ("offence subgroup", "offence sub group", "offence sub-group"),
    "code": ("offence code",),
    "count": ("number of offences", "offence count"),
}
PARTNERSHIP = ("csp name", "community safety partnership", "community safety partnership name")

PARTNERSHIPS = Reader(
    name="home-office-partnerships",
    title="Police recorded crime open data by community safety partnership, Home Office",
    columns={**COLUMNS, "partnership": PARTNERSHIP},
    read=partial(read, area="partnership"),
    finish=finish,
    fits=_counts_offences,
)
FORCES = Reader(
    name="home-office-forces",
    title="Police recorded crime open data by police force area, Home Office",
    columns=COLUMNS,
    read=partial(read, area="force"),
    finish=finish,
    fits=_counts_offences,
)
