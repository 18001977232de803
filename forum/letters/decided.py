"""Where organisers decide about each registration: that they have it, and that they declined it."""

from citysafe.mail.letters import Letter
from forum.letters.writing import letter
from forum.models import Registration


def asked(of: Registration) -> Letter | None:
    if of.state != Registration.State.AWAITING_APPROVAL:
        return None
    return letter(of, "We have your registration", "forum/mail/asked.txt")


def refused(of: Registration) -> Letter | None:
    return letter(of, "No place for you this time", "forum/mail/refused.txt") if of.is_refused else None
