"""Periods that need a reason told, as ranges: eighty missing quarters in a row are one line. No Django here."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from statistics.periods import Period

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Cell:
    """A period of a series, and what must be told of it, such as why it has no value; empty where there is nothing to tell."""

    period: Period
    reason: str


@dataclass(frozen=True)
class Gap:
    """Cells of one length, one after the other, of which the same is told."""

    cells: Sequence[Cell]

    @property
    def reason(self) -> str:
        return self.cells[0].reason

    @property
    def period(self) -> Period:
        """From the first day of the first to the last day of the last."""
        return Period(self.cells[0].period.start, self.cells[-1].period.end)

    @property
    def words(self) -> str:
        """“July to September 2020”, “January 2010 to March 2012, 9 periods of 3 months”."""
        label = self.period.label
        return label if len(self.cells) == 1 else f"{label}, {len(self.cells)} periods of {_length(self.cells[0].period)}"


def gaps(cells: Iterable[Cell]) -> list[Gap]:
    """The runs of cells with a reason, the earliest first. A cell without one, with another or an unknown time between ends a run.

    Years and quarters of one series are told apart. Periods may overlap, as twelve months to the end of each quarter do.
    """
    by_length: dict[str, list[Cell]] = defaultdict(list)
    for cell in cells:
        by_length[_length(cell.period)].append(cell)
    found = [Gap(run) for alike in by_length.values() for run in _runs(sorted(alike, key=lambda cell: cell.period)) if run[0].reason]
    return sorted(found, key=lambda gap: (gap.period, len(gap.cells)))


def by_reason(found: Iterable[Gap]) -> dict[str, list[Gap]]:
    """The gaps of each reason, in the order given."""
    grouped: dict[str, list[Gap]] = defaultdict(list)
    for gap in found:
        grouped[gap.reason].append(gap)
    return dict(grouped)


def _runs(cells: Sequence[Cell]) -> list[list[Cell]]:
    runs: list[list[Cell]] = []
    for cell in cells:
        if runs and runs[-1][-1].reason == cell.reason and cell.period.start <= runs[-1][-1].period.end + ONE_DAY:
            runs[-1].append(cell)
        else:
            runs.append([cell])
    return runs


def _length(period: Period) -> str:
    """“3 months”, “1 day”."""
    many, unit = (period.days, "day") if period.months is None else (period.months, "month")
    return f"{many} {unit}{'' if many == 1 else 's'}"
