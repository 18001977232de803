"""Measures with everything that their pages and files show of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import QuerySet

from statistics import drawing, shown
from statistics.charts import SmallBars, SmallMarks
from statistics.comparison import Comparison, history, latest, shared_periods
from statistics.gaps import Cell, Gap, gaps
from statistics.models import Area, MappingRule, Measure, Observation, Series, SeriesBreak, Source

# What is told of a figure where each series shows its latest alone. All figures are read even there: which two are compared can
# only be told from all of them, and hiding is laid over them. These are few of the columns, for of many figures most of the work is in those.
AT_A_GLANCE = ("period_start", "period_end", "period_is_assumed", "period_note", "value", "missing", "note", "updated_at")
GAPS = "Where a count is missing, no change is given from it or to it. The table says why it is missing."


@dataclass(frozen=True)
class History:
    """One series as a table of its own: figures of two publications never share one."""

    series: Series

    @cached_property
    def rows(self) -> list[Comparison]:
        return history(self.series)

    @property
    def rule(self) -> MappingRule | None:
        """Which cells of the publication make the figures; None where they are typed in."""
        return getattr(self.series, "rule", None)

    @property
    def reasons(self) -> list[str]:
        """Why some rows are not compared, each reason once."""
        refused = [row.change for row in self.rows if row.change and row.change.refusal]
        gaps = {change.refusal for change in refused if None in (change.earlier.value, change.later.value)}
        return list(dict.fromkeys(GAPS if len(gaps) > 1 and change.refusal in gaps else change.refusal for change in refused))

    @property
    def is_by_season(self) -> bool:
        return any(row.is_same_months for row in self.rows)

    @property
    def other_months(self) -> list[Gap]:
        """The rows that are compared with other months of the year, as ranges, each with that in a sentence."""
        return gaps(Cell(figure.period, row.season) for figure, row in zip(self.series.figures, self.rows, strict=True))

    @property
    def breaks(self) -> list[SeriesBreak]:
        """Those that no reason has named already."""
        return [broken for broken in self.series.breaks.all() if not any(broken.reason in reason for reason in self.reasons)]

    @property
    def notes(self) -> list[Observation]:
        return [figure for figure in self.series.figures if figure.note or figure.period_note]

    @property
    def editions(self) -> list[Observation]:
        """One figure for each edition that the figures were taken from."""
        return list({figure.edition: figure for figure in self.series.figures}.values())


@dataclass(frozen=True)
class Reading:
    """A measure and its published series, the main one first."""

    measure: Measure
    series: list[Series]

    @cached_property
    def main(self) -> Comparison | None:
        """What stands at the top of the measure's page; None where no figure of it has been published."""
        return latest(self.series[0]) if self.figures else None

    @property
    def card(self) -> SmallBars | SmallMarks | None:
        return drawing.card(self.main) if self.main else None

    @cached_property
    def histories(self) -> list[History]:
        return [History(series) for series in self.series if series.figures]

    @property
    def figures(self) -> list[Observation]:
        return [figure for series in self.series for figure in series.figures]

    @property
    def keeps_past_back(self) -> bool:
        """Some past counts are not told, because a confidential one could be worked out from them."""
        return any(not figure.past_is_told for figure in self.figures)

    @property
    def updated_at(self) -> datetime:
        return max(thing.updated_at for thing in (self.measure, *self.figures))


@dataclass(frozen=True)
class Table:
    """The latest figures of one publication for one area."""

    area: Area
    source: Source
    rows: list[Comparison]

    @property
    def periods(self) -> str:
        return shared_periods(self.rows)

    @property
    def assumption(self) -> str:
        """Once for all rows, where it is the same for all."""
        said = {row.assumption for row in self.rows}
        return said.pop() if len(said) == 1 else ""


def read(measures: QuerySet[Measure], *, preview: bool, columns: Sequence[str] = ()) -> list[Reading]:
    """The measures in their order with their published series: five queries, however many there are, and seven more where something is confidential.

    Where `columns` are named, nothing else is read of a figure.
    """
    ordered = list(measures.order_by("group", "position", "title"))
    by_measure: dict[int, list[Series]] = {}
    for series in shown.series(Series.objects.filter(measure__in=measures).in_order(), preview=preview, columns=columns):
        by_measure.setdefault(series.measure_id, []).append(series)
    return [Reading(measure, by_measure.get(measure.pk, [])) for measure in ordered]


def tables(readings: Iterable[Reading]) -> list[Table]:
    """The latest figures, one table for each publication and area, for they must not be read across."""
    found: dict[tuple[int, int], Table] = {}
    for reading in readings:
        if reading.main:
            series = reading.main.series
            table = found.setdefault((series.source_id, series.area_id), Table(series.area, series.source, []))
            table.rows.append(reading.main)
    return list(found.values())
