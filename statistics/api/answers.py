"""What each address of the API answers."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from citysafe.design.tables import Column, Table, moment
from statistics.api.figures import Answer, brief, full, link
from statistics.files import claims, measures, releases, revisions
from statistics.files.descriptor import LICENCE, TERMS
from statistics.files.published import Published
from statistics.models import Release
from statistics.readings import Reading
from statistics.versions import Version

MOST_REVISIONS = 500
LISTS = {
    "measures": "Every measure with its latest figure.",
    "areas": "Every area that a figure or a statement is about.",
    "sources": "Every publication that figures were taken from.",
    "claims": "Every published statement beside our own sum.",
    "releases": "When figures came out and when the next are due, with changed days and early access.",
    "revisions": f"Every past value, the newest first: at most {MOST_REVISIONS}. All of them stand in revisions.csv.",
}


def root(found: Published) -> Answer:
    who = found.partnership
    return {
        "version": "1",
        "publisher": {"name": who.name or None, "is_invented": who.is_example},
        "updated_at": moment(found.updated_at) if found.updated_at else None,
        "licence": {**LICENCE, "terms": TERMS},
        "links": {name: link(f"api-{name}") for name in LISTS},
        "documentation": link("api"),
        "files": {"package": link("data-file", "figures.zip"), "descriptor": link("data-file", "datapackage.json")},
    }


def of_measures(readings: Iterable[Reading]) -> Answer:
    return _listed("measures", [brief(reading) for reading in readings])


def of_measure(reading: Reading, past: Iterable[Version]) -> Answer:
    return {**full(reading), "revisions": plain(revisions.TABLE, revisions.rows(past))}


def of_areas(found: Published) -> Answer:
    return _listed("areas", plain(measures.AREAS, measures.area_rows(found.areas)))


def of_sources(found: Published) -> Answer:
    return _listed("sources", plain(measures.SOURCES, measures.source_rows(found.sources)))


def of_claims(found: Published) -> Answer:
    return _listed("claims", plain(claims.TABLE, claims.rows(found.documents)))


def of_releases(found: Published) -> Answer:
    return _listed("releases", [_release(release) for release in found.releases])


def _release(of: Release) -> Answer:
    """A release with every changed day, and with who saw its figures before."""
    [row] = plain(releases.TABLE, releases.rows([of]))
    days, access = releases.date_change_rows([of]), releases.early_access_rows([of])
    return {**row, "date_changes": plain(releases.DATE_CHANGES, days), "early_access": plain(releases.EARLY_ACCESS, access)}


def of_revisions(found: Published) -> Answer:
    newest = plain(revisions.TABLE, revisions.rows(found.versions[:MOST_REVISIONS]))
    return {**_listed("revisions", newest), "count": len(found.versions), "csv": link("data-file", "revisions.csv")}


def _listed(name: str, things: list[Answer]) -> Answer:
    return {"count": len(things), name: things}


def plain(table: Table, rows: Iterable[Mapping[str, Any]]) -> list[Answer]:
    """Rows of a file as data: null in place of a code, days and moments as text."""
    return [{column.name: _plain(column, row[column.name]) for column in table.columns} for row in rows]


def _plain(column: Column, value: Any) -> Any:
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    is_code = column.kind == "integer" and isinstance(value, str)
    return None if value == "" or is_code else value
