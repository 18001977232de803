"""All that is public of the figures at this moment, and each table of it as CSV. Whatever is asked for is read once, and nothing else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from citysafe.design.tables import Table, as_csv
from citysafe.pages.models import Partnership
from statistics import ledger, versions
from statistics.files import changes, claims, figures, measures, releases, revisions
from statistics.ledger import Document
from statistics.models import Area, Measure, Release, Series, Source
from statistics.readings import Reading, read
from statistics.versions import Version

TABLES = [
    figures.TABLE,
    changes.TABLE,
    revisions.TABLE,
    releases.TABLE,
    releases.DATE_CHANGES,
    releases.EARLY_ACCESS,
    measures.MEASURES,
    measures.SERIES,
    measures.BREAKS,
    measures.AREAS,
    measures.SOURCES,
    claims.TABLE,
]


@dataclass(frozen=True)
class Published:
    """Queries do not grow with the number of figures."""

    preview: bool

    @cached_property
    def partnership(self) -> Partnership:
        return Partnership.objects.first() or Partnership()

    @cached_property
    def readings(self) -> list[Reading]:
        return read(Measure.objects.shown(preview=self.preview), preview=self.preview)

    @cached_property
    def documents(self) -> list[Document]:
        return ledger.documents(preview=self.preview)

    @cached_property
    def versions(self) -> list[Version]:
        return versions.versions([figure for reading in self.readings for figure in reading.figures])

    @cached_property
    def releases(self) -> list[Release]:
        return list(Release.objects.in_calendar(preview=self.preview).prefetch_related("date_changes", "early_access"))

    @cached_property
    def series(self) -> list[Series]:
        return [history.series for history in measures.histories(self.readings)]

    @property
    def areas(self) -> list[Area]:
        return measures.areas(self.series, [entry.claim.area for entry in claims.entries(self.documents)])

    @property
    def sources(self) -> list[Source]:
        return measures.sources(self.series)

    @property
    def updated_at(self) -> datetime | None:
        """When any of it changed last; None while nothing is public."""
        moments = [reading.updated_at for reading in self.readings] + [document.updated_at for document in self.documents]
        moments += [version.at for version in self.versions] + [release.updated_at for release in self.releases]
        return max(moments, default=None)

    def versions_of(self, reading: Reading) -> list[Version]:
        return [version for version in self.versions if version.figure.series.measure_id == reading.measure.pk]

    @property
    def rows(self) -> dict[str, Iterable[Mapping[str, Any]]]:
        """The rows of each table by its name."""
        return {
            "figures": figures.rows(self.readings),
            "changes": changes.rows(self.readings),
            "revisions": revisions.rows(self.versions),
            "releases": releases.rows(self.releases),
            "date_changes": releases.date_change_rows(self.releases),
            "early_access": releases.early_access_rows(self.releases),
            "measures": measures.measure_rows(self.readings),
            "series": measures.series_rows(self.readings),
            "breaks": measures.break_rows(self.readings),
            "areas": measures.area_rows(self.areas),
            "sources": measures.source_rows(self.sources),
            "claims": claims.rows(self.documents),
        }

    def as_csv(self) -> dict[Table, bytes]:
        found = self.rows
        return {table: as_csv(table, found[table.name]).encode() for table in TABLES}
