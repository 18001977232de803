"""The mails of the forum, written when they are sent: as things stand then, or not at all."""

from collections.abc import Callable
from email.utils import parseaddr
from typing import Any, cast

from django.conf import settings
from django.utils import timezone

from citysafe.design import text
from citysafe.mail.letters import Letter, paragraphs
from citysafe.pages.models import Partnership
from forum import links, samples
from forum.calendar import invitation
from forum.models import Registration

State = Registration.State


def of(write: Callable[[Registration], Letter | None]) -> Callable[[int], Letter | None]:
    """From a number to the letter: None where nobody is behind the number any more."""

    def by_number(about: int) -> Letter | None:
        everything = Registration.objects.select_related("event__places")
        registration = everything.filter(pk=about, email__isnull=False).first()
        return write(registration) if registration and not _is_over(registration) else None

    return by_number


def _is_over(of: Registration) -> bool:
    """Nobody is told of a place at a meeting that has begun or will not be."""
    return of.is_live and (of.event.has_begun or of.event.is_cancelled)


def registration(of: Registration) -> Letter | None:
    """How it stands: a place, or a position on the waiting list."""
    if of.state == State.CONFIRMED:
        return _letter(of, "Your place", "forum/mail/place.txt", calendar=_invitation(of, "REQUEST"))
    if of.state == State.WAITING:
        position = Registration.objects.filter(event=of.event_id, pk__lte=of.pk).in_the_queue().count() or 1
        return _letter(of, "You are on the waiting list", "forum/mail/waiting.txt", position=position)
    return None


def offer(of: Registration) -> Letter | None:
    return _letter(of, "A place is free for you", "forum/mail/offer.txt") if of.state == State.OFFERED else None


def already(of: Registration) -> Letter | None:
    return _letter(of, "You are already registered", "forum/mail/already.txt") if of.is_live else None


def ended(of: Registration) -> Letter | None:
    if of.is_live:
        return None
    return _letter(of, "You are no longer registered", "forum/mail/ended.txt", calendar=_invitation(of, "CANCEL"), method="CANCEL")


def new_address(of: Registration) -> Letter | None:
    if of.new_email is None or not of.is_live:
        return None
    link = ("Confirm this address", links.new_address_link(of))
    return _letter(of, "Confirm your new address", "forum/mail/new_address.txt", to=of.new_email, action=link)


def sample_of(write: Callable[[Registration], Letter | None], state: str, **fields: Any) -> Callable[[], Letter]:
    """The same letter for somebody invented."""

    def sample() -> Letter:
        return cast(Letter, write(samples.registration(state, **fields)))

    return sample


def _letter(
    of: Registration,
    subject: str,
    template: str,
    *,
    to: str = "",
    action: tuple[str, str] | None = None,
    calendar: bytes = b"",
    method: str = "REQUEST",
    **context: Any,
) -> Letter:
    return Letter(
        to=to or str(of.email),
        subject=f"{subject}: forum on {text.day(of.event.held_on)}",
        paragraphs=paragraphs(template, {"registration": of, **context}),
        facts=_facts(of),
        action=action or ("See, change or cancel your registration", links.private_link(of)),
        calendar=calendar,
        calendar_method=method,
    )


def _facts(of: Registration) -> list[tuple[str, str]]:
    event, partnership = of.event, Partnership.objects.first()
    when = f"{event.held_on:%A} {text.day(event.held_on)}"
    if event.starts:
        when += f", {text.clock(event.starts)}" + (f" to {text.clock(event.ends)}" if event.ends else "")
    where = ", ".join(filter(None, [event.venue, event.address])) or "To be announced"
    page = settings.SITE_URL + event.get_absolute_url()
    facts = [("Forum", event.title), ("When", when), ("Where", where), ("Reference", of.reference), ("Page of the forum", page)]
    return [*facts, ("Organised by", partnership.name)] if partnership else facts


def _invitation(of: Registration, method: str) -> bytes:
    return invitation(
        of.event,
        reference=of.reference,
        attendee=str(of.email),
        method=method,
        organiser=parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
        url=settings.SITE_URL + of.event.get_absolute_url(),
        host=settings.SITE_HOST,
        sent_at=timezone.now(),
    )
