"""What has changed lately, over the whole site."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from heapq import merge
from itertools import islice

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone

from citysafe.history.models import Revision
from citysafe.publishing.models import Publishable
from plan.models import Announcement, ProgressUpdate
from statistics import shown
from statistics.models import Observation

NOT_SHOWN = "This count is not shown: it is confidential."


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
    hidden = _hidden_figures()
    for revision in Revision.objects.public().exclude(_of_what_is_not_public())[:limit]:
        words = NOT_SHOWN if (revision.content_type_id, revision.object_id) in hidden else revision.public_note
        yield Change(timezone.localdate(revision.at), revision.name, revision.address, words)


def _hidden_figures() -> set[tuple[int, int]]:
    """Figures that are confidential, or would give one away that is: an old note on them may tell the number in words."""
    keys = shown.hidden_keys(preview=False)
    return {(ContentType.objects.get_for_model(Observation).pk, key) for key in keys}


def _of_what_is_not_public() -> Q:
    """Notes on drafts, on what is still to come and on what was taken off the site again: they would tell its title."""
    hidden = Q()
    for model in apps.get_models():
        if issubclass(model, Publishable):
            public = model.objects.published().values("pk")
            hidden |= Q(content_type=ContentType.objects.get_for_model(model)) & ~Q(object_id__in=public)
    return hidden


SOURCES = (announcements, progress_notes, described_changes)
