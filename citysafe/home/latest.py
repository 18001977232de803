"""What has changed lately, over the whole site."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from heapq import merge
from itertools import islice

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from citysafe.history.models import Revision
from citysafe.publishing.models import Publishable, is_public
from forum.models import EventChange
from plan.models import Announcement, ProgressUpdate
from statistics import shown
from statistics.models import Observation
from statistics.protection import Protection

NOT_SHOWN = "This count is not shown: it is confidential."
PAST_NOT_SHOWN = "This count was changed. What it was before is not shown: a confidential count could be worked out from it."


@dataclass(frozen=True)
class Change:
    """One line of the list: the day, what it concerns with its address, and what happened. `key` tells it from all others."""

    on: date
    title: str
    address: str
    words: str
    key: str


def latest(limit: int, since: date = date.min) -> list[Change]:
    """The latest public changes, newest first, in four queries; none of a day before `since`."""
    return list(islice(merge(*(source(limit, since) for source in SOURCES), key=lambda change: change.on, reverse=True), limit))


def announcements(limit: int, since: date) -> Iterable[Change]:
    for told in Announcement.objects.published().filter(announced_on__gte=since).defer("body").order_by("-announced_on", "-pk")[:limit]:
        yield Change(told.announced_on, told.title, told.get_absolute_url(), told.summary, _key(told))


def progress_notes(limit: int, since: date) -> Iterable[Change]:
    notes = ProgressUpdate.objects.published().filter(reported_on__gte=since).defer("words")
    for note in notes.select_related("action").order_by("-reported_on", "-pk")[:limit]:
        yield Change(note.reported_on, str(note.action), f"{note.action.get_absolute_url()}#notes", note.title, _key(note))


def moved_forums(limit: int, since: date) -> Iterable[Change]:
    began = timezone.make_aware(datetime.combine(since, time.min))
    moved = EventChange.objects.filter(is_public("event"), saved_at__gte=began).select_related("event").order_by("-saved_at", "-pk")
    for change in moved[:limit]:
        yield Change(timezone.localdate(change.saved_at), change.event.title, change.event.get_absolute_url(), change.words, _key(change))


def described_changes(limit: int, since: date) -> Iterable[Change]:
    protected, figures = shown.protected(preview=False), ContentType.objects.get_for_model(Observation).pk
    revisions = Revision.objects.public().filter(at__gte=timezone.make_aware(datetime.combine(since, time.min)))
    for revision in revisions.exclude(_of_what_is_not_public())[:limit]:
        words = _of_figure(revision, protected) if revision.content_type_id == figures else revision.public_note
        yield Change(timezone.localdate(revision.at), revision.name, revision.address, words, _key(revision))


def _key(thing: Model) -> str:
    """Always the same for one thing, and no number: those of changes would tell how many there are that are not public."""
    return salted_hmac(f"{__name__}.{thing._meta.label}", str(thing.pk), algorithm="sha256").hexdigest()[:20]


def _of_figure(revision: Revision, protected: Protection) -> str:
    """An old note on a figure that is hidden may tell its number in words; one on a figure whose past is not told may tell that."""
    if revision.object_id in protected.hidden:
        return NOT_SHOWN
    tells_past = revision.object_id in protected.without_past and any(sign.isnumeric() for sign in revision.public_note)
    return PAST_NOT_SHOWN if tells_past else revision.public_note


def _of_what_is_not_public() -> Q:
    """Notes on drafts, on what is still to come and on what was taken off the site again: they would tell its title."""
    hidden = Q()
    for model in apps.get_models():
        if issubclass(model, Publishable):
            public = model.objects.published().values("pk")
            hidden |= Q(content_type=ContentType.objects.get_for_model(model)) & ~Q(object_id__in=public)
    return hidden


SOURCES = (announcements, progress_notes, moved_forums, described_changes)
