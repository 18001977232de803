"""The links with which somebody begins and ends announcements to their address, made of a key outside the database."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from forum.links import pk_and_version
from forum.models import Subscriber

CONFIRM, LEAVE = "forum.subscriber.confirm", "forum.subscriber.leave"


def confirm_link(subscriber: Subscriber) -> str:
    return settings.SITE_URL + reverse("registration:subscribe", args=[token(subscriber, CONFIRM)])


def leave_link(subscriber: Subscriber) -> str:
    return settings.SITE_URL + reverse("registration:unsubscribe", args=[token(subscriber, LEAVE)])


def token(subscriber: Subscriber, salt: str) -> str:
    return Signer(salt=salt, sep=".").sign(f"{subscriber.pk}-{subscriber.link_version}")


def is_ours(text: str, salt: str) -> bool:
    """Whether this site made the link, for somebody who is there or not."""
    return _claimed(text, salt) is not None


def find(text: str, salt: str) -> Subscriber | None:
    """Whose link it is; None for a link that is none, or whose owner is gone."""
    claimed = _claimed(text, salt)
    return Subscriber.objects.filter(pk=claimed[0], link_version=claimed[1]).first() if claimed else None


def _claimed(text: str, salt: str) -> tuple[int, int] | None:
    try:
        return pk_and_version(Signer(salt=salt, sep=".").unsign(text))
    except BadSignature:
        return None
