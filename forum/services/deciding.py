"""What organisers decide about whoever asks to come: approved, or declined with a reason that the person is told or not."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from forum.models import Registration
from forum.services import organisations
from forum.services.ending import end
from forum.services.holding import let_go
from forum.services.places import locked, take
from forum.services.recording import note
from forum.services.standing import reread, set_state

State = Registration.State


@transaction.atomic(durable=True)
def approve(*, registration: Registration, by: Any, why: str = "") -> bool:
    """Give a place, or the position in the queue that belongs to when they registered; False where nothing is to be decided.

    Whose organisation has used its places is let in beyond them for a reason alone (`why`): without one that is False too.
    A held one has been looked at with that: its mail goes out.
    """
    locked(registration.event_id)
    there = reread(registration)
    if there.state != State.AWAITING_APPROVAL:
        return False
    is_beyond = organisations.is_used_up(there.event_id, there.organisation_id)
    if is_beyond and not why:
        return False
    there.approved_at = timezone.now()
    there.counted_in = None if is_beyond else organisations.count(there.event_id, there.organisation_id)
    there.save(update_fields=["approved_at", "counted_in"])
    set_state(there, take(there.event))
    let_go(there)
    note(registration=there, by=by, words=f"Approved beyond the places of the organisation: {why}" if is_beyond else "Approved.")
    return True


@transaction.atomic(durable=True)
def refuse(*, registration: Registration, by: Any, why: str, tells: bool) -> bool:
    """Decline what somebody asked for; False where nothing is to be decided. `tells`: the mail gives the reason, which stays until the person is erased."""
    locked(registration.event_id)
    if tells:
        Registration.objects.filter(pk=registration.pk, state=State.AWAITING_APPROVAL).update(reason_told=why)
    if not end(registration, State.DECLINED, {State.AWAITING_APPROVAL}):
        return False
    note(registration=registration, by=by, words=f"Declined: {why}")
    return True
