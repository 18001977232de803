"""To whoever sees to the door of a meeting."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from citysafe.design import text
from citysafe.mail.letters import Letter, paragraphs
from citysafe.people.models import User
from forum import door_hours, samples
from forum.letters.writing import meeting
from forum.models import DoorDuty, Event, Registration


def duty(about: int) -> Letter | None:
    """To the person of that duty; nothing where it has ended."""
    found = DoorDuty.objects.select_related("user", "event").filter(pk=about, user__is_active=True).first()
    return _duty(found.user, found.event) if found and not found.event.is_past else None


def sample() -> Letter:
    event = samples.registration(Registration.State.CONFIRMED).event
    return _duty(User(email="somebody@example.org", full_name="Somebody"), event)


def _duty(account: User, event: Event) -> Letter:
    opens_at = timezone.localtime(door_hours.opens_at(event))
    return Letter(
        to=account.email,
        subject=f"You see to the door: forum on {text.day(event.held_on)}",
        paragraphs=paragraphs("forum/mail/door.txt", {"account": account}),
        facts=[*meeting(event), ("The list opens", f"{text.day(opens_at)}, {text.clock(opens_at.time())}")],
        action=("Open the list", settings.SITE_URL + reverse("door:attendance", args=[event.slug])),
    )
