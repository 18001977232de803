"""Held registrations: they have their place or position at once, and their mail goes out when they are let go."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from citysafe.design.text import counted
from forum.models import Registration
from forum.services.recording import note, tell
from forum.services.standing import asked_until, reread

LONGEST_HOLD = timedelta(hours=48)


@transaction.atomic(durable=True)
def release(*, registration: Registration, by: Any = None) -> bool:
    """Let a held registration's mail go out, as things stand with it now; False where it was not held. `by`: where staff do it."""
    there = reread(registration)
    if not there.is_held or not there.is_live:
        return False
    let_go(there)
    if by:
        note(registration=there, by=by, words="Looked at and let go: its mail may go out.")
    return True


def let_go(registration: Registration) -> None:
    """The time that the person has to answer begins now: nobody was told of it before. The row is locked."""
    registration.is_held, registration.expires_at = False, asked_until(registration.state, registration.event)
    registration.save(update_fields=["is_held", "expires_at", "changed_at"])
    tell(registration)


def release_old_holds() -> str:
    """Let go what nobody has decided on for 48 hours, or until the day before the meeting; one sentence of how many that were."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    is_old = Q(registered_at__lte=timezone.now() - LONGEST_HOLD) | Q(event__held_on__lte=tomorrow)
    old = Registration.objects.held().live().filter(is_old)
    released = sum(release(registration=registration) for registration in old)
    return f"{counted(released, 'held registration', 'held registrations')} let go" if released else ""
