"""Every past value that the public has seen."""

from collections.abc import Iterable, Iterator
from typing import Any

from citysafe.design.tables import Column, Table
from statistics.change import CODES
from statistics.files.figures import MISSING
from statistics.versions import Version

TABLE = Table(
    "revisions",
    "Every past value",
    "One row for each time that a public figure was changed: what stood there before, what after, when and why. The newest first.",
    (
        Column("figure_id", "integer", "The figure that changed."),
        Column("at", "datetime", "When it changed."),
        Column("since", "datetime", "From when on it said what was changed; [z] where that is not on record."),
        Column("kind", "string", "Whether its publisher revised it, or a fault was put right.", ("revised", "corrected")),
        Column("before_value", "integer", "The count before, or the code of the reason why there was none."),
        Column("before_missing", "string", "Why there was no count, in a word; [z] where there was one.", MISSING),
        Column("after_value", "integer", "The count after, or the code of the reason why there is none."),
        Column("after_missing", "string", "Why there is no count, in a word; [z] where there is one.", MISSING),
        Column("reason", "string", "Why it was changed; [z] where no reason was given."),
        Column("release", "string", "The release that it came out with; [z] where it came with none."),
    ),
    links={"figure_id": "figures"},
)


def rows(versions: Iterable[Version]) -> Iterator[dict[str, Any]]:
    for version in versions:
        yield _row(version)


def _row(version: Version) -> dict[str, Any]:
    """The one place that knows what a version holds."""
    said = version.revision
    return {
        "figure_id": version.figure.pk,
        "at": version.at,
        "since": version.since,
        "kind": said.kind,
        **_side("before", said.value_before, said.missing_before),
        **_side("after", said.value, said.missing),
        "reason": version.reason,
        "release": str(version.release or ""),
    }


def _side(name: str, value: int | None, missing: str) -> dict[str, Any]:
    return {f"{name}_value": CODES[missing] if value is None else value, f"{name}_missing": missing}
