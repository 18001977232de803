"""What each field of an answer means, object by object. A test holds every answer beside it."""

from dataclasses import dataclass

from citysafe.design.tables import Table
from statistics.files import claims, measures, releases, revisions

IN_THE_FILE = "As in the file {name}; what is a code there is null here."


@dataclass(frozen=True)
class Object:
    """`name` is the field or list that holds such an object."""

    name: str
    title: str
    fields: dict[str, str]
    holds: str = ""


def _of(table: Table, title: str, **more: str) -> Object:
    meanings = {column.name: column.meaning for column in table.columns} | more
    return Object(table.name, title, meanings, IN_THE_FILE.format(name=table.file_name))


MEASURE = {
    "measure_id": "The last part of the address of the measure's page.",
    "title": "What is counted, as people say it.",
    "group": "headline: announced with the plan; duty: asked for by the Home Office; other: another published count.",
    "counted": "What one count is: victims, offences, incidents, admissions, residents or unstated.",
    "unit_one": "The noun for one.",
    "unit_many": "The noun for several.",
    "wished": "Which way is better: fewer, more or neither.",
    "counts_deaths": "Whether each count is a death.",
    "latest": "The latest figure of the main series; null where there is none.",
    "latest_series_id": "The series that it belongs to.",
    "why_no_figure": "Where there is none: why, and what would be needed.",
    "links": "self, page and csv: this answer in full, the page for people, the file.",
}
OBJECTS = [
    Object(
        "root",
        "The start",
        {
            "version": "The version of the API.",
            "publisher": "name, and is_invented: whether the partnership and its figures are an example.",
            "updated_at": "When any of it changed last.",
            "licence": "name, title and path of the licence, and the terms in words.",
            "links": "The address of each list.",
            "documentation": "This page.",
            "files": "package and descriptor: the data package.",
        },
    ),
    Object("measures", "A measure in the list", MEASURE),
    Object(
        "measure",
        "A measure in full",
        {
            **MEASURE,
            "definition": "What is counted and what is not. Markdown.",
            "not_comparable_with": "Figures that look alike and are not. Markdown; empty where none is named.",
            "small_count_threshold": "A count below this is a small one.",
            "small_counts": "caution: a percentage from a small count is given; withhold: it is not.",
            "updated_at": "When the measure or one of its figures changed last.",
            "series": "Its series, the main one first.",
            "revisions": "Every past value of its figures.",
        },
    ),
    Object(
        "series",
        "A series",
        {
            "series_id": "The number of the series: one measure in one area from one publication. It stays the same.",
            "is_main": "Whether its latest figure stands at the top of the measure's page.",
            "area": "area_id, name, kind and code of the area.",
            "source": "source_id, title, publisher, licence and url of the publication.",
            "taken_from": "Which cells of the published file are added up; null where the figures are typed in.",
            "breaks": "on and reason of each day from which something was counted in a new way.",
            "figures": "Its figures, the oldest first.",
        },
    ),
    Object(
        "figure",
        "A figure",
        {
            "figure_id": "The figure's number. It stays when the figure is revised, and is never given to another.",
            "period": "start and end, both days included; label in words; is_assumed where the source does not name it, with a note that says why.",
            "value": "The count; null where there is none, never 0 in its place.",
            "missing": "Why there is no value: reason, code and words; null where there is one.",
            "status": "How settled it is: final, provisional, revised, estimated or as announced.",
            "codes": "[p], [r], [e], [b] as in the files; null for none of them.",
            "edition": "name of the edition it was taken from, and published_on.",
            "note": "What a reader must know about this one figure.",
            "release_id": "The release that it first came out with; null where it came with the site's first content.",
            "public_since": "Since when a figure for this period has been public here.",
            "change": "The change from the one it is compared with.",
        },
    ),
    Object(
        "change",
        "A change",
        {
            "compared_with": "figure_id, start, end and value of the earlier figure: of a part of a year that of the same months a year earlier, where it is published; null where there is none.",
            "difference": "The later count less the earlier one.",
            "direction": "down, up or same.",
            "percentage": "exact, as a fraction in text (-5800/139); decimal, to three places or more; rounded, as the pages write it.",
            "words": "The change as the pages say it.",
            "rule": "Which rule of the recipe made the words.",
            "is_small": "Whether either count is a small one: read the counts, not the percentage.",
            "why_none": "Why there is no percentage, or no change at all; null where nothing is held back.",
        },
    ),
    _of(measures.AREAS, "An area"),
    _of(measures.SOURCES, "A publication"),
    _of(claims.TABLE, "A statement"),
    _of(
        releases.TABLE,
        "A release",
        date_changes="Every announced day of it that was changed.",
        early_access="Who had its figures before everybody else; empty while it is not out.",
    ),
    _of(releases.DATE_CHANGES, "A changed day"),
    _of(releases.EARLY_ACCESS, "Early access"),
    _of(revisions.TABLE, "A past value"),
]
