"""Corrections of public figures: what was wrong, since when, and by how much."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from citysafe.design.text import day
from statistics import shown, versions
from statistics.models import FigureRevision, Series
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
        return f"{version.reason.rstrip('.')}. {since} this site said “{version.before}”. It says “{version.after}” now{by}."


def of_series(series: Iterable[Series]) -> list[Notice]:
    """The corrections of these series, read with `shown.series`, the newest first."""
    read = list(series)
    return among(versions.versions([figure for one in read for figure in one.figures]), read)


def among(changes: Iterable[Version], series: Iterable[Series]) -> list[Notice]:
    """The corrections among the changes of these series."""
    series_of = {figure.pk: one for one in series for figure in one.figures}
    return [Notice(version, series_of[version.figure.pk]) for version in changes if version.is_correction]


def everywhere(*, preview: bool) -> list[Notice]:
    corrected = FigureRevision.objects.public().filter(kind=FigureRevision.Kind.CORRECTED).order_by()
    series = Series.objects.shown(preview=preview).filter(observations__revisions__in=corrected).distinct()
    return of_series(shown.series(series.in_order(), preview=preview))


def lately(notices: Sequence[Notice]) -> list[Notice]:
    """Those that a reader may not have heard of yet."""
    return [notice for notice in notices if notice.version.at > timezone.now() - LATELY]
