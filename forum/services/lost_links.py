"""A private link that somebody has lost: mailed again, to whoever is registered with that address."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from citysafe.mail import services as mail
from forum.addresses import email_key
from forum.models import Event, LostLink, Registration

MOST_AN_HOUR = 3


def fingerprint(email: str) -> str:
    """What an address is known by; nobody without the key can tell which address that is."""
    return salted_hmac("forum.lost-link", email_key(email), algorithm="sha256").hexdigest()


@transaction.atomic
def ask_for_link(*, email: str, event: Event | None, key: UUID) -> None:
    """Queue the mail with the link of the live registration for `event`, or with those for all meetings.

    Any address gets the same rows and the same mail in the outbox, so that nobody learns which are registered. An address
    that was asked for too often within the hour gets nothing, and nobody is told.
    """
    there = Registration.objects.live().filter(is_held=False, **({"event": event} if event else {}))
    newest = there.of_address(email).order_by("-pk").first()
    address = fingerprint(email)
    if LostLink.objects.filter(address=address, asked_at__gt=timezone.now() - timedelta(hours=1)).count() >= MOST_AN_HOUR:
        return
    asked, is_new = LostLink.objects.get_or_create(key=key, defaults={"address": address, "registration": newest, "event": event})
    if is_new:
        mail.queue(kind="forum.lost-link", about=asked.pk)
