"""Something to try a registration on, people who have registered, and hands behind the invented figures: all marked as examples."""

from datetime import time, timedelta
from itertools import islice
from uuid import uuid4

from django.db.models import Count
from django.utils import timezone

from citysafe.mail.models import QueuedMail
from citysafe.people.demo import demo_partner
from citysafe.people.models import User
from forum import services
from forum.models import Event, Question, Registration
from forum.services import Details
from plan.models import Membership, Organisation
from statistics import services as figures
from statistics.models import FigureRevision, Observation, Release

PLACES = 40
NOTICE = "example"
BODY = """
**This meeting is an example.** It will not take place. It is here so that you can try out what a partner does:

1. Register on this page, with an address at example.org. No mail leaves this machine: you find it among the lines that the program prints.
2. Open the private link in it, and change or cancel.
3. Sign in as the forum organiser and see what arrived.
"""
# For each meeting of the invented partnership: its places, and how many people try to come.
CROWDS = {"may-2027": (60, 57), "november-2027": (20, 27), "may-2028": (80, 12)}


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


def add_registrations() -> None:
    """Meetings with places, nearly full, and full with a queue in which offers were made, taken and declined. No mail goes out."""
    for event in Event.objects.filter(slug__in=CROWDS):
        places, people = CROWDS[event.slug]
        services.set_capacity(event=event, capacity=places, by=None)
        for number in range(1, people + 1):
            _register(event, number)
        _move(event)
    QueuedMail.objects.all().delete()


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


def _register(event: Event, number: int) -> None:
    needs = {
        "access": "A step-free way in." if number % 9 == 0 else "",
        "dietary": "No nuts." if number % 7 == 0 else "",
        "communication": "",
    }
    details = Details(
        full_name=f"Example Person {number}",
        email=f"person-{number}@example.org",
        other_organisation=f"Example group {number % 5 + 1}",
        role="Volunteer" if number % 2 else None,
        needs=needs,
        answers={question.pk: _answer(question, number) for question in event.form_questions.all()},
        workshops=_chosen(event, number),
    )
    services.register(event=event, key=uuid4(), details=details, notice_version=NOTICE, is_held=number % 20 == 0)


def _answer(question: Question, number: int) -> str:
    options = question.to_choose_from or ["", "Buses after ten.", "The lights on our way home."]
    return options[number % len(options)]


def _chosen(event: Event, number: int) -> frozenset[int]:
    """One workshop for all but the first four, who cancel: so one is full, one nearly, and one has places."""
    free = (workshop.pk for workshop in event.workshops.all() if number > 4 and not workshop.is_full and not workshop.are_few)
    return frozenset(islice(free, 1))


def _move(event: Event) -> None:
    """The first four cancel; of those who are offered a place, one takes it and one declines."""
    for registration in event.registrations.order_by("pk")[:4]:
        services.cancel(registration=registration)
    offered = [*event.registrations.filter(state=Registration.State.OFFERED).order_by("pk")[:2]]
    for registration, decide in zip(offered, (services.accept, services.decline), strict=False):
        decide(registration=registration)
