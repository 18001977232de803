"""One row for each published figure."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings

from citysafe.design.tables import Column, Table, as_csv
from statistics.comparison import Comparison
from statistics.files.changes import EXACT, earlier, is_small, sum_of, value
from statistics.models import Area, Observation
from statistics.readings import Reading

STATUS_CODES = {"provisional": "[p]", "revised": "[r]", "estimated": "[e]"}
MISSING = tuple(reason for reason in Observation.Missing.values if reason)
TABLE = Table(
    "figures",
    "Every published figure",
    "One row for each measure, area, publication and period: the count, or why there is none, and the change from the one it is compared with.",
    (
        Column("measure", "string", "What is counted, as people say it."),
        Column("unit", "string", "What one count is."),
        Column("area_code", "string", "The area's official code; [z] where it has none."),
        Column("area_name", "string", "The area."),
        Column("period_start", "date", "The first day of the period."),
        Column("period_end", "date", "The last day of the period."),
        Column("period_assumed", "boolean", "yes where the source does not name the period."),
        Column(
            "value",
            "integer",
            "The count, or the code of the reason why there is none: [c] confidential, [x] not available, [z] not applicable.",
        ),
        Column("status", "string", "How settled the figure is.", tuple(label.lower() for label in Observation.Status.labels)),
        Column("codes", "string", "[p] provisional, [r] revised, [e] estimated, [b] counting changed in the period, [z] none of these."),
        Column(
            "compared_with_start",
            "date",
            "The first day of the period it is compared with: of a part of a year the same months a year earlier, where that count is published; [z] where it is compared with none.",
        ),
        Column("compared_with_end", "date", "The last day of that period."),
        Column("difference", "integer", "The count less the one it is compared with."),
        Column(
            "percentage_change",
            "number",
            "The difference in per cent, unrounded or to three places; [u] where a count is too small to give one, [z] where there is none.",
        ),
        Column("change_in_words", "string", "The change as the pages say it, or why the two counts are not compared."),
        Column(
            "small_numbers",
            "boolean",
            "yes where the count, or the one it is compared with, is below the measure's threshold: read the count, not the percentage.",
        ),
        Column("publisher", "string", "Who published the count."),
        Column("source", "string", "The publication."),
        Column("edition", "string", "The edition that the count was taken from."),
        Column("licence", "string", "On which terms it may be used, as far as its publisher has said."),
        Column("figure_id", "integer", "The figure's number. It stays when the figure is revised, and is never given to another."),
        Column("series_id", "integer", "The number of the series: one measure in one area from one publication."),
        Column("measure_id", "string", "The last part of the address of the measure's page."),
        Column("area_id", "integer", "The area's number."),
        Column("area_kind", "string", "What kind of area it is.", tuple(Area.Kind.values)),
        Column("source_id", "integer", "The publication's number."),
        Column("edition_published_on", "date", "The day on which that edition came out."),
        Column("release_id", "integer", "The release that it first came out with; [z] where it came with the site's first content."),
        Column("missing_reason", "string", "Why there is no count, in a word; [z] where there is one.", MISSING),
        Column("compared_with_figure_id", "integer", "The number of the figure it is compared with."),
        *EXACT,
        Column(
            "public_since", "datetime", "Since when a figure for this period has been public here. A later revision does not change it."
        ),
        Column("period_note", "string", "Where the period is assumed: why it is taken to be this one."),
        Column("note", "string", "What a reader must know about this one figure."),
        Column("page", "string", "The page that shows it, with its definition and the sum written out."),
    ),
    key="figure_id",
    links={
        "series_id": "series",
        "measure_id": "measures",
        "area_id": "areas",
        "source_id": "sources",
        "release_id": "releases",
        "compared_with_figure_id": "figures",
    },
)


def text(readings: Iterable[Reading]) -> str:
    return as_csv(TABLE, rows(readings))


def rows(readings: Iterable[Reading]) -> Iterator[dict[str, Any]]:
    """All figures of the measures, the oldest of each series first."""
    for reading in readings:
        for history in reading.histories:
            for figure, row in zip(history.series.figures, history.rows, strict=True):
                yield {**_what(row), **_figure(figure), **_change(row)}


def _what(row: Comparison) -> dict[str, Any]:
    series, measure = row.series, row.measure
    return {
        "measure": measure.title,
        "unit": measure.unit_many,
        "area_code": series.area.code,
        "area_name": series.area.name,
        "publisher": series.source.publisher,
        "source": series.source.title,
        "licence": series.source.licence,
        "series_id": series.pk,
        "measure_id": measure.slug,
        "area_id": series.area_id,
        "area_kind": series.area.kind,
        "source_id": series.source_id,
        "page": settings.SITE_URL + measure.get_absolute_url(),
    }


def _figure(figure: Observation) -> dict[str, Any]:
    return {
        "figure_id": figure.pk,
        "period_start": figure.period_start,
        "period_end": figure.period_end,
        "period_assumed": figure.period_is_assumed,
        "value": value(figure),
        "status": figure.get_status_display().lower(),
        "codes": codes(figure),
        "edition": figure.edition,
        "edition_published_on": figure.edition_on,
        "release_id": figure.release_id,
        "missing_reason": figure.missing,
        "public_since": figure.first_public_at,
        "period_note": figure.period_note,
        "note": figure.note,
    }


def _change(row: Comparison) -> dict[str, Any]:
    words = row.change.words if row.change else ""
    return {**earlier(row), **sum_of(row), "change_in_words": words or row.why_not, "small_numbers": is_small(row)}


def codes(figure: Observation) -> str:
    """“[p][b]”; empty where nothing is to be marked."""
    broken = any(figure.period_start <= broken.on <= figure.period_end for broken in figure.series.breaks.all())
    return STATUS_CODES.get(figure.status, "") + ("[b]" if broken else "")
