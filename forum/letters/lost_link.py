"""The private links of whoever has lost them."""

from typing import cast

from citysafe.design import text
from citysafe.mail.letters import Letter, paragraphs
from forum import links, samples
from forum.letters.writing import letter
from forum.models import LostLink, Registration

TEMPLATE = "forum/mail/lost_link.txt"


def by_number(about: int) -> Letter | None:
    """To the address of the registration that was found; None where there was none, or nothing is live any more."""
    asked = LostLink.objects.filter(pk=about, registration__email__isnull=False).select_related("registration").first()
    return _letter(_asked_for(asked)) if asked else None


def sample() -> Letter:
    return cast(Letter, _letter([samples.registration(Registration.State.CONFIRMED)] * 2))


def _asked_for(asked: LostLink) -> list[Registration]:
    """Those of the meeting that it was asked for, or all, the next meeting first."""
    of = asked.registration
    alike = Registration.objects.live().filter(email_key=of.email_key, is_held=False)  # type: ignore[union-attr]
    wanted = alike.filter(event=asked.event_id) if asked.event_id else alike
    return list(wanted.select_related("event").order_by("event__held_on", "pk"))


def _letter(of: list[Registration]) -> Letter | None:
    if not of:
        return None
    if len(of) == 1:
        return letter(of[0], "Your private link", TEMPLATE)
    return Letter(
        to=str(of[-1].email),
        subject="Your private links for the forum",
        paragraphs=paragraphs(TEMPLATE, {"are_several": True}),
        facts=[(f"{one.event.title}, {text.day(one.event.held_on)}", links.private_link(one)) for one in of],
    )
