"""What becomes of a registration: changed, cancelled, an offer accepted or declined, a held one let go."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from forum.models import Needs, Places, Registration
from forum.services.places import leave_the_queue, locked, pass_on
from forum.services.recording import note, tell
from forum.services.registering import Details, store_needs
from forum.services.standing import set_state

State = Registration.State
LONGEST_HOLD = timedelta(hours=48)


@transaction.atomic(durable=True)
def change(*, registration: Registration, details: Details) -> None:
    """Store other details of the same person; the address is changed by `ask_for_new_address` alone."""
    there = _reread(registration)
    there.full_name, there.role = details.full_name, details.role
    there.organisation_id, there.other_organisation = details.organisation_id, details.other_organisation
    there.save(update_fields=["full_name", "role", "organisation", "other_organisation", "changed_at"])
    store_needs(there, details.needs)


@transaction.atomic(durable=True)
def cancel(*, registration: Registration, by: Any = None, why: str = "") -> bool:
    """End it and pass its place on; False where it had ended already. `by` and `why`: where staff do it."""
    is_done = _end(registration, State.CANCELLED, {State.CONFIRMED, State.OFFERED, State.WAITING})
    if is_done and by:
        note(registration=registration, by=by, words=f"Cancelled: {why}")
    return is_done


@transaction.atomic(durable=True)
def decline(*, registration: Registration) -> bool:
    """Turn an offered place down, which goes to the next; False where none is offered any more."""
    return _end(registration, State.DECLINED, {State.OFFERED})


@transaction.atomic(durable=True)
def accept(*, registration: Registration, by: Any = None) -> bool:
    """Take an offered place; False where none is offered any more. `by`: where staff do it for somebody."""
    locked(registration.event_id)
    there = _reread(registration)
    if there.state != State.OFFERED:
        return False
    set_state(there, State.CONFIRMED)
    tell(there)
    if by:
        note(registration=there, by=by, words="Offer accepted on the person's behalf.")
    return True


@transaction.atomic(durable=True)
def release(*, registration: Registration, by: Any = None) -> bool:
    """Let a held registration's mail go out, as things stand with it now; False where it was not held. `by`: where staff do it."""
    if not Registration.objects.held().live().filter(pk=registration.pk).update(is_held=False):
        return False
    there = _reread(registration)
    tell(there)
    if by:
        note(registration=there, by=by, words="Looked at and let go: its mail may go out.")
    return True


def release_old_holds() -> str:
    """Let go what nobody has decided on for 48 hours, or until the day before the meeting; one sentence of how many that were."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    is_old = Q(registered_at__lte=timezone.now() - LONGEST_HOLD) | Q(event__held_on__lte=tomorrow)
    old = Registration.objects.held().live().filter(is_old)
    released = sum(release(registration=registration) for registration in old)
    return f"{released} held registrations let go" if released else ""


def _end(registration: Registration, state: str, from_states: set[Any]) -> bool:
    places = locked(registration.event_id)
    there = _reread(registration)
    if there.state not in from_states:
        return False
    had_a_place = there.has_a_place
    set_state(there, state)
    Needs.objects.filter(registration=there).delete()
    _give_back(places, had_a_place=had_a_place)
    if not there.is_held:
        tell(there)
    return True


def _give_back(places: Places, *, had_a_place: bool) -> None:
    if had_a_place:
        pass_on(places)
    else:
        leave_the_queue(places)


def _reread(registration: Registration) -> Registration:
    return Registration.objects.select_for_update().get(pk=registration.pk)
