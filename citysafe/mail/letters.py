"""A letter, and the message that it becomes: text and simple HTML, to one person."""

import re
from dataclasses import dataclass, field
from email.utils import parseaddr

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.template import Context
from django.template.loader import get_template, render_to_string

METHODS = ("REQUEST", "CANCEL", "PUBLISH")


class UnusableAddressError(ValueError):
    """No mail can go to this address, now or later."""


@dataclass(frozen=True)
class Letter:
    """One mail to one person.

    `action` is a label and an absolute address; `calendar` a whole calendar file; `leave` where one post ends this kind of mail.
    """

    to: str
    subject: str
    paragraphs: list[str]
    facts: list[tuple[str, str]] = field(default_factory=list)
    action: tuple[str, str] | None = None
    calendar: bytes = b""
    calendar_method: str = "REQUEST"
    leave: str = ""


def paragraphs(template: str, context: dict) -> list[str]:
    """A template of plain text, filled in and parted at its empty lines; nothing is escaped for HTML."""
    text = get_template(template).template.render(Context(context, autoescape=False))  # type: ignore[attr-defined]
    return [" ".join(part.split()) for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]


@dataclass(frozen=True)
class Words:
    """What a letter says, whoever gets it."""

    subject: str
    text: str
    html: str


def preview(letter: Letter) -> Words:
    """Subject, text and HTML of the letter, as they would be sent."""
    subject = one_line(letter.subject)
    context = {"letter": letter, "subject": subject, "sender": sender()}
    text = render_to_string("mail/letter.txt", context).strip() + "\n"
    return Words(subject, re.sub(r"\n{3,}", "\n\n", text), render_to_string("mail/letter.html", context))


def message(letter: Letter, message_id: str) -> EmailMultiAlternatives:
    """The letter as it is sent. An address that no mail can go to raises `UnusableAddressError`."""
    words = preview(letter)
    headers = {"Message-ID": message_id, "Auto-Submitted": "auto-generated"} | _way_out(letter)
    made = EmailMultiAlternatives(words.subject, words.text, to=[usable(letter.to)], headers=headers)
    made.attach_alternative(words.html, "text/html")
    if letter.calendar:
        _attach_calendar(made, letter)
    return made


def _way_out(letter: Letter) -> dict[str, str]:
    """One click in the mail program ends it (RFC 8058)."""
    if not letter.leave:
        return {}
    return {"List-Unsubscribe": f"<{letter.leave}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def sender() -> str:
    """The name before the address that the site's mail comes from; without one, the site's host."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[0] or settings.SITE_HOST


def one_line(subject: str) -> str:
    """A subject without line breaks and signs that cannot be seen."""
    return "".join(sign for sign in " ".join(subject.split()) if sign.isprintable())


def usable(address: str) -> str:
    """The address, if mail can go to it: in full, nothing invisible, in front of the @ plain letters alone."""
    try:
        validate_email(address)
    except ValidationError as wrong:
        raise UnusableAddressError from wrong
    if not address.isprintable() or not address.rpartition("@")[0].isascii():
        raise UnusableAddressError
    return address


def _attach_calendar(made: EmailMultiAlternatives, letter: Letter) -> None:
    """Twice: mail programs that know invitations read the part, the others offer the file."""
    if letter.calendar_method not in METHODS:
        raise ValueError(f"A calendar file is sent with one of {', '.join(METHODS)}.")
    made.attach_alternative(letter.calendar.decode(), f"text/calendar; method={letter.calendar_method}")
    made.attach("event.ics", letter.calendar, "application/ics")
