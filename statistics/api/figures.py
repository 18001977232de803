"""One figure with its change, a series of them, a measure."""

from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse

from citysafe.design.tables import moment
from statistics import wording
from statistics.change import CODES, MISSING, Change
from statistics.comparison import NO_FIGURE, Comparison
from statistics.files.figures import codes
from statistics.files.measures import measure_rows
from statistics.files.recipe import rule
from statistics.models import Area, Observation, Source
from statistics.readings import History, Reading

Answer = dict[str, Any]


def link(name: str, *parts: Any) -> str:
    """An address of ours in full."""
    return settings.SITE_URL + reverse(f"statistics:{name}", args=parts)


def day(on: date | None) -> str | None:
    return on.isoformat() if on else None


def brief(reading: Reading) -> Answer:
    """A measure with its latest figure, for a list."""
    [row] = measure_rows([reading])
    names = ("measure_id", "title", "group", "counted", "unit_one", "unit_many", "wished", "counts_deaths")
    main = reading.main
    latest = main.later if main else None
    return {
        **{name: row[name] for name in names},
        "latest": figure(latest, main) if main and latest else None,
        "latest_series_id": main.series.pk if main and latest else None,
        "why_no_figure": None if latest else reading.measure.no_figure_note or NO_FIGURE,
        "links": links(reading),
    }


def full(reading: Reading) -> Answer:
    """A measure with all its series."""
    [row] = measure_rows([reading])
    names = ("definition", "not_comparable_with", "small_count_threshold", "small_counts")
    series = [one_series(history) for history in reading.histories]
    return {**brief(reading), **{name: row[name] for name in names}, "updated_at": moment(reading.updated_at), "series": series}


def links(reading: Reading) -> Answer:
    slug = reading.measure.slug
    return {
        "self": link("api-measure", slug),
        "page": settings.SITE_URL + reading.measure.get_absolute_url(),
        "csv": link("measure-csv", slug),
    }


def one_series(history: History) -> Answer:
    series = history.series
    return {
        "series_id": series.pk,
        "is_main": series.is_main,
        "area": area(series.area),
        "source": source(series.source),
        "taken_from": history.rule.in_words if history.rule else None,
        "breaks": [{"on": day(broken.on), "reason": broken.reason} for broken in series.breaks.all()],
        "figures": [figure(found, row) for found, row in zip(series.figures, history.rows, strict=True)],
    }


def area(found: Area) -> Answer:
    return {"area_id": found.pk, "name": found.name, "kind": found.kind, "code": found.code or None}


def source(found: Source) -> Answer:
    return {"source_id": found.pk, "title": found.title, "publisher": found.publisher, "licence": found.licence, "url": found.url or None}


def figure(found: Observation, row: Comparison) -> Answer:
    """A figure beside its change from the one it is compared with."""
    return {
        "figure_id": found.pk,
        "period": period(found),
        "value": found.value,
        "missing": missing(found.missing),
        "status": found.get_status_display().lower(),
        "codes": codes(found) or None,
        "edition": {"name": found.edition, "published_on": day(found.edition_on)},
        "note": found.note or None,
        "release_id": found.release_id,
        "public_since": moment(found.first_public_at) if found.first_public_at else None,
        "change": change(row),
    }


def period(found: Observation) -> Answer:
    return {
        "start": day(found.period_start),
        "end": day(found.period_end),
        "label": found.period.label,
        "is_assumed": found.period_is_assumed,
        "note": found.period_note or None,
    }


def missing(reason: str) -> Answer | None:
    """Why there is no value; None where there is one."""
    return {"reason": reason, "code": CODES[reason], "words": f"The count {MISSING[reason]}."} if reason else None


def change(row: Comparison) -> Answer:
    """The change from the figure it is compared with; where none is given, every part of it is null and `why_none` says why."""
    found = row.change
    return {
        "compared_with": _other(row.earlier),
        "difference": found.difference if found else None,
        "direction": found.direction or None if found else None,
        "percentage": percentage(found) if found else None,
        "words": found.words or None if found else None,
        "rule": rule(row),
        "is_small": found.is_small if found else None,
        "why_none": (found.why_no_percentage if found else row.why_not) or None,
    }


def _other(earlier: Observation | None) -> Answer | None:
    if earlier is None:
        return None
    return {"figure_id": earlier.pk, "start": day(earlier.period_start), "end": day(earlier.period_end), "value": earlier.value}


def percentage(found: Change) -> Answer | None:
    """The exact percentage as text, for no binary fraction is exact; None where none is given."""
    if found.exact is None:
        return None
    return {"exact": str(found.exact), "decimal": wording.decimal(found.exact, 3), "rounded": found.percentage or None}
