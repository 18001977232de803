"""What organisers do about the queue, out of its order and with a reason: a place for one more, the front, another meeting."""

from typing import Any
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.db.models import F, Min
from django.db.models.functions import Greatest

from citysafe.history import services as history
from citysafe.history.reading import read
from forum.models import Event, Needs, Places, Registration
from forum.models.needs import KINDS_OF_NEED
from forum.models.states import TO_COME
from forum.services import organisations
from forum.services.ending import end, make_way
from forum.services.holding import let_go
from forum.services.places import locked, take
from forum.services.recording import note, tell
from forum.services.standing import reread, set_state

State = Registration.State
COPIED = ("full_name", "email", "organisation_id", "other_organisation", "role", "notice_version", "registrar_name", "registrar_email")


class AlreadyThereError(Exception):
    """The address is registered for that meeting already."""


@transaction.atomic(durable=True)
def give_place(*, registration: Registration, by: Any, why: str) -> bool:
    """Give a place to somebody who waits, added unless one is free, which it is once the queue is over. False where they do not wait any more."""
    before = read(registration.event)
    locked(registration.event_id)
    there = reread(registration)
    if there.state != State.WAITING:
        return False
    enough = Greatest("capacity", F("taken") + 1)
    Places.objects.filter(event=there.event_id).update(capacity=enough, taken=F("taken") + 1, waiting=F("waiting") - 1)
    there.queue_rank = _before_all(there)
    there.save(update_fields=["queue_rank"])
    set_state(there, State.CONFIRMED)
    let_go(there)
    if read(there.event) != before:
        history.record(thing=there.event, before=before, by=by, why="One place more, for somebody who waits.")
    note(registration=there, by=by, words=f"Given a place: {why}")
    return True


@transaction.atomic(durable=True)
def move_to_front(*, registration: Registration, by: Any, why: str) -> bool:
    """Make somebody who waits the first of the queue; False where they do not wait any more."""
    locked(registration.event_id)
    there = reread(registration)
    if there.state != State.WAITING:
        return False
    there.queue_rank = _before_all(there)
    there.save(update_fields=["queue_rank", "changed_at"])
    if not there.is_held:
        tell(there)
    note(registration=there, by=by, words=f"Moved to the front of the queue: {why}")
    return True


def move_to_event(*, registration: Registration, event: Event, by: Any, why: str) -> bool:
    """End it here and register the same person there, at the end of that queue if it is full; False where it has ended.

    It is a registration of its own, so that nobody there is overtaken. May raise `AlreadyThereError`.
    """
    make_way(event, registration.email or "")
    try:
        return _move_to_event(registration, event, by, why)
    except IntegrityError:
        raise AlreadyThereError from None


@transaction.atomic(durable=True)
def _move_to_event(registration: Registration, event: Event, by: Any, why: str) -> bool:
    for number in sorted({registration.event_id, event.pk}):
        locked(number)
    there = reread(registration)
    if there.state not in TO_COME or there.state == State.AWAITING_CONFIRMATION:
        return False
    state = take(event)
    fields = {name: getattr(there, name) for name in COPIED}
    made = Registration(event=event, key=uuid4(), state=state, first_state=state, has_place=state == State.CONFIRMED, **fields)
    made.counted_in = organisations.count_if_free(event.pk, there.organisation_id)
    made.save(force_insert=True)
    if needs := Needs.objects.filter(registration=there).first():
        Needs.objects.create(registration=made, **{name: getattr(needs, name) for name in KINDS_OF_NEED})
    Registration.objects.filter(pk=there.pk).update(moved_to=made)
    end(there, State.CANCELLED, TO_COME)
    tell(made)
    note(registration=there, by=by, words=f"Moved to another meeting, as {made}: {why}")
    note(registration=made, by=by, words=f"Moved here from another meeting, where it was {there}: {why}")
    return True


def _before_all(registration: Registration) -> int:
    """A rank before everybody's who waits there."""
    queue = Registration.objects.filter(event=registration.event_id).in_the_queue().order_by()
    return min(queue.aggregate(first=Min("queue_rank"))["first"] or 0, 0) - 1
