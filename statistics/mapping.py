"""From the cells of a publication to figures, by a rule. No Django here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property, lru_cache
from itertools import pairwise

from statistics.periods import Period
from statistics.readers import Cell, values
from statistics.readers.values import whole_months

YEAR = 12  # months
DAYS_OF_A_YEAR = 365
# Where several cells are added up and some have no value, the first of these that any has is the reason of the sum.
REASONS = ("confidential", "not_available", "not_applicable", "not_yet_due")
NOT_IN_FILE = "The file has no {wanted} for {area}: no figure was made of the rest."
INCOMPLETE = "{period} is incomplete: the file has {found} of {needed} months. No figure was made."
TOO_FINE = "{period} is less than a year, and the rule gives no reason for that: no figure was made."
NO_PART = "{period} has no {wanted}: no figure was made."
SEVERAL_AREAS = "{period} has several areas by the name of {area}, and the rule gives no code: no figure was made."

# A file names few areas and counts, and names each of them thousands of times.
same_name = lru_cache(maxsize=10_000)(values.same_name)


@dataclass(frozen=True)
class Rule:
    """Which cells are added up. `wanted` holds for each part its spellings; every part must be there."""

    by: str  # category, code, subgroup or group
    wanted: tuple[tuple[str, ...], ...]
    area_code: str = ""
    area_names: tuple[str, ...] = ()
    year_ends_in: int | None = None
    may_be_finer: bool = False
    absent_is_none: bool = False

    @property
    def area(self) -> str:
        return self.area_names[0] if self.area_names else self.area_code

    def is_of_area(self, cell: Cell) -> bool:
        """By code where both have one: names are shared by forces, partnerships and counties."""
        if self.area_code and cell.key.area_code:
            return self.area_code == cell.key.area_code
        return same_name(cell.key.area_name) in self._names

    def is_of_part(self, number: int, cell: Cell) -> bool:
        named = getattr(cell.key, self.by)
        return (named.upper() if self.by == "code" else same_name(named)) in self._parts[number]

    def parts_of(self, cells: Iterable[Cell]) -> dict[int, list[Cell]]:
        """The cells of each part that has any, by the number of the part."""
        found: dict[int, list[Cell]] = {}
        for cell in cells:
            for number in range(len(self.wanted)):
                if self.is_of_part(number, cell):
                    found.setdefault(number, []).append(cell)
        return found

    def quoted(self, numbers: Iterable[int]) -> str:
        """Parts as people read them: “Robbery”, “Burglary”."""
        return ", ".join(f"“{self.wanted[number][0]}”" for number in numbers)

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(same_name(name) for name in self.area_names)

    @cached_property
    def _parts(self) -> list[frozenset[str]]:
        alike = str.upper if self.by == "code" else same_name
        return [frozenset(alike(name) for name in part) for part in self.wanted]


@dataclass(frozen=True)
class Made:
    """A figure that a rule makes: a sum, or the reason why there is none."""

    period: Period
    value: int | None
    missing: str = ""
    status: str = ""


@dataclass
class Outcome:
    figures: list[Made] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def figures(rule: Rule, cells: Iterable[Cell]) -> Outcome:
    """The figures that a rule makes of cells, the oldest first, and what it could not make, in sentences."""
    of_area = [cell for cell in cells if rule.is_of_area(cell)]
    outcome = Outcome()
    if not of_area or not rule.wanted:
        return outcome
    if absent := _absent(rule, rule.parts_of(of_area)):
        outcome.warnings.append(NOT_IN_FILE.format(wanted=rule.quoted(absent), area=rule.area))
        return outcome
    usable = _by_period(rule, of_area, outcome)
    for window in _windows(rule, list(usable), outcome):
        outcome.figures.append(_sum([cell for period in window for cell in usable[period]], Period(window[0].start, window[-1].end)))
    return outcome


def _absent(rule: Rule, parts: Mapping[int, object]) -> list[int]:
    return [number for number in range(len(rule.wanted)) if number not in parts]


def _by_period(rule: Rule, of_area: Sequence[Cell], outcome: Outcome) -> dict[Period, list[Cell]]:
    """The wanted cells of each period that has all parts, the oldest first; a part that a period lacks is 0 or makes it unusable."""
    found: dict[Period, list[Cell]] = {}
    by_period: dict[Period, list[Cell]] = {}
    for cell in of_area:
        by_period.setdefault(cell.key.period, []).append(cell)
    for period, there in sorted(by_period.items()):
        parts = rule.parts_of(there)
        absent = [] if rule.absent_is_none else _absent(rule, parts)
        if not absent and len({cell.key.area_code for cell in there}) > 1:
            outcome.warnings.append(SEVERAL_AREAS.format(period=period.label, area=rule.area))
        elif not absent:
            found[period] = list(dict.fromkeys(cell for cells in parts.values() for cell in cells))  # each once, however often it is wanted
        elif parts:
            outcome.warnings.append(NO_PART.format(period=period.label, wanted=rule.quoted(absent)))
    return found


def _windows(rule: Rule, periods: Sequence[Period], outcome: Outcome) -> list[list[Period]]:
    """The periods that are added up to one figure each."""
    if rule.year_ends_in is None:
        fine = [period for period in periods if not rule.may_be_finer and 1 < period.days < DAYS_OF_A_YEAR]  # one day: as on 30 June
        outcome.warnings += [TOO_FINE.format(period=period.label) for period in fine]
        return [[period] for period in periods if period not in fine]
    windows = []
    for year in _years(rule.year_ends_in, periods):
        within = [period for period in periods if year.start <= period.start and period.end <= year.end]
        if year in within:  # a published total: rounded parts do not add up to it
            windows.append([year])
        elif _fill(within, year):
            windows.append(within)
        elif within:
            months = sum(period.months or 0 for period in within)
            outcome.warnings.append(INCOMPLETE.format(period=year.label, found=months, needed=YEAR))
    return windows


def _years(ends_in: int, periods: Sequence[Period]) -> list[Period]:
    if not periods:
        return []
    first, last = periods[0].start.year - 1, periods[-1].end.year + 1
    years = (whole_months(year, ends_in % YEAR + 1, YEAR) for year in range(first, last + 1))
    return [year for year in years if year is not None]


def _fill(periods: Sequence[Period], whole: Period) -> bool:
    """Whether the periods follow one another without a gap or an overlap and make up the whole."""
    if not periods or periods[0].start != whole.start or periods[-1].end != whole.end:
        return False
    return all(later.start == earlier.end + timedelta(days=1) for earlier, later in pairwise(periods))


def _sum(cells: Sequence[Cell], period: Period) -> Made:
    reasons = {cell.reason for cell in cells if cell.value is None}
    missing = next((reason for reason in REASONS if reason in reasons), "")
    status = {cell.status for cell in cells}
    settled = status.pop() if len(status) == 1 else ""
    return Made(period, None if missing else sum(cell.value or 0 for cell in cells), missing, settled)
