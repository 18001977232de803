"""Thanks once a meeting is over, with a link to its feedback form; and what comes back by it."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from citysafe.design.text import counted
from citysafe.history import services as history
from citysafe.history.reading import read
from citysafe.mail import services as mail
from citysafe.people.personal_data import FEEDBACK
from citysafe.work import tasks
from forum.models import Event, Feedback, Registration
from forum.models.feedback import OPEN_FOR, WORDS
from forum.models.states import State

KIND = "forum.thanks"
AT_ONCE = 20  # letters in one transaction, which stays short
WORDS_KEPT = FEEDBACK.after


def thank() -> str:
    """Queue a letter to everybody who came, once, or who had a place where nobody was marked; one sentence of how many those were.

    From the moment on at which the meeting is concluded, for as long as its form is open.
    """
    since = timezone.localdate() - OPEN_FOR
    thanked = 0
    for event in Event.objects.published().over().filter(turnout__isnull=False, held_on__gte=since):
        while not tasks.ending.is_set() and (chosen := list(to_thank(event)[:AT_ONCE])):
            thanked += _thank(chosen)
    return f"{counted(thanked, 'letter', 'letters')} of thanks queued" if thanked else ""


def to_thank(event: Event) -> QuerySet[Registration]:
    came = Q(state=State.ATTENDED) if event.turnout.came else Q(has_place=True)
    return event.registrations.filter(came, email__isnull=False, is_held=False, thanked_at=None).order_by("pk")


@transaction.atomic(durable=True)
def _thank(chosen: list[Registration]) -> int:
    """Each is taken by a conditional update: of two processes one alone writes to somebody."""
    done = 0
    for registration in chosen:
        if Registration.objects.filter(pk=registration.pk, thanked_at=None).update(thanked_at=timezone.now()):
            mail.queue(kind=KIND, about=registration.pk)
            done += 1
    return done


@transaction.atomic(durable=True)
def take(*, event: Event, key: UUID, useful: str, words: dict[str, str], looks_automatic: bool) -> None:
    """Keep what somebody says of a meeting, with nothing of whoever that is; sent twice, it is kept once.

    All answers of the meeting are written anew in the order of their keys: a database that keeps rows as they came, or gives them
    numbers, would tell in which order people answered.
    """
    list(Event.objects.select_for_update().filter(pk=event.pk))  # one after the other
    if Feedback.objects.filter(key=key).exists():
        return
    said = {name: words[name] or None for name in WORDS}
    rows = [*event.feedback.all(), Feedback(key=key, event=event, useful=useful, looks_automatic=looks_automatic, **said)]
    event.feedback.all().delete()
    Feedback.objects.bulk_create(sorted(rows, key=lambda row: row.key))


@transaction.atomic
def count(*, event: Event, key: UUID, by: Any) -> bool:
    """Count what looked made by a program; False where nothing is to be counted. The history says that it was done, and not what was said."""
    is_done = bool(event.feedback.filter(key=key, looks_automatic=True).update(looks_automatic=False))
    if is_done:
        history.record(
            thing=event, before=read(event), by=by, why="An answer on how it was is counted, which had looked made by a program."
        )
    return is_done


def forget_words() -> int:
    """Erase the free words 90 days after the meeting, and keep how useful it was; of how many answers that was."""
    said = Q(*((f"{name}__isnull", False) for name in WORDS), _connector=Q.OR)
    over = Feedback.objects.filter(said, event__held_on__lte=timezone.localdate() - WORDS_KEPT)
    return over.update(**dict.fromkeys(WORDS))
