"""Places in workshops: taken with the place at the meeting or not at all, given back with it, and changed for others in one step.

Whoever calls these holds the row of the meeting's places already, in the transaction that moves the registration. Rows of
workshops are moved in the order of their numbers.
"""

from collections.abc import Collection

from django.db.models import F, QuerySet

from citysafe.mail import services as mail
from forum.models import Event, Registration, Workshop, WorkshopSeat
from forum.services.availability import tell_if_words_change


class WorkshopsFullError(Exception):
    """Nothing was stored, because these are full, or gone since the form was fetched: `workshops`, by number."""

    def __init__(self, workshops: list[int]) -> None:
        super().__init__(workshops)
        self.workshops = workshops


def take(registration: Registration, chosen: Collection[int]) -> None:
    """Take a place in each for somebody who is about to be stored, if they have one at the meeting. Raises `WorkshopsFullError`.

    It comes before the address is looked at: a known one and a new one are told the same.
    """
    if registration.has_a_place and (full := [number for number in sorted(chosen) if not _taken(registration, number)]):
        raise WorkshopsFullError(full)


def store(registration: Registration, chosen: Collection[int]) -> None:
    """Keep what was chosen: the places that `take` took, or the wishes of somebody who has none at the meeting."""
    there = Workshop.objects.filter(event=registration.event_id, pk__in=chosen) if chosen else []
    WorkshopSeat.objects.bulk_create(
        WorkshopSeat(workshop=workshop, registration=registration, is_kept=registration.has_a_place) for workshop in there
    )


def choose(registration: Registration, chosen: Collection[int]) -> None:
    """Make these the workshops of somebody, in place of those before; where one is full, all stay as they were.

    What was a wish already stays one while it is full, as old as it was. Raises `WorkshopsFullError`, for which the transaction must be undone.
    """
    before = dict(registration.seats.values_list("workshop", "is_kept"))
    stays = {number for number in chosen if before.get(number)}
    full = []
    given_up = {number for number, is_kept in before.items() if is_kept} - stays
    for number in sorted({*chosen, *given_up} - stays):
        if number in given_up:
            _give_back(number)
        elif registration.has_a_place and _taken(registration, number):
            continue
        elif number in before:
            stays.add(number)
        elif registration.has_a_place:
            full.append(number)
    if full:
        raise WorkshopsFullError(full)
    registration.seats.exclude(workshop__in=stays).delete()
    store(registration, set(chosen) - stays)


def seat(registration: Registration) -> None:
    """Take a place in each workshop that somebody wished for, now that they have one at the meeting; what is full stays a wish."""
    for wish in registration.seats.wished().order_by("workshop"):
        if _taken(registration, wish.workshop_id):
            _set_kept(wish, is_kept=True)


def unseat(registration: Registration) -> None:
    """Give back the places in workshops of somebody who has none at the meeting any more: what they chose is a wish again."""
    for one in registration.seats.kept().order_by("workshop"):
        _give_back(one.workshop_id)
        _set_kept(one, is_kept=False)


def leave(event: Event, registrations: QuerySet[Registration]) -> None:
    """Give up what all of these chose, in one step: when the meeting is over."""
    WorkshopSeat.objects.filter(registration__in=registrations).delete()
    for workshop in event.workshops.order_by("pk"):
        Workshop.objects.filter(pk=workshop.pk).update(taken=workshop.seats.kept().count())


def _taken(registration: Registration, number: int) -> bool:
    """Whether one more place was taken: one conditional update, so that no two people can have the same."""
    workshop = Workshop.objects.filter(pk=number, event=registration.event_id)
    if not workshop.filter(taken__lt=F("capacity")).update(taken=F("taken") + 1):
        return False
    tell_if_words_change(workshop.get(), taken=1)
    return True


def give_what_is_free(workshop: Workshop) -> None:
    """More places than before go to those who wished for them, the first first."""
    while (wish := _longest_wish(workshop.pk)) and _taken(wish.registration, workshop.pk):
        _keep_and_tell(wish)


def _longest_wish(number: int) -> WorkshopSeat | None:
    """Of somebody with a place at the meeting; None once the queue is over."""
    wishes = WorkshopSeat.objects.wished().filter(workshop=number, registration__has_place=True)
    first = wishes.select_related("registration__event").order_by("pk").first()
    return first if first and first.registration.event.has_a_queue else None


def _keep_and_tell(wish: WorkshopSeat) -> None:
    _set_kept(wish, is_kept=True)
    if not wish.registration.is_held and not wish.registration.is_unconfirmed:
        mail.queue(kind="forum.workshop", about=wish.registration_id)


def _give_back(number: int) -> None:
    """It passes on to the longest wish, or comes free."""
    if wish := _longest_wish(number):
        return _keep_and_tell(wish)
    Workshop.objects.filter(pk=number).update(taken=F("taken") - 1)
    return tell_if_words_change(Workshop.objects.get(pk=number), taken=-1)


def _set_kept(seat: WorkshopSeat, *, is_kept: bool) -> None:
    seat.is_kept = is_kept
    seat.save(update_fields=["is_kept"])
