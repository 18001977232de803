"""Places of one organisation: counted up with each of its people, and given back when one's registration ends.

Whoever calls these holds the row of the meeting's places already, but for `count`, which takes it where that is needed.
"""

from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from forum.models import Event, OrganisationPlaces, Places, Registration

UNDECIDED = Q(first_state=Registration.State.AWAITING_APPROVAL, approved_at=None)


class OrganisationFullError(Exception):
    """The organisation has used its places: the organisers decide about everybody beyond."""


def count(event_id: int, organisation_id: int | None) -> OrganisationPlaces | None:
    """Count one more of its people; None where it is not limited. Raises `OrganisationFullError`. One conditional update."""
    places = OrganisationPlaces.objects.of(event_id, organisation_id).first() if organisation_id else None
    if places is None:
        return None
    list(Places.objects.select_for_update().filter(event=event_id))  # before its own row, in the order of everybody
    if not OrganisationPlaces.objects.filter(pk=places.pk, taken__lt=F("at_most")).update(taken=F("taken") + 1):
        raise OrganisationFullError(organisation_id)
    return places


def count_if_free(event_id: int, organisation_id: int | None) -> OrganisationPlaces | None:
    """Count one more where there is room; whom organisers bring in beyond it, with a reason, is not counted."""
    try:
        return count(event_id, organisation_id)
    except OrganisationFullError:
        return None


def is_used_up(event_id: int, organisation_id: int | None) -> bool:
    return organisation_id is not None and OrganisationPlaces.objects.of(event_id, organisation_id).used_up().exists()


def move(registration: Registration, organisation_id: int | None) -> None:
    """Somebody is of another organisation from now on. Raises `OrganisationFullError`, for which the transaction must be undone.

    Whoever the organisers have not decided about is not counted anywhere yet.
    """
    if organisation_id == registration.organisation_id or _is_undecided(registration):
        return
    give_back(registration)
    registration.counted_in = count(registration.event_id, organisation_id)
    registration.save(update_fields=["counted_in"])


def give_back(registration: Registration) -> None:
    if registration.counted_in_id is None:
        return
    OrganisationPlaces.objects.filter(pk=registration.counted_in_id).update(taken=F("taken") - 1)
    registration.counted_in = None
    registration.save(update_fields=["counted_in"])


def leave(event: Event, registrations: QuerySet[Registration]) -> None:
    """Give back the places of all of these in one step: when the meeting is over."""
    registrations.update(counted_in=None)
    for places in event.organisation_places.order_by("pk"):
        OrganisationPlaces.objects.filter(pk=places.pk).update(taken=places.registrations.count())


def of_the_organisation(event: Event, organisation: Any) -> QuerySet[Registration]:
    """Its people who have registered and whom nobody has to decide about."""
    return Registration.objects.live().filter(event=event, organisation=organisation).exclude(UNDECIDED)


def count_those_there(places: OrganisationPlaces) -> None:
    """A limit that is new counts who has registered already."""
    there = of_the_organisation(places.event, places.organisation).update(counted_in=places)
    OrganisationPlaces.objects.filter(pk=places.pk).update(taken=there)


def forget(held_until: date) -> None:
    """Nobody of those meetings is known any more: nobody is counted by organisation."""
    OrganisationPlaces.objects.filter(event__held_on__lte=held_until, taken__gt=0).update(taken=0)


def _is_undecided(registration: Registration) -> bool:
    return registration.first_state == Registration.State.AWAITING_APPROVAL and registration.approved_at is None
