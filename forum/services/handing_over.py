"""Handing a registration over to a colleague: the place or the position stays, the person changes, once the colleague accepts."""

from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from citysafe.mail import services as mail
from citysafe.privacy import traces
from forum.models import HandOver, Registration
from forum.services import organisations, workshops
from forum.services.answering import store_answers
from forum.services.ending import make_way
from forum.services.moving import MOST_AN_HOUR, AddressTakenError
from forum.services.places import locked
from forum.services.recording import note, tell
from forum.services.registering import Details, store_needs

ENDED = {"colleague_name": None, "colleague_email": None}


@transaction.atomic(durable=True)
def invite(*, registration: Registration, full_name: str, email: str) -> bool:
    """Invite a colleague by mail, instead of anybody invited before; False where too many were within the hour, or nothing is there to hand over."""
    locked(registration.event_id)
    there = _still_theirs(registration)
    if (
        there is None
        or HandOver.objects.filter(registration=there, asked_at__gt=timezone.now() - timedelta(hours=1)).count() >= MOST_AN_HOUR
    ):
        return False
    _end(there)
    made = HandOver.objects.create(registration=there, colleague_name=full_name, colleague_email=email)
    mail.queue(kind="forum.hand-over", about=made.pk)
    return True


@transaction.atomic(durable=True)
def withdraw(*, registration: Registration) -> bool:
    """End the invitation that stands; False where none does."""
    locked(registration.event_id)
    there = _still_theirs(registration)
    return there is not None and _end(there)


def take_over(*, hand_over: HandOver, key: UUID, details: Details, notice_version: str) -> bool:
    """Give the registration to the colleague with their own details; whoever had it is registered no more.

    False where the invitation does not stand any more. May raise `WorkshopsFullError`, `OrganisationFullError`, and `AddressTakenError`, which only the
    colleague may be told.
    """
    make_way(hand_over.registration.event, details.email or "")
    try:
        return _take_over(hand_over, key, details, notice_version)
    except IntegrityError:
        raise AddressTakenError from None


@transaction.atomic(durable=True)
def _take_over(hand_over: HandOver, key: UUID, details: Details, notice_version: str) -> bool:
    locked(hand_over.registration.event_id)
    there = Registration.objects.select_for_update(of=("self",)).select_related("event").get(pk=hand_over.registration_id)
    if not there.may_hand_over or not HandOver.objects.open().filter(pk=hand_over.pk).update(
        ended_at=timezone.now(), is_accepted=True, **ENDED
    ):
        return False
    former = _former(there)
    _give(there, key, details, notice_version)
    former.save(force_insert=True)
    traces.mail_about("forum.Registration", [there.pk]).update(about=former.pk)
    tell(there)
    mail.queue(kind="forum.handed-over", about=former.pk)
    note(registration=there, by=None, words=f"Taken over from a colleague, whose registration {former} has ended.")
    note(registration=former, by=None, words=f"Handed over to a colleague, who has registration {there}.")
    return True


def _former(there: Registration) -> Registration:
    """The registration of whoever hands over, as one of its own that has ended: with its key and reference, and so the entry in their calendar.

    A version on: the link that was sent for it is over.
    """
    kept = (
        "event",
        "key",
        "reference",
        "first_state",
        "full_name",
        "email",
        "organisation",
        "other_organisation",
        "role",
        "notice_version",
        "registrar_name",
        "registrar_email",
        "former_email",
        "address_moved_at",
    )
    fields = {name: getattr(there, name) for name in (*kept, "registered_at")}
    return Registration(state=Registration.State.CANCELLED, link_version=there.link_version + 1, **fields)


def _give(there: Registration, key: UUID, details: Details, notice_version: str) -> None:
    """Nothing of the person before is left in it, and their link opens it no more."""
    organisations.move(there, details.organisation_id)
    there.key, there.reference, there.notice_version = key, "", notice_version
    there.full_name, there.email, there.role = details.full_name, details.email, details.role
    there.organisation_id, there.other_organisation = details.organisation_id, details.other_organisation
    there.registrar_name = there.registrar_email = None
    there.new_email = there.new_email_asked_at = there.asked_again_at = None
    there.former_email = there.address_moved_at = None
    there.shares_name = details.shares_name
    there.link_version += 1
    there.registered_at = timezone.now()
    there.save()
    store_needs(there, details.needs)
    store_answers(there, details.answers)
    workshops.choose(there, details.workshops)


def _still_theirs(registration: Registration) -> Registration | None:
    """As it stands now; None where it was handed over since its link was opened, or cannot be handed over any more."""
    own = Registration.objects.select_for_update(of=("self",)).filter(pk=registration.pk, link_version=registration.link_version)
    there = own.select_related("event").first()
    return there if there and there.may_hand_over else None


def _end(there: Registration) -> bool:
    return bool(HandOver.objects.not_ended().filter(registration=there).update(ended_at=timezone.now(), **ENDED))
