"""What a report that is stored whole tells of the figures: plain data, as the pages of the measures say it to the public."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from statistics import shown, versions
from statistics.comparison import Comparison, latest
from statistics.models import FigureRevision, Series
from statistics.versions import Version

SMALL = "These numbers are small: they can rise or fall a great deal by chance. One year is not a trend."
CONFIDENTIAL_SINCE = "A count behind it has become confidential since, and is no longer told."


def measures(keys: Collection[int], *, since: datetime) -> list[dict[str, Any]]:
    """The latest figure of each measure's main series with its change, and what was changed in the series since that moment.

    Never more than the public sees at this moment, whoever asks. Queries do not grow with the number of measures.
    """
    found = Series.objects.shown(preview=False).filter(measure__in=keys).in_order()
    first: dict[int, Series] = {}
    for series in shown.series(found, preview=False):
        first.setdefault(series.measure_id, series)
    changes = versions.versions([figure for one in first.values() for figure in one.figures])
    lately = [change for change in changes if change.at > since]
    return [_row(latest(one), [change for change in lately if change.figure.series_id == one.pk]) for one in first.values()]


def still_told(rows: Sequence[dict[str, Any]], *, since: datetime) -> list[dict[str, Any]]:
    """Rows that were stored at that moment, without what may not be told any more."""
    told = {key for row in rows for key in row["figures"]}
    if not told:
        return list(rows)
    now = shown.protected(preview=False)
    changed = FigureRevision.objects.public().filter(observation__in=told & now.without_past, public_from__gt=since)
    kept_back = now.hidden | ({*changed.values_list("observation", flat=True)} if told & now.without_past else set())
    return [_without_figures(row) if kept_back & {*row["figures"]} else row for row in rows]


def _row(said: Comparison, changes: Sequence[Version]) -> dict[str, Any]:
    change = said.change if said.is_compared else None
    told = [figure.pk for figure in (said.later, said.earlier if change else None) if figure and figure.value is not None]
    return {
        "measure": said.measure.title,
        "address": said.measure.get_absolute_url(),
        "area": said.series.area.name,
        "source": str(said.series.source),
        "count": said.count,
        "unit": said.measure.unit_many if said.later and said.later.value is not None else "",
        "change": f"{change.words} {change.tail}".strip() if change else "",
        "periods": said.periods,
        "notes": _notes(said),
        "revisions": [_revision(one) for one in changes],
        "figures": sorted({*told, *(one.figure.pk for one in changes)}),
    }


def _notes(said: Comparison) -> list[str]:
    """What a reader must know before trusting the number."""
    if not said.is_compared or said.change is None:
        return [note for note in (said.why_not, said.assumption) if note]
    small = SMALL if said.change.is_small and not said.change.is_withheld else ""
    return [note for note in (said.change.why_no_percentage, small, said.season, said.assumption) if note]


def _revision(change: Version) -> dict[str, str]:
    return {
        "on": timezone.localdate(change.at).isoformat(),
        "period": change.figure.period.label,
        "kind": str(change.revision.get_kind_display()),
        "before": change.before,
        "after": change.after,
        "reason": change.reason.rstrip("."),
    }


def _without_figures(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "count": "Not shown: confidential", "unit": "", "change": "", "notes": [CONFIDENTIAL_SINCE], "revisions": []}
