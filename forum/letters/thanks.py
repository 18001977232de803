"""Thanks when a meeting is over, with the link to its feedback form."""

from django.utils import timezone

from citysafe.mail.letters import Letter
from forum import links
from forum.letters.writing import letter
from forum.models import Event, Registration
from forum.models.feedback import open_until
from forum.models.states import State


def thanks(of: Registration) -> Letter:
    return letter(
        of,
        "Thank you",
        "forum/mail/thanks.txt",
        action=("Say how it was", links.feedback_link(of.event)),
        came=of.state == State.ATTENDED,
        open_until=open_until(of.event),
    )


def by_number(about: int) -> Letter | None:
    """None where it is too late, the person has been erased, or it turned out that they did not come."""
    came = Registration.objects.filter(state__in=[State.ATTENDED, State.CONFIRMED], email__isnull=False)
    of = came.select_related("event").filter(pk=about, event__in=Event.objects.published()).first()
    return thanks(of) if of and not of.event.is_cancelled and timezone.localdate() <= open_until(of.event) else None
