"""Registering for a meeting: a place or a position, the registration and its mail in one transaction, or nothing."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from citysafe.mail import services as mail
from citysafe.mail.models import QueuedMail
from forum.models import Event, Needs, Places, Registration
from forum.services.places import NoPlacesError, take

ONE_MAIL_EVERY = timedelta(hours=1)
TRIES = 3
__all__ = ["Details", "NoPlacesError", "register", "store_needs"]


@dataclass(frozen=True)
class Details:
    """What somebody wrote into the form, cleaned: nothing is an empty string but among the needs, by their field's name."""

    full_name: str
    email: str
    organisation_id: int | None = None
    other_organisation: str | None = None
    role: str | None = None
    needs: dict[str, str] = field(default_factory=dict)


def register(*, event: Event, key: UUID, details: Details, notice_version: str, is_held: bool = False) -> str:
    """Register somebody, and say what a newcomer is told at this moment: “confirmed” or “waiting”.

    The same form (`key`) sent again gets the first answer. An address that is registered already gets the answer that a
    new one would get; its owner is told by mail, once an hour at most. `NoPlacesError`: there is nothing to register for.
    """
    for _ in range(TRIES):
        try:
            return _newcomer(event, key, details, notice_version, is_held)
        except IntegrityError:
            if told := _known(event, key, details.email):
                return told
    raise RuntimeError("A registration was refused by the database, and nothing says why.")


@transaction.atomic(durable=True)
def _newcomer(event: Event, key: UUID, details: Details, notice_version: str, is_held: bool) -> str:  # noqa: FBT001
    state = take(event)
    registration = Registration(
        event=event,
        key=key,
        state=state,
        first_state=state,
        is_held=is_held,
        full_name=details.full_name,
        email=details.email,
        organisation_id=details.organisation_id,
        other_organisation=details.other_organisation,
        role=details.role,
        notice_version=notice_version,
    )
    registration.save(force_insert=True)
    store_needs(registration, details.needs)
    if not is_held:
        mail.queue(kind="forum.registration", about=registration.pk)
    return state


def store_needs(registration: Registration, needs: dict[str, str]) -> None:
    """Keep what somebody needs, or nothing where nothing is said."""
    if any(needs.values()):
        Needs.objects.update_or_create(registration=registration, defaults=needs)
    else:
        Needs.objects.filter(registration=registration).delete()


@transaction.atomic(durable=True)
def _known(event: Event, key: UUID, email: str) -> str | None:
    """What to tell where the form was sent before, or the address is registered; None where neither is so any more."""
    if sent_before := Registration.objects.filter(key=key).first():
        return sent_before.first_state
    there = Registration.objects.filter(event=event).live().of_address(email)
    if not there.update(asked_again_at=timezone.now()):
        return None
    _tell_the_owner(there.get())
    places = Places.objects.get(event=event)
    return Registration.State.WAITING if places.is_full else Registration.State.CONFIRMED


def _tell_the_owner(registration: Registration) -> None:
    recent = QueuedMail.objects.filter(kind="forum.already", about=registration.pk, queued_at__gt=timezone.now() - ONE_MAIL_EVERY)
    if not registration.is_held and not recent.exists():
        mail.queue(kind="forum.already", about=registration.pk)
