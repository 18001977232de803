"""Entering, checking, releasing and revising figures, and importing them from published files."""

from statistics.services.calendar import cancel, move
from statistics.services.claims import look_again
from statistics.services.figures import enter, mark_as_checked
from statistics.services.gathering import figures_that_wait, fill, release_of, revise_alone, revisions_that_wait, waiting_of
from statistics.services.imports import apply, discard, undo
from statistics.services.relating import agree, drop, relate
from statistics.services.releasing import ask_for_review, release, take_back
from statistics.services.revising import revise, withdraw, write_due_revisions
from statistics.services.suppressing import keeps_hidden, refuse_to_show, remember, remember_due
from statistics.services.uploads import edition_of, keep, limits, read_due, same_files, short, upload

__all__ = [
    "agree",
    "apply",
    "ask_for_review",
    "cancel",
    "discard",
    "drop",
    "edition_of",
    "enter",
    "figures_that_wait",
    "fill",
    "keep",
    "keeps_hidden",
    "limits",
    "look_again",
    "mark_as_checked",
    "move",
    "read_due",
    "refuse_to_show",
    "relate",
    "release",
    "release_of",
    "remember",
    "remember_due",
    "revise",
    "revise_alone",
    "revisions_that_wait",
    "same_files",
    "short",
    "take_back",
    "undo",
    "upload",
    "waiting_of",
    "withdraw",
    "write_due_revisions",
]
