"""At the door of a meeting: who has arrived, and who comes without having registered."""

from copy import copy
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from forum.models import Event, Registration
from forum.services.recording import note
from forum.services.registering import Details, register

State = Registration.State


@transaction.atomic(durable=True)
def arrive(*, event: Event, pk: int, by: Any) -> bool:
    """Mark that somebody with a place is here. False where that is marked already, or there is no place: two taps are one arrival.

    One conditional update: a cancellation at the same moment comes before it or after it, never between.
    """
    now = timezone.now()
    theirs = Registration.objects.filter(event=event, pk=pk).with_a_place().exclude(state=State.ATTENDED)
    is_here = {"state": State.ATTENDED, "arrived_at": now, "is_unconfirmed": False, "expires_at": None, "changed_at": now}
    return _noted(theirs.update(**is_here), pk, by, "Arrived.")


@transaction.atomic(durable=True)
def undo_arrival(*, event: Event, pk: int, by: Any) -> bool:
    """Take an arrival back: the place stays. False where none is marked."""
    theirs = Registration.objects.filter(event=event, pk=pk, state=State.ATTENDED)
    return _noted(theirs.update(state=State.CONFIRMED, arrived_at=None, changed_at=timezone.now()), pk, by, "Arrival taken back.")


def walk_in(*, event: Event, key: UUID, details: Details, notice_version: str, by: Any) -> Registration | None:
    """Register somebody who stands at the door, by the rules of everybody, and mark the arrival of whoever got a place.

    The same form sent again is one person. None: the address is registered already. May raise `NoPlacesError`.
    """
    present = copy(event)
    present.confirms_by_mail = False  # whoever stands there has nothing to confirm
    register(event=present, key=key, details=details, notice_version=notice_version)
    made = Registration.objects.filter(key=key).first()
    if made and arrive(event=event, pk=made.pk, by=by):
        made.refresh_from_db()
    return made


def _noted(changed: int, pk: int, by: Any, words: str) -> bool:
    if changed:
        note(registration=Registration.objects.get(pk=pk), by=by, words=words)
    return bool(changed)
