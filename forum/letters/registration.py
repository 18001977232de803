"""How a registration stands, and what became of it."""

from dataclasses import replace

from django.conf import settings

from citysafe.mail.letters import Letter
from forum import links
from forum.letters.asked import confirm
from forum.letters.writing import calendar_entry, letter, public_facts
from forum.models import Registration

State = Registration.State


def registration(of: Registration) -> Letter | None:
    """How it stands: a place, or a position on the waiting list."""
    if of.state == State.CONFIRMED:
        return letter(of, "Your place", "forum/mail/place.txt", calendar=calendar_entry(of, "REQUEST"))
    return waiting(of)


def waiting(of: Registration) -> Letter | None:
    """A kind of its own, so that the mail of a place alone counts as having brought an entry for the calendar."""
    return letter(of, "You are on the waiting list", "forum/mail/waiting.txt") if of.state == State.WAITING else None


def workshop(of: Registration) -> Letter | None:
    """That a wish has become a place; to whoever has one at the meeting, or is offered one."""
    return letter(of, "A place in your workshop", "forum/mail/workshop.txt") if of.state in {State.CONFIRMED, State.OFFERED} else None


def already(of: Registration) -> Letter | None:
    if of.state == State.AWAITING_CONFIRMATION:
        return confirm(of)
    return letter(of, "You are already registered", "forum/mail/already.txt") if of.is_live else None


def ended(of: Registration) -> Letter | None:
    if of.is_live:
        return None
    return letter(of, "You are no longer registered", "forum/mail/ended.txt", calendar=calendar_entry(of, "CANCEL"), method="CANCEL")


def new_address(of: Registration) -> Letter | None:
    """To an address that somebody typed, and that may be a stranger's."""
    if of.new_email is None or not of.is_live:
        return None
    link = ("Confirm this address", links.new_address_link(of))
    made = letter(of, "Confirm your new address", "forum/mail/new_address.txt", to=of.new_email, action=link)
    return replace(made, facts=public_facts(of.event))


def former_address(of: Registration) -> Letter | None:
    """To where mail went before, with the entry taken out of the calendar there: it may not have been its owner who asked for another."""
    if of.former_email is None:
        return None
    made = letter(
        of,
        "Mail goes to another address",
        "forum/mail/former_address.txt",
        to=of.former_email,
        action=("Ask the organisers", f"{settings.SITE_URL}/contact/"),
        calendar=calendar_entry(of, "CANCEL", attendee=of.former_email),
        method="CANCEL",
    )
    return replace(made, facts=public_facts(of.event))
