"""From stored figures to what is said about them: which two are compared, and how they compare.

Every page, file and claim reads its figures here, so that all of them pick the same pair.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from statistics import shown, wording
from statistics.change import Basis, Break, Change, Figure, Rules, compare
from statistics.models import Measure, Observation, Series

NO_FIGURE = "No figure has been published here yet."
NO_EARLIER = "No earlier figure has been published here to compare it with."


@dataclass(frozen=True)
class Comparison:
    """A series' latest figure beside the one it is compared with.

    `later` is None where the series has no figure; `earlier` and `change` are None where nothing stands
    before it. `why_not` then says so, as it does where the engine refuses.
    """

    series: Series
    later: Observation | None
    earlier: Observation | None
    change: Change | None

    @property
    def measure(self) -> Measure:
        return self.series.measure

    @property
    def count(self) -> str:
        """The latest count as people read it; why there is none in its place."""
        return shown_value(self.later) if self.later else "No figure yet"

    @property
    def earlier_count(self) -> str:
        return shown_value(self.earlier) if self.earlier else ""

    @property
    def difference(self) -> str:
        """“−828”, “+41”, “0”; empty where the two are not compared."""
        change = self.change.difference if self.change else None
        return "" if change is None else wording.difference(change)

    @property
    def periods(self) -> str:
        """“October 2022 to September 2023, compared with October 2021 to September 2022”."""
        if self.later is None:
            return ""
        label = self.later.period.label
        return f"{label}, compared with {self.earlier.period.label}" if self.earlier and self.is_compared else label

    @property
    def assumed(self) -> list[Observation]:
        """Those of the two whose period the source does not name."""
        pair = (self.earlier if self.is_compared else None, self.later)
        return [figure for figure in pair if figure and figure.period_is_assumed]

    @property
    def assumption(self) -> str:
        """What a reader must know of an assumed period, in one sentence; empty where the source names both."""
        if len(self.assumed) == 2:
            return "The source names neither period: those are what we take them to be."
        which = "earlier" if self.earlier in self.assumed else "later"
        return f"The source does not name the {which} period: that is what we take it to be." if self.assumed else ""

    @property
    def season(self) -> str:
        """That other months of the year are compared, in one sentence; empty where they are the same, and of whole years."""
        return self.change.season if self.change else ""

    @property
    def is_same_months(self) -> bool:
        """The earlier figure is for the same part of the year before."""
        return self.later is not None and self.earlier is not None and self.later.period.a_year_earlier == self.earlier.period

    @property
    def why_not(self) -> str:
        if self.later is None:
            return self.measure.no_figure_note or NO_FIGURE
        return self.change.refusal if self.change else NO_EARLIER

    @property
    def is_compared(self) -> bool:
        return self.change is not None and not self.change.refusal

    @property
    def is_cautioned(self) -> bool:
        """A percentage is given from a small count."""
        return self.change is not None and self.change.is_small and bool(self.change.percentage)

    @property
    def finding(self) -> str:
        """What the chart shows, as its heading: “6,114 offences, 828 fewer than the year before”."""
        if self.later is None or self.later.value is None:
            return self.count
        said = wording.counted(self.later.value, self.measure.unit_one, self.measure.unit_many)
        if self.change is None or self.change.difference is None:
            return said
        more = {"down": "fewer than", "up": "more than", "same": "as many as"}[self.change.direction]
        many = wording.count(abs(self.change.difference)) + " " if self.change.difference else ""
        return f"{said}, {many}{more} {self.change.since}"


def headline(*, preview: bool = False) -> list[Comparison]:
    """The measures announced with the plan, in their order, each with its main series' latest figure and change.

    For the front page's ledger (`templates/statistics/_ledger.html` draws it): four queries, however many measures,
    and seven more where something is confidential.
    """
    announced = Series.objects.shown(preview=preview).filter(measure__group=Measure.Group.HEADLINE)
    first: dict[int, Series] = {}
    for series in shown.series(announced.in_order(), preview=preview):
        first.setdefault(series.measure_id, series)
    return [latest(series) for series in first.values()]


def shared_periods(rows: Sequence[Comparison]) -> str:
    """The periods of all rows in one sentence; empty where they differ, and then each row must name its own."""
    named = {row.periods for row in rows}
    return named.pop() if len(named) == 1 else ""


def shown_value(observation: Observation) -> str:
    """“6,114”, or the reason why there is no value."""
    if observation.value is not None:
        return wording.count(observation.value)
    if observation.missing == Observation.Missing.CONFIDENTIAL:
        return "Not shown: confidential"
    return str(observation.get_missing_display())


def latest(series: Series) -> Comparison:
    """The latest figure of a series (read `with_figures`), of two that end together the longer, and its change from the one it is compared with."""
    figures = [figure for figure in series.figures if figure.missing != Observation.Missing.NOT_YET_DUE]
    if not figures:
        return Comparison(series, None, None, None)
    return compared(max(figures, key=lambda figure: (figure.period_end, -figure.period_start.toordinal())), series)


def history(series: Series) -> list[Comparison]:
    """Every figure of a series (read `with_figures`) with its change from the one it is compared with, the oldest first."""
    return [compared(figure, series) for figure in series.figures]


def compared(later: Observation, series: Series) -> Comparison:
    earlier = before(later, series.figures)
    return Comparison(series, later, earlier, change(earlier, later) if earlier else None)


def before(later: Observation, figures: Sequence[Observation]) -> Observation | None:
    """The figure to compare with: of a part of a year that of the same months a year earlier.

    Where there is none such, and of whole years: the nearest earlier one that is as long and does not overlap, else the nearest there is.
    """
    own, days = later.period, (later.period_start, later.period_end)
    earlier = [figure for figure in figures if figure.period_end <= own.end and (figure.period_start, figure.period_end) < days]
    nearest = sorted(earlier, key=lambda figure: figure.period_end, reverse=True)
    year_earlier = own.a_year_earlier
    same_months = (figure for figure in nearest if year_earlier and figure.period == year_earlier)
    fitting = (figure for figure in nearest if figure.period.is_as_long_as(own) and not figure.period.overlaps(own))
    return next(chain(same_months, fitting, nearest), None)


def change(earlier: Observation, later: Observation) -> Change:
    """Two stored figures compared by their measure's rules."""
    breaks = [Break(broken.on, broken.reason) for broken in later.series.breaks.all()]
    return compare(figure(earlier), figure(later), rules=rules(later.series.measure), breaks=breaks)


def figure(observation: Observation) -> Figure:
    series = observation.series
    basis = Basis(series.measure_id, series.area_id, series.source_id)
    return Figure(observation.value, observation.period, observation.missing, basis, observation.period_is_assumed)


def rules(measure: Measure) -> Rules:
    return Rules(
        wished=measure.wished,  # type: ignore[arg-type]
        counts_deaths=measure.counts_deaths,
        small_count=measure.small_count_threshold,
        withholds=measure.small_counts == Measure.SmallCounts.WITHHOLD,
    )
