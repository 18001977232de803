"""The link with which a colleague takes a registration over: good for one invitation, for as long as that stands."""

from contextlib import suppress

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from forum.models import HandOver

SALT = "forum.hand-over"


def link(hand_over: HandOver) -> str:
    return settings.SITE_URL + reverse("registration:take-over", args=[token(hand_over)])


def token(hand_over: HandOver) -> str:
    return _signer(hand_over).sign(str(hand_over.pk))


def find(text: str) -> HandOver | None:
    """The invitation that the link belongs to, ended or not; None for a link that is none."""
    number = text.partition(".")[0]
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    found = HandOver.objects.filter(pk=int(number)).select_related("registration__event__places").first()
    with suppress(BadSignature):
        return found if found and _signer(found).unsign(text) == str(found.pk) else None
    return None


def _signer(hand_over: HandOver) -> Signer:
    """With the moment: after a restore the same number may belong to somebody else's invitation."""
    return Signer(salt=f"{SALT}:{hand_over.asked_at.isoformat()}", sep=".")
