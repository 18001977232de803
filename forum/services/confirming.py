"""The owner of an address confirms the registration that was made with it."""

from django.db import transaction

from forum.models import Registration
from forum.models.states import ASKED
from forum.services.ending import end
from forum.services.places import locked, take
from forum.services.recording import tell
from forum.services.standing import reread, set_state

State = Registration.State


@transaction.atomic(durable=True)
def confirm(*, registration: Registration) -> bool:
    """Give it the place that was held, or what there is now, or to the organisers; False where nothing is to be confirmed, or the moment is over."""
    locked(registration.event_id)
    there = reread(registration)
    if there.state != State.AWAITING_CONFIRMATION:
        return False
    if there.has_expired:
        end(there, State.EXPIRED, ASKED)
        return False
    set_state(there, _next_state(there))
    tell(there)
    return True


def _next_state(registration: Registration) -> str:
    if registration.has_a_place:
        return State.CONFIRMED
    return State.AWAITING_APPROVAL if registration.first_state == State.AWAITING_APPROVAL else take(registration.event)
