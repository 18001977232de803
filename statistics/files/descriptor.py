"""What the data package says of itself, by the Data Package standard: resources, types, keys, checksums, licence, recipe."""

import hashlib
from typing import Any

from django.conf import settings
from django.utils.text import slugify

from citysafe.design.tables import Column, Table, moment
from statistics.files.codes import CODES, MARKS
from statistics.files.published import Published
from statistics.files.recipe import RULES, STEPS

LICENCE = {
    "name": "OGL-UK-3.0",
    "title": "Open Government Licence v3.0",
    "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
}
TERMS = (
    "The Open Government Licence v3.0 covers what the partnership itself has published here. Each publication that counts were taken from has a licence of its own, "
    "which stands in sources.csv and beside each figure. Where it says “Not stated”, its publisher has not said on which terms the counts may be used: ask before you use them."
)
INVENTED = "The partnership is invented, and so is every figure in this package."


def descriptor(found: Published, files: dict[Table, bytes]) -> dict[str, Any]:
    resources = [_resource(table, text) for table, text in files.items()]
    who = found.partnership
    about = {
        "profile": "tabular-data-package",
        "name": slugify(f"{who.known_as} figures"),
        "title": f"Figures published by {who.name or 'the partnership'}",
        "description": " ".join([*([INVENTED] if who.is_example else []), TERMS]),
        "homepage": f"{settings.SITE_URL}/statistics/",
        "version": _version(resources),
    }
    if found.updated_at:
        about["created"] = moment(found.updated_at)
    return about | {
        "licenses": [LICENCE],
        "contributors": [{"title": who.name or "The partnership", "role": "publisher", "path": f"{settings.SITE_URL}/"}],
        "sources": [_source(source.title, source.publisher, source.url, source.licence) for source in found.sources],
        "codes": CODES | MARKS,
        "recipe": {"steps": STEPS, "rules": RULES, "checked_by": "recompute.py"},
        "resources": resources,
    }


def _version(resources: list[dict[str, Any]]) -> str:
    """Another whenever any file is another: the first digits of the checksum of all checksums."""
    return hashlib.sha256("".join(resource["hash"] for resource in resources).encode()).hexdigest()[:12]


def _source(title: str, publisher: str, url: str, licence: str) -> dict[str, str]:
    return {"title": title, "publisher": publisher, "licence": licence} | ({"path": url} if url else {})


def _resource(table: Table, text: bytes) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": table.file_name,
        "title": table.title,
        "description": table.holds,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(text),
        "hash": f"sha256:{hashlib.sha256(text).hexdigest()}",
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, Any]:
    fields = [_field(column, table.keys) for column in table.columns]
    links = [
        {"fields": [name], "reference": {"resource": "" if other == table.name else other, "fields": [_KEYS[other]]}}
        for name, other in table.links.items()
    ]
    key = {"primaryKey": table.keys} if table.keys else {}
    return {"fields": fields, "missingValues": ["", *CODES], **key, **({"foreignKeys": links} if links else {})}


_KEYS = {
    "figures": "figure_id",
    "measures": "measure_id",
    "series": "series_id",
    "areas": "area_id",
    "sources": "source_id",
    "releases": "release_id",
}


def _field(column: Column, keys: list[str]) -> dict[str, Any]:
    limits: dict[str, Any] = {"required": True} if column.name in keys else {}
    limits |= ({"unique": True} if keys == [column.name] else {}) | ({"enum": [*column.choices]} if column.choices else {})
    words = {"trueValues": ["yes"], "falseValues": ["no"]} if column.kind == "boolean" else {}
    said = {"name": column.name, "type": column.kind, "description": column.meaning}
    return said | words | ({"constraints": limits} if limits else {})
