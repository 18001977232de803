"""Places: taken by newcomers, passed on to the first who waits, and offered when there are more of them."""

from typing import Any

from django.db import transaction
from django.db.models import F, Q

from citysafe.history import services as history
from citysafe.history.reading import read
from forum.models import Event, Places, Registration
from forum.services.availability import tell_if_words_change
from forum.services.recording import tell
from forum.services.standing import asked_until, set_state

State = Registration.State


class NoPlacesError(Exception):
    """People do not register for this meeting here."""


class TooFewPlacesError(ValueError):
    """More places are taken already; `taken` says how many."""

    def __init__(self, taken: int) -> None:
        super().__init__(taken)
        self.taken = taken


def take(event: Event) -> str:
    """Take a place, or a position at the end of the queue: the state that a newcomer's registration has from now on.

    To be called first in the transaction that stores it. Each step is one conditional update, so that no two people can
    have the same place; where a place comes free between the two steps, they are tried again.
    """
    places = Places.objects.filter(event=event)
    while True:
        if take_free(event):
            return State.CONFIRMED
        if places.filter(taken=F("capacity")).update(waiting=F("waiting") + 1):
            return State.WAITING
        if not places.exists():
            raise NoPlacesError(event.pk)


def take_free(event: Event) -> bool:
    """Take a place that is free and that nobody waits for, or that nobody is offered any more; False where there is none."""
    places = Places.objects.filter(event=event)
    if not places.filter(Q(waiting=0) | Q(queue_is_over=True), taken__lt=F("capacity")).update(taken=F("taken") + 1):
        return False
    tell_if_words_change(places.get(), taken=1)
    return True


def locked(event_id: int) -> Places:
    """The row of places, for this transaction alone: whoever changes who has one waits here."""
    return Places.objects.select_for_update().get(event=event_id)


def pass_on(places: Places) -> None:
    """Offer a place that came free to the first in the queue; free it when nobody waits, or the queue is over. `places` is locked."""
    if not places.event.has_a_queue:
        return _count(places, taken=-1, queue_is_over=True)
    first = Registration.objects.filter(event=places.event_id).in_the_queue().select_for_update().first()
    if first is None:
        return _count(places, taken=-1)
    _count(places, waiting=-1)
    return _offer(first, places.event)


def leave_the_queue(places: Places) -> None:
    _count(places, waiting=-1)


@transaction.atomic
def set_capacity(*, event: Event, capacity: int, by: Any, why: str = "") -> Places:
    """Give a meeting so many places, with a line in its history. Raises `TooFewPlacesError`."""
    before = read(event)
    places = change_capacity(event=event, capacity=capacity)
    history.record(thing=event, before=before, by=by, why=why)
    return places


@transaction.atomic
def change_capacity(*, event: Event, capacity: int) -> Places:
    """Offer new places to those who wait, in the order of the queue, or to nobody where that is over.

    Whoever calls this records it. Raises `TooFewPlacesError`.
    """
    Places.objects.get_or_create(event=event, defaults={"capacity": capacity})
    places = locked(event.pk)
    if capacity < places.taken:
        raise TooFewPlacesError(places.taken)
    places.capacity = capacity
    _offer_what_is_free(places, event)
    return places


def reopen_the_queue(event: Event) -> None:
    """Offer what came free while it was cancelled, or had begun, now that it takes place after all, or later."""
    places = Places.objects.select_for_update().filter(event=event, queue_is_over=True).first()
    if places and event.has_a_queue:
        _offer_what_is_free(places, event)


def _offer_what_is_free(places: Places, event: Event) -> None:
    """`places` is locked, and saved here."""
    free = places.capacity - places.taken if event.has_a_queue else 0
    chosen = list(Registration.objects.filter(event=event).in_the_queue().select_for_update()[:free])
    places.taken, places.waiting, places.queue_is_over = places.taken + len(chosen), places.waiting - len(chosen), not event.has_a_queue
    places.save()
    for registration in chosen:
        _offer(registration, event)


def _count(places: Places, *, taken: int = 0, waiting: int = 0, **more: bool) -> None:
    Places.objects.filter(pk=places.pk).update(taken=F("taken") + taken, waiting=F("waiting") + waiting, **more)
    tell_if_words_change(Places.objects.get(pk=places.pk), taken=taken)


def _offer(registration: Registration, event: Event) -> None:
    until = None if registration.is_held else asked_until(State.OFFERED, event)
    set_state(registration, State.OFFERED, expires_at=until)
    if not registration.is_held:
        tell(registration)
