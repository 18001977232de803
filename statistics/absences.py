"""What is not shown: measures without a figure, and the periods of the others that have none, with the reason."""

from collections.abc import Iterable
from dataclasses import dataclass

from statistics import gaps
from statistics.gaps import Cell, Gap
from statistics.models import Measure, Observation, Series
from statistics.readings import Reading

MISSING = Observation.Missing
# Each reason as it is headed on the page, in the order of the page, and what it means.
REASONS = {
    MISSING.CONFIDENTIAL: (
        "Confidential",
        "The number could point to a person, or its source keeps it back. Nothing from which it could be worked out is shown either.",
    ),
    MISSING.NOT_AVAILABLE: ("Not available", "There is no number to give. That does not mean 0."),
    MISSING.NOT_APPLICABLE: ("Not applicable", "A number would make no sense here. That does not mean 0."),
    MISSING.NOT_YET_DUE: ("Not yet due", "The number has not come out yet."),
}


@dataclass(frozen=True)
class Absence:
    """The periods of one series without a value for one reason."""

    series: Series
    gaps: list[Gap]

    @property
    def notes(self) -> list[Observation]:
        """The figures among them of which more is said."""
        periods = {cell.period for gap in self.gaps for cell in gap.cells}
        return [figure for figure in self.series.figures if figure.note and figure.value is None and figure.period in periods]


@dataclass(frozen=True)
class Reason:
    """Everything that has no value for one reason."""

    heading: str
    meaning: str
    absences: list[Absence]


def without_a_figure(readings: Iterable[Reading]) -> list[Measure]:
    return [reading.measure for reading in readings if not reading.figures]


def reasons(readings: Iterable[Reading]) -> list[Reason]:
    """The reasons that occur, each with what it is the reason for."""
    found: dict[str, list[Absence]] = {}
    for series in (series for reading in readings for series in reading.series):
        for reason, missing in gaps.by_reason(gaps.gaps(_cell(figure) for figure in series.figures)).items():
            found.setdefault(reason, []).append(Absence(series, missing))
    return [Reason(heading, meaning, found[reason]) for reason, (heading, meaning) in REASONS.items() if reason in found]


def _cell(figure: Observation) -> Cell:
    return Cell(figure.period, figure.missing)
