"""The one place where a registration's state changes: what goes with the state changes with it."""

from datetime import datetime, timedelta

from django.utils import timezone

from forum.models import Event, Registration
from forum.models.states import ASKED, ENDED, WITH_A_PLACE, State
from forum.services import organisations, workshops


def set_state(registration: Registration, state: str, *, expires_at: datetime | None = None) -> None:
    """To be called while the row of places is locked. `expires_at`: until when an offer stands."""
    had_a_place = registration.has_place
    registration.state, registration.has_place, registration.expires_at = state, state in WITH_A_PLACE, expires_at
    registration.is_unconfirmed = registration.is_unconfirmed and state in ENDED
    registration.arrived_at = registration.arrived_at if state == State.ATTENDED else None
    registration.save(update_fields=["state", "has_place", "expires_at", "is_unconfirmed", "arrived_at", "changed_at"])
    if registration.has_place != had_a_place:
        (workshops.seat if registration.has_place else workshops.unseat)(registration)
    if not registration.is_live:
        organisations.give_back(registration)
        registration.seats.all().delete()
        registration.answers.all().delete()


def asked_until(state: str, event: Event) -> datetime | None:
    """Until when whoever is asked something now can answer: at most until the meeting starts. None where nothing is asked."""
    if state not in ASKED:
        return None
    hours = event.offer_hours if state == Registration.State.OFFERED else event.confirmation_hours
    return min(timezone.now() + timedelta(hours=hours), event.begins_at)


def reread(registration: Registration) -> Registration:
    """As it stands now, locked."""
    return Registration.objects.select_for_update().get(pk=registration.pk)
