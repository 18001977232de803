"""Registering for a meeting: a place or a position, the registration and its mail in one transaction, or nothing."""

from contextlib import suppress
from dataclasses import dataclass, field, replace
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from forum.addresses import email_key
from forum.models import Event, Needs, OrganisationPlaces, Registration, RepeatedSubmission
from forum.services import organisations, workshops
from forum.services.answering import store_answers
from forum.services.ending import make_way
from forum.services.organisations import OrganisationFullError
from forum.services.places import NoPlacesError, take, take_free
from forum.services.recording import tell
from forum.services.standing import asked_until

State = Registration.State
TRIES = 3
NOBODY = 0
__all__ = ["Details", "NoPlacesError", "register", "store_needs", "submission_key"]


@dataclass(frozen=True)
class Details:
    """What somebody wrote into the form, cleaned: nothing is an empty string but among the needs, by their field's name."""

    full_name: str
    email: str | None
    organisation_id: int | None = None
    other_organisation: str | None = None
    role: str | None = None
    shares_name: bool = False
    registrar_name: str | None = None
    """Who registers them, where it is somebody else."""
    registrar_email: str | None = None
    needs: dict[str, str] = field(default_factory=dict)
    answers: dict[int, str] = field(default_factory=dict)
    """By the question's number."""
    workshops: frozenset[int] = frozenset()
    """By number, none of which overlaps another."""


def submission_key(stamp: UUID, *, event: Event, email: str) -> UUID:
    """What belongs to a form as it was sent: sent with another address, or for another meeting, it is another one.

    Were it the form's alone, whoever sends one form with two addresses would learn whether the first was registered.
    """
    return uuid5(stamp, f"{event.pk} {email_key(email)}")


def register(*, event: Event, key: UUID, details: Details, notice_version: str, is_held: bool = False) -> str:
    """Register somebody, and say what a newcomer is told at this moment: “confirmed”, “waiting” or “awaiting_approval”.

    The same submission (`key`) sent again gets the first answer. An address that is registered already gets the answer that
    a new one would get; its owner is told by mail, once an hour at most. `NoPlacesError`: there is nothing to register for.
    `WorkshopsFullError`: one that was chosen is full, whoever the address belongs to; nothing is stored.
    """
    for _ in range(TRIES):
        if told := _answered(key):
            return told
        make_way(event, details.email or "")
        with suppress(IntegrityError):
            if told := _stored(event, key, details, notice_version, is_held):
                return told
    raise RuntimeError("A registration was refused by the database, and nothing says why.")


def _answered(key: UUID) -> str | None:
    """What was told to whoever sent this before."""
    registrations = Registration.objects.filter(key=key).order_by().values_list("first_state", flat=True)
    return next(iter(registrations.union(RepeatedSubmission.objects.filter(key=key).values_list("told", flat=True))), None)


@transaction.atomic(durable=True)
def _stored(event: Event, key: UUID, details: Details, notice_version: str, is_held: bool) -> str | None:  # noqa: FBT001
    """Store it, and what was told; None where the address was registered, and is not any more.

    The same statements for a known address and a new one, so that nobody learns from the work which it was: a known one goes all
    the way without an address, and then all of that is taken back. Its owner is told by due work, to which `asked_again_at` says so.
    """
    known = Registration.objects.filter(event=event).live().of_address(details.email or "").order_by().values_list("pk", flat=True).first()
    untouched = transaction.savepoint()
    told = _newcomer(event, key, replace(details, email=None) if known else details, notice_version, is_held)
    (transaction.savepoint_rollback if known else transaction.savepoint_commit)(untouched)
    there = Registration.objects.live().filter(pk=known or NOBODY)
    if not there.update(asked_again_at=F("asked_again_at") if is_held else timezone.now()) and known:
        return None
    RepeatedSubmission.objects.create(key=key, told=told)
    return told


def _newcomer(event: Event, key: UUID, details: Details, notice_version: str, is_held: bool) -> str:  # noqa: FBT001
    told, counted_in = _admitted(event, details.organisation_id)
    state = State.AWAITING_CONFIRMATION if event.confirms_by_mail else told
    registration = Registration(
        event=event,
        key=key,
        state=state,
        first_state=told,
        has_place=told == State.CONFIRMED,
        is_unconfirmed=event.confirms_by_mail,
        expires_at=None if is_held else asked_until(state, event),
        is_held=is_held,
        counted_in=counted_in,
        full_name=details.full_name,
        email=details.email,
        organisation_id=details.organisation_id,
        other_organisation=details.other_organisation,
        role=details.role,
        shares_name=details.shares_name,
        registrar_name=details.registrar_name,
        registrar_email=details.registrar_email,
        notice_version=notice_version,
    )
    workshops.take(registration, details.workshops)
    registration.save(force_insert=True)
    workshops.store(registration, details.workshops)
    store_needs(registration, details.needs)
    store_answers(registration, details.answers)
    if not is_held:
        tell(registration)
    return told


def _admitted(event: Event, organisation_id: int | None) -> tuple[str, OrganisationPlaces | None]:
    """What a newcomer gets, and where they are counted; the organisers decide where they do so about each, or the organisation has used its places."""
    if event.is_by_approval:
        return State.AWAITING_APPROVAL, None
    try:
        counted_in = organisations.count(event.pk, organisation_id)
    except OrganisationFullError:
        return State.AWAITING_APPROVAL, None
    return _first_state(event), counted_in


def _first_state(event: Event) -> str:
    """Who must confirm first has a place if one is free, and comes into the queue when that is done."""
    if not event.confirms_by_mail:
        return take(event)
    return State.CONFIRMED if take_free(event) else State.WAITING


def store_needs(registration: Registration, needs: dict[str, str]) -> None:
    """Keep what somebody needs, or nothing where nothing is said."""
    if any(needs.values()):
        Needs.objects.update_or_create(registration=registration, defaults=needs)
    else:
        Needs.objects.filter(registration=registration).delete()
