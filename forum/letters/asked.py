"""Where the person must answer until a moment: to confirm the address, or to take a place."""

from citysafe.mail.letters import Letter
from forum import links
from forum.letters.writing import letter
from forum.models import Registration

State = Registration.State


def confirm(of: Registration) -> Letter | None:
    if of.state != State.AWAITING_CONFIRMATION or of.has_expired:
        return None
    link = ("Confirm your registration", links.confirm_link(of))
    return letter(of, "Please confirm", "forum/mail/confirm.txt", action=link)


def offer(of: Registration) -> Letter | None:
    if of.state != State.OFFERED or of.has_expired:
        return None
    return letter(of, "A place is free for you", "forum/mail/offer.txt")


def expired(of: Registration) -> Letter | None:
    if of.state != State.EXPIRED or of.event.is_cancelled:
        return None
    return letter(of, "The offer has ended", "forum/mail/expired.txt")
