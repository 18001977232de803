"""The private link of a registration. It is made of a key outside the database: a copy of the database opens none.

It names the registration by what is never given again: after a restore the numbers of rows are, and an old link must not open what is somebody else's.
"""

import re
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from forum.models import Event, Registration

LINK = "forum.registration"
INVITATION = "forum.invitation"
NEW_ADDRESS = "forum.new-address"
FEEDBACK = "forum.feedback"
KEY = re.compile("[0-9a-f]{32}")


def private_link(registration: Registration) -> str:
    return settings.SITE_URL + reverse("registration:mine", args=[token(registration)])


def new_address_link(registration: Registration) -> str:
    """The link with which the owner of the new address confirms it: good for that address alone."""
    return settings.SITE_URL + reverse("registration:new-address", args=[_signed(registration, _salt(registration))])


def confirm_link(registration: Registration) -> str:
    return settings.SITE_URL + reverse("registration:confirm", args=[token(registration)])


def invitation_link(event: Event) -> str:
    """Where whoever has it registers for a meeting that is by invitation."""
    return settings.SITE_URL + reverse("registration:invited", args=[event.slug, _invitation(event)])


def lets_in(event: Event, invitation: str) -> bool:
    """Whether this opens the form of the meeting: its own invitation as it stands now, or none where none is needed."""
    return not event.is_by_invitation or constant_time_compare(invitation, _invitation(event))


def _invitation(event: Event) -> str:
    return Signer(salt=INVITATION, sep=".").sign(f"{event.pk}-{event.invitation_version}")


def token(registration: Registration) -> str:
    return _signed(registration, LINK)


def find(text: str) -> Registration | None:
    """The registration that a private link belongs to; None for a link that is none, or no longer."""
    return _found(text, LINK)


def find_by_new_address(text: str) -> Registration | None:
    """The registration as it was asked for with the address that this link went to; None where another one was asked for since."""
    claimed = _key_and_version(text.rpartition(".")[0])
    registration = claimed and _get(*claimed)
    if not registration or registration.new_email is None:
        return None
    return registration if constant_time_compare(text, _signed(registration, _salt(registration))) else None


def _salt(registration: Registration) -> str:
    return f"{NEW_ADDRESS}:{registration.new_email}"


def _signed(registration: Registration, salt: str) -> str:
    return Signer(salt=salt, sep=".").sign(f"{registration.key.hex}-{registration.link_version}")


def _found(text: str, salt: str) -> Registration | None:
    try:
        claimed = _key_and_version(Signer(salt=salt, sep=".").unsign(text))
    except BadSignature:
        return None
    return _get(*claimed) if claimed else None


def _key_and_version(text: str) -> tuple[UUID, int] | None:
    key, _, version = text.partition("-")
    is_ours = KEY.fullmatch(key) and version.isascii() and version.isdigit() and len(version) < 10
    return (UUID(hex=key), int(version)) if is_ours else None


def pk_and_version(text: str) -> tuple[int, int] | None:
    """What a link like “12-1” names; None for anything else."""
    parts = text.split("-")
    if len(parts) != 2 or not all(part.isascii() and part.isdigit() and len(part) < 19 for part in parts):
        return None
    return int(parts[0]), int(parts[1])


def _get(key: UUID, version: int) -> Registration | None:
    with_all = Registration.objects.with_position().select_related("event__places", "organisation", "needs")
    return with_all.filter(key=key, link_version=version, email__isnull=False).first()


def feedback_link(event: Event) -> str:
    """Where people say how a meeting was: the same for everybody, so that no answer belongs to one of them."""
    return settings.SITE_URL + reverse("registration:feedback", args=[_feedback(event)])


def find_feedback(text: str) -> Event | None:
    """The meeting that this link to a feedback form belongs to, while it is public; None for a link that is none, or no longer."""
    claimed = pk_and_version(text.rpartition(".")[0])
    event = Event.objects.published().filter(pk=claimed[0]).first() if claimed else None
    return event if event and constant_time_compare(text, _feedback(event)) else None


def _feedback(event: Event) -> str:
    return Signer(salt=FEEDBACK, sep=".").sign(f"{event.pk}-{event.feedback_version}")
