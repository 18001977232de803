"""What is in a release: each figure with what it says, what it said before, and how it compares."""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property

from citysafe.people import early
from statistics import comparison, shown
from statistics.comparison import Comparison, shown_value
from statistics.models import FigureRevision, Observation, Release, Series

OF_A_FIGURE = ("period_start", "period_end", "period_is_assumed", "period_note", "value", "missing", "status", "edition", "note")
OF_A_REVISION = ("kind", "value", "missing", "status", "value_before", "missing_before", "reason", "edition")
NOT_TOLD = "Not shown: confidential"


@dataclass(frozen=True)
class Content:
    """One figure of a release. `figure` is as the pages show it; a hidden one tells nothing of its past either."""

    series: Series
    figure: Observation
    revision: FigureRevision | None
    first: FigureRevision | None

    @property
    def kind(self) -> str:
        """“New”, “Revised” or “Corrected”."""
        return self.revision.get_kind_display().partition(":")[0].partition(" by")[0] if self.revision else "New"

    @property
    def is_hidden(self) -> bool:
        return self.figure.missing == Observation.Missing.CONFIDENTIAL

    @property
    def before(self) -> str:
        """What stood there until then; empty for a new figure."""
        if self.revision is None:
            return ""
        if self.is_hidden:
            return shown_value(self.figure)
        return said(self.revision.value_before, self.revision.missing_before) if self.figure.past_is_told else NOT_TOLD

    @property
    def taken_away(self) -> str:
        """The count that the public has until then and no longer; for whoever releases it."""
        of = self.revision
        return said(of.value_before, of.missing_before) if of and of.value_before is not None and of.missing else ""

    @property
    def after(self) -> str:
        """What it said when it came out, whatever has become of it since."""
        if self.is_hidden or not self.figure.past_is_told:
            return shown_value(self.figure)
        if self.revision is not None:
            return said(self.revision.value, self.revision.missing)
        return said(self.first.value_before, self.first.missing_before) if self.first else shown_value(self.figure)

    @property
    def now(self) -> str:
        """What it says today, where that is something else."""
        return shown_value(self.figure) if shown_value(self.figure) != self.after else ""

    @cached_property
    def comparison(self) -> Comparison:
        return comparison.compared(self.figure, self.series)


def said(value: int | None, missing: str) -> str:
    return shown_value(Observation(value=value, missing=missing))


def is_open(release: Release, *, preview: bool) -> bool:
    """Whether what it holds may be seen."""
    return release.is_published or early.figures(preview=preview)


def of(release: Release, *, preview: bool) -> list[Content]:
    """In the order of the figures page; queries do not grow with their number."""
    revisions = {revision.observation_id: revision for revision in release.revisions.all()}
    keys = {*revisions, *release.observations.values_list("pk", flat=True)}
    series = Series.objects.shown(preview=preview).filter(observations__in=keys).distinct().in_order()
    first: dict[int, FigureRevision] = {}
    for since in FigureRevision.objects.public().filter(observation__in=keys):
        first.setdefault(since.observation_id, since)
    return [
        Content(one, figure, revisions.get(figure.pk), first.get(figure.pk))
        for one in shown.series(series, preview=preview)
        for figure in one.figures
        if figure.pk in keys
    ]


def digest(release: Release) -> str:
    """The fingerprint by which somebody says: this, and nothing else, is what I looked at."""
    figures = release.observations.order_by("pk").values_list("pk", *OF_A_FIGURE)
    revisions = release.revisions.order_by("pk").values_list("pk", *OF_A_REVISION)
    told = [[*map(str, row)] for row in (*figures, *revisions)]
    day = [str(release.due), release.notes, release.title, release.summary]
    return hashlib.sha256(json.dumps([told, day]).encode()).hexdigest()[:16]
