"""The one place that compares two counts. Exact arithmetic; no Django here.

A page, a chart's text, a file and a claim all take their difference, percentage and words from `Change`.
Where two counts must not be compared it holds neither, but a sentence that says why.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

from statistics import wording
from statistics.periods import Period

Wished = Literal["fewer", "more", "neither"]
SMALL_COUNT = 50
MISSING = {
    "confidential": "is confidential",
    "not_available": "is not available",
    "not_applicable": "does not apply",
    "not_yet_due": "is not due yet",
}
CODES = {"confidential": "[c]", "not_available": "[x]", "not_applicable": "[z]", "not_yet_due": "[x]"}
WITHHELD, NO_PERCENTAGE = "[u]", "[z]"


@dataclass(frozen=True)
class Basis:
    """What is counted, where, and who published it: counts are compared only where all three are the same."""

    definition: Hashable = None
    area: Hashable = None
    source: Hashable = None


@dataclass(frozen=True)
class Figure:
    """A count for a period, or the reason why there is none."""

    value: int | None
    period: Period
    missing: str = ""
    basis: Basis = Basis()
    is_assumed: bool = False  # the source does not name the period

    def __post_init__(self) -> None:
        if (self.value is None) != bool(self.missing):
            raise ValueError("A figure has a value, or a reason for having none: one of the two.")


@dataclass(frozen=True)
class Break:
    """The first day on which something was counted in a new way."""

    on: date
    reason: str


@dataclass(frozen=True)
class Rules:
    """How a measure's changes are told."""

    wished: Wished = "neither"
    counts_deaths: bool = False
    small_count: int = SMALL_COUNT
    withholds: bool = False

    def is_small(self, value: int | None) -> bool:
        return value is not None and value < self.small_count


@dataclass(frozen=True)
class Change:
    """From an earlier to a later count. With a refusal it holds no difference and no percentage."""

    earlier: Figure
    later: Figure
    rules: Rules = field(default_factory=Rules)
    refusal: str = ""

    @property
    def counts(self) -> tuple[int, int] | None:
        """Both counts, where they may be compared."""
        if self.refusal or self.earlier.value is None or self.later.value is None:
            return None
        return self.earlier.value, self.later.value

    @property
    def difference(self) -> int | None:
        return None if self.counts is None else self.counts[1] - self.counts[0]

    @property
    def is_small(self) -> bool:
        """Either count is below the measure's threshold: one or two events change the percentage a great deal."""
        return any(self.rules.is_small(figure.value) for figure in (self.earlier, self.later))

    @property
    def is_withheld(self) -> bool:
        return self.counts is not None and self.is_small and self.rules.withholds

    @property
    def exact(self) -> Fraction | None:
        """The change in per cent, unrounded; None where none may be given."""
        if self.counts is None or self.counts[0] == 0 or self.is_withheld:
            return None
        earlier, later = self.counts
        return Fraction(100 * (later - earlier), earlier)

    @property
    def direction(self) -> Literal["down", "up", "same", ""]:
        if self.difference is None:
            return ""
        return "down" if self.difference < 0 else "up" if self.difference else "same"

    @property
    def tone(self) -> Literal["better", "worse", ""]:
        """From what is wished, never from the sign; deaths and what is neither good nor bad have none."""
        if self.rules.counts_deaths or self.rules.wished == "neither" or self.direction not in {"down", "up"}:
            return ""
        return "better" if (self.rules.wished == "fewer") == (self.direction == "down") else "worse"

    @property
    def percentage(self) -> str:
        """“87%”, “less than 1%”, “more than 99%”; empty where words say it better or none may be given."""
        if not self.exact or self.exact == -100:
            return ""
        if abs(self.exact) < 1:
            return "less than 1%"
        if -100 < self.exact < -99:
            return "more than 99%"
        return f"{abs(wording.whole(self.exact)):,}%"

    @property
    def percentage_with_direction(self) -> str:
        """“down 87%”, for a column of its own; where there is no percentage, the words of the change."""
        return f"{self.direction} {self.percentage}" if self.percentage else self.words

    @property
    def percentage_for_file(self) -> str:
        """“-86.667”, or the marker that says why there is none."""
        if self.exact is not None:
            return wording.decimal(self.exact, 3)
        return WITHHELD if self.is_withheld else self.code_for_file

    @property
    def code_for_file(self) -> str:
        """Why a cell of this change is empty, in the shorthand of official statistics."""
        missing = self.later.missing or self.earlier.missing
        return CODES.get(missing, NO_PERCENTAGE)

    @property
    def words(self) -> str:
        """“down 13 (87%)”, “up from none to 3”, “none recorded, down from 3”, “no change”; empty where not compared."""
        if self.counts is None or self.difference is None:
            return ""
        earlier, later = self.counts
        if not self.difference:
            return "no change" if later else "no change, none recorded in either period"
        if earlier == 0:
            return f"up from none to {wording.count(later)}"
        if later == 0:
            return f"none recorded, down from {wording.count(earlier)}"
        share = f" ({self.percentage})" if self.percentage else ""
        return f"{self.direction} {abs(self.difference):,}{share}"

    @property
    def tail(self) -> str:
        """“from 15”, where the words of the change have not said it already."""
        return f"from {wording.count(self.counts[0])}" if self.counts and all(self.counts) and self.difference else ""

    @property
    def since(self) -> str:
        """“the year before”, “in the same months a year earlier”, else “in” the earlier period, named only where its source names it."""
        if self.earlier.is_assumed:
            return "in the earlier period"
        return self.earlier.period.when if self.later.is_assumed else self.later.period.back_to(self.earlier.period)

    @property
    def season(self) -> str:
        """What a reader must know where parts of a year are compared that are not the same months; else empty."""
        return "" if self.counts is None else self.later.period.season_since(self.earlier.period)

    @property
    def why_no_percentage(self) -> str:
        """The reason in words; empty where there is one, or where the counts have not changed."""
        if self.refusal:
            return self.refusal
        if self.is_withheld:
            return f"At least one of the two counts is below {self.rules.small_count}. A percentage from so small a number would mislead, so we give none."
        if self.counts and self.counts[0] == 0 and self.difference:
            return "None was recorded in the earlier period, so there is nothing to take a percentage of."
        return ""

    @property
    def steps(self) -> list[str]:
        """The sum, written out."""
        if self.counts is None or self.difference is None:
            return []
        earlier, later = (wording.count(count) for count in self.counts)
        change = wording.count(self.difference)
        steps = [f"Later count less earlier count: {later} − {earlier} = {change}"]
        if self.exact is None:
            return [*steps, self.why_no_percentage or "Both counts are 0: there is no percentage"]
        share = wording.spoken(wording.decimal(self.exact / 100, 5))
        steps.append(f"Divide by the earlier count: {change} ÷ {earlier} = {share}")
        steps.append(f"As a percentage: {wording.spoken(wording.decimal(self.exact, 3))}%")
        is_rounded = self.percentage[:1].isdigit()
        return [*steps, f"Rounded to a whole number: {self.percentage_with_direction}" if is_rounded else f"In words: {self.words}"]


def compare(earlier: Figure, later: Figure, *, rules: Rules | None = None, breaks: Iterable[Break] = ()) -> Change:
    """Compare two counts, or refuse and say why."""
    return Change(earlier, later, rules or Rules(), _refusal(earlier, later, breaks))


def _refusal(earlier: Figure, later: Figure, breaks: Iterable[Break]) -> str:
    return _other_basis(earlier.basis, later.basis) or _no_count(earlier, later) or _other_time(earlier.period, later.period, breaks)


def _other_basis(earlier: Basis, later: Basis) -> str:
    if earlier.definition != later.definition:
        return "The two counts are not of the same thing, so they are not compared."
    if earlier.area != later.area:
        return "The two counts are for different areas, so they are not compared."
    if earlier.source != later.source:
        return "The two counts come from different publications, so they are not compared."
    return ""


def _no_count(earlier: Figure, later: Figure) -> str:
    for figure in (later, earlier):
        if figure.value is None:
            return f"The figure for {figure.period.label} {MISSING.get(figure.missing, 'is missing')}, so no change can be given."
        if figure.value < 0:
            return f"The count for {figure.period.label} is negative, because records were taken out or moved, so no change is given."
    return ""


def _other_time(earlier: Period, later: Period, breaks: Iterable[Break]) -> str:
    if not earlier.is_as_long_as(later):
        return f"The two periods are not the same length ({earlier.label}; {later.label}), so the counts are not compared."
    if earlier.overlaps(later):
        return f"The two periods overlap ({earlier.label}; {later.label}), so the counts are not compared."
    if later.start < earlier.start:
        return "The earlier period comes after the later one, so the counts are not compared."
    for broken in breaks:
        if earlier.start < broken.on <= later.end:
            return f"The way of counting changed on {wording.day(broken.on)}, so the two counts are not compared. {broken.reason}"
    return ""
