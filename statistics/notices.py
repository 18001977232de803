"""Corrections of public figures: what was wrong, since when, and by how much."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from citysafe.design.text import day
from statistics import shown, versions
from statistics.models import FigureRevision, Observation, Release, Series
from statistics.versions import Version

LATELY = timedelta(days=365)


@dataclass(frozen=True)
class Notice:
    """One correction. Those of a hidden figure are told nowhere: what was wrong would tell the figure."""

    version: Version
    series: Series

    @property
    def name(self) -> str:
        """“Knife crime, the city, October 2022 to September 2023”."""
        return f"{self.series.measure}, {self.series.area}, {self.version.figure.period.label}"

    @property
    def anchor(self) -> str:
        return f"correction-{self.version.revision.pk}"

    @property
    def words(self) -> str:
        version = self.version
        by = f": {version.by}" if version.by else ""
        since = f"From {day(version.since)} to {day(version.at)}" if version.since else f"Until {day(version.at)}"
        return f"{version.reason.rstrip('.')}. {since} this site said “{version.before}”. It was corrected to “{version.after}”{by}."


def of_series(series: Iterable[Series]) -> list[Notice]:
    """The corrections of these series, read with `shown.series`, the newest first."""
    read = list(series)
    return among(versions.versions([figure for one in read for figure in one.figures]), read)


def of_release(of: Release, figures: Collection[Observation], series: Iterable[Series]) -> list[Notice]:
    """The corrections that it brought of these figures, and those that came after it."""
    held = {figure.pk for figure in figures}
    return [notice for notice in of_series(series) if notice.version.figure.pk in held and notice.version.at >= of.moment]


def among(changes: Iterable[Version], series: Iterable[Series]) -> list[Notice]:
    """The corrections among the changes of these series."""
    series_of = {figure.pk: one for one in series for figure in one.figures}
    return [Notice(version, series_of[version.figure.pk]) for version in changes if version.is_correction]


def newest(most: int, *, preview: bool) -> list[Notice]:
    """The newest corrections of any series, so many at the most: no more figures than that are read, and queries do not grow."""
    now = shown.protected(preview=preview)
    figures = Observation.objects.shown(preview=preview).filter(series__in=Series.objects.shown(preview=preview))
    corrected = FigureRevision.objects.public().filter(kind=FigureRevision.Kind.CORRECTED, observation__in=figures)
    told = corrected.exclude(observation__in=now.hidden | now.without_past).reverse()[:most]
    keys = {*told.values_list("observation", flat=True)}
    read = list(figures.filter(pk__in=keys).select_related("series__measure", "series__area"))
    shown.tell(read, preview=preview, now=now)
    return [Notice(version, version.figure.series) for version in versions.versions(read) if version.is_correction][:most]


def lately(notices: Sequence[Notice]) -> list[Notice]:
    """Those that a reader may not have heard of yet."""
    return [notice for notice in notices if notice.version.at > timezone.now() - LATELY]
