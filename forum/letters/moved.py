"""A meeting has moved, is cancelled, or takes place after all: what is new for this person since they were last told."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import cast

from django.db.models import Max

from citysafe.mail.letters import Letter
from citysafe.mail.models import QueuedMail
from forum import moves, samples
from forum.letters.writing import calendar_entry, letter
from forum.models import EventChange, Registration

KIND = "forum.changed"
State = Registration.State


def by_number(about: int) -> Letter | None:
    registration = Registration.objects.select_related("event__places").filter(pk=about, email__isnull=False).first()
    if registration is None or not registration.may_change:
        return None
    return changed(registration, [*registration.event.changes.filter(saved_at__gte=_told_at(registration))])


def changed(of: Registration, changes: Sequence[EventChange]) -> Letter | None:
    """What `changes` did, from the first to the last; None where all is as it was. That it is cancelled is always said."""
    new = moves.sentences(changes[0], of.event) if changes else []
    if not new and not of.event.is_cancelled:
        return None
    was_cancelled = bool(changes) and changes[0].is_cancelled
    method = "CANCEL" if of.event.is_cancelled else "REQUEST"
    return letter(
        of,
        "Cancelled" if of.event.is_cancelled else "It takes place after all" if was_cancelled else "Moved",
        "forum/mail/changed.txt",
        calendar=calendar_entry(of, method) if of.state == State.CONFIRMED else b"",
        method=method,
        was_cancelled=was_cancelled,
        new=" ".join(new),
        notes=[change.note for change in changes if change.note],
    )


def _told_at(of: Registration) -> datetime:
    """Since when something may be new: a mail says how things stand when it is written, which is after it was queued."""
    sent = QueuedMail.objects.filter(kind=KIND, about=of.pk, state=QueuedMail.State.SENT)
    return sent.aggregate(at=Max("queued_at"))["at"] or of.registered_at


def sample() -> Letter:
    of = samples.registration(State.CONFIRMED)
    before = EventChange(**(moves.facts(of.event) | {"venue": "Another Hall", "held_on": date(2030, 3, 7)}), note="The hall is closed.")
    return cast(Letter, changed(of, [before]))
