"""The receipt in the address of the page after registering: what that page says, and nothing about who it was."""

from dataclasses import dataclass
from uuid import UUID

from django.core import signing

from forum.models import Event
from forum.references import reference_of

SALT = "forum.receipt.3"
GOOD_FOR = 60 * 60


@dataclass(frozen=True)
class Receipt:
    reference: str
    told: str
    is_to_confirm: bool
    is_for_a_colleague: bool

    @property
    def has_a_place(self) -> bool:
        return self.told == "confirmed"


def receipt(event: Event, *, key: UUID, told: str, is_for_a_colleague: bool = False) -> str:
    """Signed, and good for an hour. It belongs to the form that was sent: a known address and a new one get the same kind."""
    return signing.dumps([event.pk, reference_of(key), told, event.confirms_by_mail, is_for_a_colleague], salt=SALT)


def read(text: str, event: Event) -> Receipt | None:
    try:
        of_event, *said = signing.loads(text, salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    return Receipt(*said) if of_event == event.pk else None
