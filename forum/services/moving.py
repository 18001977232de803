"""Another address for a registration: it counts once the owner of the new one has confirmed it."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from citysafe.mail import services as mail
from citysafe.mail.models import QueuedMail
from forum.addresses import email_key
from forum.models import Registration
from forum.services.ending import make_way
from forum.services.places import locked
from forum.services.recording import tell

MOST_AN_HOUR = 3
MOVED = ("email", "email_key", "new_email", "new_email_asked_at", "former_email", "address_moved_at")


class AddressTakenError(Exception):
    """The new address is registered for the same meeting itself. Only its owner may be told."""


@transaction.atomic(durable=True)
def ask_for_new_address(*, registration: Registration, email: str) -> bool:
    """Remember the address and send it a link; until that is used the old one stays.

    False where too many were sent within the hour, or nothing can be changed any more: erased or ended since the link was opened.
    """
    locked(registration.event_id)
    there = Registration.objects.select_related("event").get(pk=registration.pk)
    if there.link_version != registration.link_version or there.email is None or not there.may_change:
        return False
    recent = QueuedMail.objects.filter(kind="forum.new-address", about=registration.pk, queued_at__gt=timezone.now() - timedelta(hours=1))
    if recent.count() >= MOST_AN_HOUR:
        return False
    registration.new_email, registration.new_email_asked_at = email, timezone.now()
    registration.save(update_fields=["new_email", "new_email_asked_at", "changed_at"])
    mail.queue(kind="forum.new-address", about=registration.pk)
    return True


def confirm_new_address(*, registration: Registration) -> bool:
    """Make the new address, as it stood when the link was opened, the registration's own; links that went to the old one end, and it is told.

    False where another address has been asked for since, or nothing can be changed any more. May raise `AddressTakenError`.
    """
    make_way(registration.event, registration.new_email or "")
    try:
        return _move(registration, registration.new_email)
    except IntegrityError:
        raise AddressTakenError from None


@transaction.atomic(durable=True)
def _move(registration: Registration, address: str | None) -> bool:
    locked(registration.event_id)
    there = Registration.objects.select_related("event").get(pk=registration.pk)
    if address is None or there.new_email != address or not there.may_change:
        return False
    there.former_email, there.address_moved_at = there.email, timezone.now()
    there.email, there.new_email, there.new_email_asked_at, there.email_key = address, None, None, email_key(address)
    there.link_version += 1
    there.save(update_fields=[*MOVED, "link_version", "changed_at"])
    mail.queue(kind="forum.former-address", about=there.pk)
    tell(there)
    return True
