"""What is about whoever has an e-mail address, for whoever asks what is held about them."""

from collections.abc import Callable, Iterable

from django.db.models import Q

from forum.addresses import email_key
from forum.models import HandOver, LostLink, Registration
from forum.services.lost_links import fingerprint


def _registrations(address: str) -> Iterable[int]:
    return Registration.objects.filter(Q(email_key=email_key(address)) | Q(new_email__iexact=address)).values_list("pk", flat=True)


def _invitations(address: str) -> Iterable[int]:
    return HandOver.objects.filter(colleague_email__iexact=address).values_list("pk", flat=True)


def _lost_links(address: str) -> Iterable[int]:
    return LostLink.objects.filter(address=fingerprint(address)).values_list("pk", flat=True)


FINDERS: dict[str, Callable[[str], Iterable[int]]] = {
    "forum.Registration": _registrations,
    "forum.HandOver": _invitations,
    "forum.LostLink": _lost_links,
}
