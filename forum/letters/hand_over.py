"""To the colleague who is invited to take a registration over, and to whoever has handed it over."""

from dataclasses import replace

from django.utils import timezone

from citysafe.mail.letters import Letter
from forum import hand_over_links, samples
from forum.letters.writing import calendar_entry, letter, public_facts
from forum.models import HandOver, Registration

State = Registration.State


def by_number(about: int) -> Letter | None:
    """To the colleague, while the invitation stands."""
    found = HandOver.objects.filter(pk=about).select_related("registration__event__places").first()
    return _invitation(found) if found and found.is_open and not found.registration.event.is_cancelled else None


def sample() -> Letter:
    of = samples.registration(State.CONFIRMED)
    made = HandOver(pk=0, registration=of, colleague_name="Alex Example", colleague_email="alex@example.org", asked_at=timezone.now())
    return _invitation(made)


def handed_over(of: Registration) -> Letter | None:
    """With the entry for the calendar taken back: it is in the calendar under the reference that this registration has kept."""
    return letter(of, "You have handed over", "forum/mail/handed_over.txt", calendar=calendar_entry(of, "CANCEL"), method="CANCEL")


def _invitation(hand_over: HandOver) -> Letter:
    of = hand_over.registration
    made = letter(
        of,
        "A colleague hands over to you",
        "forum/mail/hand_over.txt",
        to=str(hand_over.colleague_email),
        action=("See what it is, and take it over", hand_over_links.link(hand_over)),
        hand_over=hand_over,
    )
    return replace(made, facts=public_facts(of.event))  # the others are their colleague's
