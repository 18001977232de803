"""A registration ends: by its owner, by staff, or because the moment is over until which something was asked. Its place passes on."""

from collections.abc import Container

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from citysafe.design.text import counted
from forum.models import Event, Needs, Registration
from forum.models.states import ASKED
from forum.services.places import leave_the_queue, locked, pass_on
from forum.services.recording import tell
from forum.services.standing import reread, set_state

State = Registration.State


def end(registration: Registration, state: str, from_states: Container[str]) -> bool:
    """To be called in a transaction. False where it is in none of `from_states` any more, or was handed over since."""
    places = locked(registration.event_id)
    there = reread(registration)
    if there.state not in from_states or there.link_version != registration.link_version:
        return False
    had_a_place, waited = there.has_a_place, there.state == State.WAITING
    set_state(there, state)
    Needs.objects.filter(registration=there).delete()
    if had_a_place:
        pass_on(places)
    elif waited:
        leave_the_queue(places)
    if not there.is_held and not there.is_unconfirmed:
        tell(there)
    return True


@transaction.atomic(durable=True)
def expire(*, registration: Registration) -> bool:
    """End it if its moment is over; False where it is not, or somebody has answered."""
    locked(registration.event_id)
    there = reread(registration)
    return there.has_expired and end(there, State.EXPIRED, ASKED)


def expire_due() -> str:
    """End what nobody has answered in time, one transaction each; one sentence of how many that were.

    An offer that stands when the meeting starts, or is cancelled, is left as it is: there is nobody any more to pass it on to.
    """
    today_or_unconfirmed = Q(is_unconfirmed=True) | Q(event__held_on__gte=timezone.localdate())
    due = Registration.objects.overdue().filter(today_or_unconfirmed).select_related("event").order_by("expires_at", "pk")
    ended = sum(expire(registration=one) for one in due if one.is_unconfirmed or one.event.has_a_queue)
    return f"{counted(ended, 'offer or unconfirmed registration has', 'offers and unconfirmed registrations have')} ended" if ended else ""


def make_way(event: Event, email: str) -> None:
    """End what this address has there if its moment is over, whether or not the due work has run; not what the due work leaves."""
    over = Registration.objects.filter(event=event).live().overdue().of_address(email).first()
    if over and (over.is_unconfirmed or event.has_a_queue):
        expire(registration=over)
