"""Something to try a registration on, and hands behind the invented figures: all marked as examples."""

from datetime import time, timedelta

from django.db.models import Count
from django.utils import timezone

from citysafe.people.demo import demo_partner
from citysafe.people.models import User
from forum import services
from forum.models import Event
from plan.models import Membership, Organisation
from statistics import services as figures
from statistics.models import FigureRevision, Observation, Release

PLACES = 40
BODY = """
**This meeting is an example.** It will not take place. It is here so that you can try out what a partner does:

1. Register on this page, with an address at example.org. No mail leaves this machine: you find it among the lines that the program prints.
2. Open the private link in it, and change or cancel.
3. Sign in as the forum organiser and see what arrived.
"""


def add_event() -> Event:
    """One meeting for which registration is open, two months from now."""
    event = Event.objects.create(
        slug="example",
        title="Example: try out a registration",
        state=Event.State.PUBLISHED,
        held_on=timezone.localdate() + timedelta(days=60),
        starts=time(10),
        ends=time(13),
        venue="Example Hall (invented)",
        summary="An example, not a real meeting. Register for it to see how registration works.",
        body=BODY.strip(),
    )
    services.set_capacity(event=event, capacity=PLACES, by=None)
    return event


def add_partner() -> None:
    """An account for trying out that belongs to the organisation with the most actions."""
    organisation = Organisation.objects.annotate(led=Count("led_actions")).order_by("-led", "pk").first()
    if organisation is not None:
        Membership.objects.create(user=demo_partner(), organisation=organisation)


def sign_figures() -> None:
    """Two accounts for trying out stand behind the invented figures: one entered them, the other checked and released them.

    What is not public, or has something to confirm, nobody has checked yet. Without those accounts nobody is named.
    """
    hands = [User.objects.filter(is_demo=True, groups__name=role).first() for role in ("Statistician", "Administrator")]
    entered_by, checked_by = hands
    if entered_by is None or checked_by is None:
        return
    Observation.objects.update(entered_by=entered_by)
    FigureRevision.objects.update(entered_by=entered_by)
    Release.objects.exclude(state=Release.State.DRAFT).update(sent_by=entered_by)
    Release.objects.released().update(released_by=checked_by)
    for figure in Observation.objects.filter(state=Observation.State.PUBLISHED, to_confirm=""):
        figures.mark_as_checked(observation=figure, by=checked_by, why="An example, as all of this partnership is.")
