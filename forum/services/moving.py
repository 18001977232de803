"""Another address for a registration: it counts once the owner of the new one has confirmed it."""

from django.db import IntegrityError, transaction

from citysafe.mail import services as mail
from forum.addresses import email_key
from forum.models import Registration


class AddressTakenError(Exception):
    """The new address is registered for the same meeting itself. Only its owner may be told."""


@transaction.atomic(durable=True)
def ask_for_new_address(*, registration: Registration, email: str) -> None:
    """Remember the address and send it a link; until that is used the old one stays."""
    registration.new_email = email
    registration.save(update_fields=["new_email", "changed_at"])
    mail.queue(kind="forum.new-address", about=registration.pk)


def confirm_new_address(*, registration: Registration) -> None:
    """Make the new address the registration's own and end the links that went to the old one; may raise `AddressTakenError`."""
    try:
        _move(registration)
    except IntegrityError:
        raise AddressTakenError from None


@transaction.atomic(durable=True)
def _move(registration: Registration) -> None:
    there = Registration.objects.select_for_update().get(pk=registration.pk)
    address = there.new_email
    if address is None:
        return
    there.email, there.new_email, there.email_key = address, None, email_key(address)
    there.link_version += 1
    there.save(update_fields=["email", "email_key", "new_email", "link_version", "changed_at"])
    mail.queue(kind="forum.registration", about=there.pk)
