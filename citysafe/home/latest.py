"""What has changed lately, over the whole site."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from heapq import merge
from itertools import islice

from django.utils import timezone

from citysafe.history.models import Revision
from plan.models import Announcement, ProgressUpdate


@dataclass(frozen=True)
class Change:
    """One line of the list: the day, what it concerns with its address, and what happened."""

    on: date
    title: str
    address: str
    words: str


def latest(limit: int) -> list[Change]:
    """The latest public changes, newest first, in three queries."""
    return list(islice(merge(*(source(limit) for source in SOURCES), key=lambda change: change.on, reverse=True), limit))


def announcements(limit: int) -> Iterable[Change]:
    for told in Announcement.objects.published().order_by("-announced_on", "-pk")[:limit]:
        yield Change(told.announced_on, told.title, told.get_absolute_url(), told.summary)


def progress_notes(limit: int) -> Iterable[Change]:
    for note in ProgressUpdate.objects.published().select_related("action").order_by("-reported_on", "-pk")[:limit]:
        yield Change(note.reported_on, str(note.action), f"{note.action.get_absolute_url()}#notes", note.title)


def described_changes(limit: int) -> Iterable[Change]:
    for revision in Revision.objects.public()[:limit]:
        yield Change(timezone.localdate(revision.at), revision.name, revision.address, revision.public_note)


SOURCES = (announcements, progress_notes, described_changes)
