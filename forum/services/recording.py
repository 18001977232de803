"""Mail about a registration, and what staff did in the history: by reference and number, never with a name or an address."""

from typing import Any

from django.db import transaction

from citysafe.history import services as history
from citysafe.history.reading import read
from citysafe.mail import services as mail
from citysafe.mail.models import QueuedMail
from forum.models import Event, Registration

State = Registration.State
KINDS: dict[str, str] = {
    State.AWAITING_CONFIRMATION: "forum.confirm",
    State.WAITING: "forum.waiting",
    State.OFFERED: "forum.offer",
    State.EXPIRED: "forum.expired",
    State.AWAITING_APPROVAL: "forum.asked",
}


def note(*, registration: Registration, by: Any, words: str) -> None:
    """To be called in the transaction that changed it."""
    history.record(thing=registration, before=read(registration), by=by, why=words)


def tell(registration: Registration) -> None:
    """Queue the mail that says how it stands."""
    mail.queue(kind=kind_of_mail(registration), about=registration.pk)


def kind_of_mail(registration: Registration) -> str:
    if registration.is_refused:
        return "forum.refused"
    if registration.is_live and registration.event.is_cancelled:
        return "forum.changed"
    return KINDS.get(registration.state) or ("forum.registration" if registration.is_live else "forum.ended")


def record_export(*, event: Event, by: Any, what: str, why: str) -> None:
    """Keep who took personal data out of the site, and why. `what` says in which form, never how many: the history of a meeting is for all staff."""
    history.export(thing=event, by=by, why=f"{what}: {why}")


@transaction.atomic(durable=True)
def send_again(*, registration: Registration, by: Any) -> bool:
    """Send somebody once more how it stands; False where that mail waits already, or is held back."""
    there = Registration.objects.select_for_update().get(pk=registration.pk)
    waiting = QueuedMail.objects.waiting().filter(kind=kind_of_mail(there), about=there.pk)
    if there.is_held or there.email is None or waiting.exists():
        return False
    tell(there)
    note(registration=there, by=by, words="Mail sent again.")
    return True
