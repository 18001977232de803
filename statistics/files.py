"""Figures as a file: one header row, one value a cell, no formula."""

import csv
import io
from collections.abc import Iterable, Iterator

from citysafe.design.spreadsheet import cell
from statistics.change import CODES, NO_PERCENTAGE
from statistics.comparison import Comparison, rules
from statistics.models import Observation
from statistics.readings import Reading

STATUS_CODES = {"provisional": "[p]", "revised": "[r]", "estimated": "[e]"}

COLUMNS = {
    "measure": "What is counted, as people say it.",
    "unit": "What one count is.",
    "area_code": "The area's official code; [z] where it has none.",
    "area_name": "The area.",
    "period_start": "The first day of the period.",
    "period_end": "The last day of the period.",
    "period_assumed": "yes where the source does not name the period.",
    "value": "The count, or the code of the reason why there is none: [c] confidential, [x] not available, [z] not applicable.",
    "status": "How settled the figure is: final, provisional, revised, estimated or as announced.",
    "codes": "[p] provisional, [r] revised, [e] estimated, [b] counting changed in the period, [z] none of these.",
    "compared_with_start": "The first day of the period it is compared with; [z] where it is compared with none.",
    "compared_with_end": "The last day of that period.",
    "difference": "The count less the one it is compared with.",
    "percentage_change": "The difference in per cent, unrounded or to three places; [u] where a count is too small to give one, [z] where there is none.",
    "change_in_words": "The change as the pages say it, or why the two counts are not compared.",
    "small_numbers": "yes where the count, or the one it is compared with, is below the measure's threshold: read the count, not the percentage.",
    "publisher": "Who published the count.",
    "source": "The publication.",
    "edition": "The edition that the count was taken from.",
    "licence": "On which terms it may be used.",
}


def text(readings: Iterable[Reading]) -> str:
    """All figures of the measures, the oldest of each series first."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    for reading in readings:
        for history in reading.histories:
            for figure, row in zip(history.series.figures, history.rows, strict=True):
                writer.writerow([cell(value) for value in _row(figure, row)])
    return buffer.getvalue()


def _row(figure: Observation, row: Comparison) -> Iterator[str]:
    series = row.series
    yield from (row.measure.title, row.measure.unit_many, series.area.code or NO_PERCENTAGE, series.area.name)
    yield from (figure.period_start.isoformat(), figure.period_end.isoformat(), _yes(figure.period_is_assumed))
    yield CODES[figure.missing] if figure.value is None else str(figure.value)
    yield from (figure.get_status_display().lower(), _codes(figure))
    yield from _change(row)
    yield from (series.source.publisher, series.source.title, figure.edition, series.source.licence)


def _change(row: Comparison) -> Iterator[str]:
    if row.change is None or row.earlier is None:
        yield from [NO_PERCENTAGE] * 4
        yield from (row.why_not, _yes(row.later is not None and rules(row.measure).is_small(row.later.value)))
        return
    difference = row.change.difference
    yield from (row.earlier.period_start.isoformat(), row.earlier.period_end.isoformat())
    yield row.change.code_for_file if difference is None else str(difference)
    yield from (row.change.percentage_for_file, row.change.words or row.why_not, _yes(row.change.is_small))


def _codes(figure: Observation) -> str:
    broken = any(figure.period_start <= broken.on <= figure.period_end for broken in figure.series.breaks.all())
    return STATUS_CODES.get(figure.status, "") + ("[b]" if broken else "") or NO_PERCENTAGE


def _yes(is_so: bool) -> str:  # noqa: FBT001
    return "yes" if is_so else "no"
