"""What staff did with registrations, in the history: by reference and number, never with a name or an address."""

from typing import Any

from django.db import transaction

from citysafe.history import services as history
from citysafe.history.reading import read
from citysafe.mail import services as mail
from citysafe.mail.models import QueuedMail
from forum.models import Event, Registration


def note(*, registration: Registration, by: Any, words: str) -> None:
    """To be called in the transaction that changed it."""
    history.record(thing=registration, before=read(registration), by=by, why=words)


@transaction.atomic
def record_export(*, event: Event, by: Any, what: str, why: str) -> None:
    """Keep who took personal data out of the site, and why. `what` says how many and in which form."""
    history.record(thing=event, before=read(event), by=by, why=f"{what}: {why}")


@transaction.atomic(durable=True)
def send_again(*, registration: Registration, by: Any) -> bool:
    """Send somebody once more how it stands; False where that mail waits already, or is held back."""
    there = Registration.objects.select_for_update().get(pk=registration.pk)
    kind = "forum.registration" if there.is_live else "forum.ended"
    if there.is_held or there.email is None or QueuedMail.objects.waiting().filter(kind=kind, about=there.pk).exists():
        return False
    mail.queue(kind=kind, about=there.pk)
    note(registration=there, by=by, words="Mail sent again.")
    return True
