"""What is about whoever has an e-mail address, for whoever asks what is held about them."""

from collections.abc import Callable, Iterable

from forum.addresses import email_key
from forum.models import HandOver, LostLink, Registration, Subscriber
from forum.services.lost_links import fingerprint


def _registrations(address: str) -> Iterable[int]:
    return Registration.objects.of_address(address).values_list("pk", flat=True)


def _new_addresses(address: str) -> Iterable[int]:
    """Where somebody, who need not be its owner, has asked for it as their new address."""
    return Registration.objects.filter(new_email__iexact=address.strip()).values_list("pk", flat=True)


def _registrars(address: str) -> Iterable[int]:
    """Whom its owner has registered."""
    return Registration.objects.filter(registrar_email__iexact=address.strip()).values_list("pk", flat=True)


def _invitations(address: str) -> Iterable[int]:
    return HandOver.objects.filter(colleague_email__iexact=address).values_list("pk", flat=True)


def _lost_links(address: str) -> Iterable[int]:
    return LostLink.objects.filter(address=fingerprint(address)).values_list("pk", flat=True)


def _subscribers(address: str) -> Iterable[int]:
    return Subscriber.objects.filter(email_key=email_key(address)).values_list("pk", flat=True)


FINDERS: dict[str, Callable[[str], Iterable[int]]] = {
    "forum.Registration": _registrations,
    "forum.Registration.new_email": _new_addresses,
    "forum.Registration.registrar_email": _registrars,
    "forum.HandOver": _invitations,
    "forum.LostLink": _lost_links,
    "forum.Subscriber": _subscribers,
}
