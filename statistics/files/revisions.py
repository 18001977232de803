"""Every past value that the public has seen."""

from collections.abc import Iterable, Iterator
from typing import Any

from statistics.change import CODES
from statistics.files.figures import MISSING
from statistics.files.tables import Column, Table
from statistics.versions import Version
from statistics.wording import MINUS

TABLE = Table(
    "revisions",
    "Every past value",
    "One row for each time that a public figure was changed: what stood there before, what after, when and why. The newest first.",
    (
        Column("figure_id", "integer", "The figure that changed."),
        Column("at", "datetime", "When it changed."),
        Column("kind", "string", "Whether its publisher revised it, or a fault was put right.", ("revised", "corrected")),
        Column("before_value", "integer", "The count before, or the code of the reason why there was none."),
        Column("before_missing", "string", "Why there was no count, in a word; [z] where there was one.", MISSING),
        Column("after_value", "integer", "The count after, or the code of the reason why there is none."),
        Column("after_missing", "string", "Why there is no count, in a word; [z] where there is one.", MISSING),
        Column("reason", "string", "Why it was changed; [z] where no reason was given."),
    ),
    links={"figure_id": "figures"},
)
NOT_ON_RECORD = "not_available"


def rows(versions: Iterable[Version]) -> Iterator[dict[str, Any]]:
    for version in versions:
        yield _row(version)


def _row(version: Version) -> dict[str, Any]:
    """The one place that knows what a version holds."""
    before, after = _count(version.before), _count(version.after)
    return {
        "figure_id": version.figure.pk,
        "at": version.at,
        "kind": "corrected",
        **_side("before", before, "" if before is not None else NOT_ON_RECORD),
        **_side("after", after, "" if after is not None else NOT_ON_RECORD),
        "reason": version.reason,
    }


def _side(name: str, value: int | None, missing: str) -> dict[str, Any]:
    return {f"{name}_value": CODES[missing] if value is None else value, f"{name}_missing": missing}


def _count(said: str) -> int | None:
    """“−1,204” is −1204; words stand for a count that was not there."""
    digits = said.replace(",", "").replace(MINUS, "-")
    return int(digits) if digits.removeprefix("-").isdecimal() else None
