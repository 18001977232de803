"""Which drawing shows a series, if any: deaths are never a bar or a line, and nothing is drawn that must not be compared."""

from collections.abc import Sequence

from statistics.charts import Chart, Point, Row, SmallBars, SmallMarks, bars, line, marks, small_bars, small_marks
from statistics.comparison import Comparison, shown_value
from statistics.models import Observation, Series

MOST_ROWS_OF_MARKS = 6


def chart(latest: Comparison) -> Chart | None:
    """Bars for two periods, a line for more, one mark a person for small counts of deaths; None where the table must do."""
    if latest.later is None:
        return None
    figures = run(latest.later, latest.series.figures)
    known = [figure.value for figure in figures if figure.value is not None]
    if len(known) < 2 or min(known) < 0:
        return None
    if latest.measure.counts_deaths:
        return _marks(latest, figures) if max(known) < latest.measure.small_count_threshold else None
    if len(figures) > 2:
        return line([Point(figure.period, figure.value, shown_value(figure)) for figure in figures], _breaks(latest.series))
    return bars(_rows(figures)) if latest.is_compared else None


def two(chosen: Comparison) -> Chart | None:
    """The two counts of a comparison and none between them; None where they must not be compared, or where the table must do."""
    counts = chosen.change.counts if chosen.change else None
    if counts is None or chosen.earlier is None or chosen.later is None:
        return None
    if chosen.measure.counts_deaths:
        return _marks(chosen, [chosen.earlier, chosen.later]) if max(counts) < chosen.measure.small_count_threshold else None
    return bars(_rows([chosen.earlier, chosen.later]))


def card(latest: Comparison) -> SmallBars | SmallMarks | None:
    """The little drawing beside the latest change."""
    counts = latest.change.counts if latest.change else None
    if counts is None:
        return None
    return small_marks(*counts) if latest.measure.counts_deaths else small_bars(*counts)


def run(later: Observation, figures: Sequence[Observation]) -> list[Observation]:
    """Back from a figure: those as long as it that do not overlap, the oldest first."""
    found = [later]
    for figure in sorted(figures, key=lambda figure: figure.period_end, reverse=True):
        if figure.period_end < found[0].period_start and figure.period.is_as_long_as(later.period):
            found.insert(0, figure)
    return found


def _marks(latest: Comparison, figures: Sequence[Observation]) -> Chart:
    unit = (latest.measure.unit_one, latest.measure.unit_many)
    return marks(_rows(figures[-MOST_ROWS_OF_MARKS:]), unit)


def _rows(figures: Sequence[Observation]) -> list[Row]:
    return [Row(figure.period.label, figure.value, "" if figure.value is not None else shown_value(figure)) for figure in figures]


def _breaks(series: Series) -> list:
    return [broken.on for broken in series.breaks.all()]
