"""What every letter of the forum has: whom it is about, the facts of the meeting, a private link, an entry for the calendar."""

from collections.abc import Callable
from email.utils import parseaddr
from typing import Any, cast

from django.conf import settings
from django.utils import timezone

from citysafe.design import text
from citysafe.mail.letters import Letter, paragraphs
from citysafe.mail.models import QueuedMail
from citysafe.pages.models import Partnership
from forum import links, moves, samples
from forum.calendar import invitation
from forum.letters.workshops import chosen, full
from forum.models import Event, Registration

PLACE = "forum.registration"
"""The mail with which somebody who has a place first gets an entry for the calendar."""

Write = Callable[[Registration], Letter | None]
SEE, SEE_WHAT_IS_HELD = "See, change or cancel your registration", "See what is held about you, or erase it"


def of(write: Write) -> Callable[[int], Letter | None]:
    """From a number to the letter: None where nobody is behind the number any more."""

    def by_number(about: int) -> Letter | None:
        everything = Registration.objects.with_position().select_related("event__places")
        registration = everything.filter(pk=about, email__isnull=False).first()
        return write(registration) if registration and not _is_over(registration) else None

    return by_number


def _is_over(of: Registration) -> bool:
    """Nobody is told of a place at a meeting that has begun or will not be."""
    return of.is_live and (of.event.has_begun or of.event.is_cancelled)


def sample_of(write: Write, state: str, **fields: Any) -> Callable[[], Letter]:
    """The same letter for somebody invented."""

    def sample() -> Letter:
        return cast(Letter, write(samples.registration(state, **fields)))

    return sample


def letter(
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
        paragraphs=paragraphs(
            template,
            {
                "registration": of,
                "full": full(of),
                "has_entry": bool(calendar),
                "privacy_notice": f"{settings.SITE_URL}/privacy/",
                **context,
            },
        ),
        facts=facts(of),
        action=action or (SEE if of.is_live else SEE_WHAT_IS_HELD, links.private_link(of)),
        calendar=calendar,
        calendar_method=method,
    )


def facts(of: Registration) -> list[tuple[str, str]]:
    """What is known of the meeting, and what the person chose: for its owner alone."""
    return [*meeting(of.event), *chosen(of), ("Reference", of.reference), *_page(of.event)]


def public_facts(event: Event) -> list[tuple[str, str]]:
    """For whoever may not be the one meant: what anybody can read."""
    return [*meeting(event), *_page(event)]


def _page(event: Event) -> list[tuple[str, str]]:
    partnership = Partnership.objects.first()
    page = ("Page of the forum", settings.SITE_URL + event.get_absolute_url())
    return [page, ("Organised by", partnership.name)] if partnership else [page]


def meeting(event: Event) -> list[tuple[str, str]]:
    """What is met about, when and where."""
    return [("Forum", event.title), ("When", moves.when(event)), ("Where", moves.where(event) or "To be announced")]


def calendar_entry(of: Registration, method: str, *, attendee: str = "") -> bytes:
    """The entry, or what takes it back: nothing for whoever never had one."""
    if method == "CANCEL" and not QueuedMail.objects.may_have_arrived().filter(kind=PLACE, about=of.pk).exists():
        return b""
    return invitation(
        of.event,
        reference=of.reference,
        attendee=attendee or str(of.email),
        method=method,
        organiser=parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
        url=settings.SITE_URL + of.event.get_absolute_url(),
        host=settings.SITE_HOST,
        sent_at=timezone.now(),
    )
