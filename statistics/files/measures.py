"""What is counted, where and by whom: measures, series, breaks, areas and publications."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings

from citysafe.design.tables import Column, Table
from statistics.models import Area, Measure, Series, Source
from statistics.readings import History, Reading

MEASURES = Table(
    "measures",
    "Measures",
    "One row for each measure, those without a figure too: what is counted, and how its changes are told.",
    (
        Column("measure_id", "string", "The last part of the address of the measure's page."),
        Column("title", "string", "What is counted, as people say it."),
        Column(
            "group",
            "string",
            "Announced with the plan, asked for by the Home Office, or another published count.",
            tuple(Measure.Group.values),
        ),
        Column("counted", "string", "What one count is.", tuple(Measure.Counted.values)),
        Column("unit_one", "string", "The noun for one."),
        Column("unit_many", "string", "The noun for several."),
        Column("definition", "string", "What is counted and what is not. Markdown, may have several lines."),
        Column("not_comparable_with", "string", "Figures that look alike and are not. Markdown, may have several lines."),
        Column("wished", "string", "Which way is better: fewer, more or neither.", tuple(Measure.Wished.values)),
        Column("counts_deaths", "boolean", "Whether each count is a death."),
        Column("small_count_threshold", "integer", "A count below this is a small one."),
        Column("small_counts", "string", "What happens to a percentage from a small count.", tuple(Measure.SmallCounts.values)),
        Column("no_figure_note", "string", "Where there is no figure: why, and what would be needed."),
        Column("page", "string", "The measure's page."),
    ),
    key="measure_id",
)
SERIES = Table(
    "series",
    "Series",
    "One row for each measure in one area from one publication. Figures of two series are never compared.",
    (
        Column("series_id", "integer", "The series' number. It stays the same."),
        Column("measure_id", "string", "What is counted."),
        Column("area_id", "integer", "Where."),
        Column("source_id", "integer", "Who published it."),
        Column("main", "boolean", "Whether its latest figure stands at the top of the measure's page."),
        Column("taken_from", "string", "Which cells of the published file are added up; [z] where the figures are typed in."),
    ),
    key="series_id",
    links={"measure_id": "measures", "area_id": "areas", "source_id": "sources"},
)
BREAKS = Table(
    "breaks",
    "Breaks in the series",
    "One row for each day from which something was counted in a new way. Figures on either side of it are not compared.",
    (
        Column("series_id", "integer", "The series that breaks."),
        Column("on", "date", "The first day counted the new way."),
        Column("reason", "string", "What changed."),
    ),
    links={"series_id": "series"},
)
AREAS = Table(
    "areas",
    "Areas",
    "One row for each area that a figure or a statement is about.",
    (
        Column("area_id", "integer", "The area's number. It stays the same."),
        Column("name", "string", "What people call it."),
        Column("kind", "string", "What kind of area it is.", tuple(Area.Kind.values)),
        Column("code", "string", "Its official code of nine characters; [z] where it has none."),
        Column("boundaries_of", "string", "Which edition of the boundaries is meant."),
        Column("what_it_is", "string", "What it is and is not. May have several lines."),
    ),
    key="area_id",
)
SOURCES = Table(
    "sources",
    "Publications",
    "One row for each publication that figures were taken from, with its own licence.",
    (
        Column("source_id", "integer", "The publication's number. It stays the same."),
        Column("title", "string", "Its name."),
        Column("publisher", "string", "Who publishes it."),
        Column("url", "string", "Where it is published."),
        Column(
            "licence", "string", "On which terms it may be used. “Not stated” means that its publisher has not said: ask before you use it."
        ),
        Column("note", "string", "What a reader must know about it. Markdown, may have several lines."),
    ),
    key="source_id",
)


def measure_rows(readings: Iterable[Reading]) -> Iterator[dict[str, Any]]:
    same = [name for name in MEASURES.names if name not in {"measure_id", "page"}]
    for reading in readings:
        measure = reading.measure
        texts = {name: getattr(measure, name) for name in same}
        yield {"measure_id": measure.slug, **texts, "page": settings.SITE_URL + measure.get_absolute_url()}


def histories(readings: Iterable[Reading]) -> Iterator[History]:
    """The series that have a published figure; of others not even the name is public."""
    for reading in readings:
        yield from reading.histories


def series_rows(readings: Iterable[Reading]) -> Iterator[dict[str, Any]]:
    for history in histories(readings):
        series = history.series
        ids = {"series_id": series.pk, "measure_id": series.measure.slug, "area_id": series.area_id, "source_id": series.source_id}
        yield {**ids, "main": series.is_main, "taken_from": history.rule.in_words if history.rule else None}


def break_rows(readings: Iterable[Reading]) -> Iterator[dict[str, Any]]:
    for history in histories(readings):
        for broken in history.series.breaks.all():
            yield {"series_id": history.series.pk, "on": broken.on, "reason": broken.reason}


def areas(series: Iterable[Series], others: Iterable[Area]) -> list[Area]:
    """Each area once, in the order of their names."""
    found = {area.pk: area for area in [*(one.area for one in series), *others]}
    return sorted(found.values(), key=lambda area: (area.name, area.kind, area.version))


def sources(series: Iterable[Series]) -> list[Source]:
    found = {one.source_id: one.source for one in series}
    return sorted(found.values(), key=lambda source: source.title)


def area_rows(found: Iterable[Area]) -> Iterator[dict[str, Any]]:
    for area in found:
        same = {name: getattr(area, name) for name in ("name", "kind", "code", "what_it_is")}
        yield {"area_id": area.pk, **same, "boundaries_of": area.version}


def source_rows(found: Iterable[Source]) -> Iterator[dict[str, Any]]:
    for source in found:
        yield {"source_id": source.pk, **{name: getattr(source, name) for name in ("title", "publisher", "url", "licence", "note")}}
