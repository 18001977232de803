"""Entering and checking figures, and importing them from published files."""

from statistics.services.figures import enter, mark_as_checked
from statistics.services.imports import apply, discard, release_revisions, undo
from statistics.services.uploads import edition_of, keep, limits, read_due, same_files, short, upload

__all__ = [
    "apply",
    "discard",
    "edition_of",
    "enter",
    "keep",
    "limits",
    "mark_as_checked",
    "read_due",
    "release_revisions",
    "same_files",
    "short",
    "undo",
    "upload",
]
