"""People who have registered for the meetings of the invented partnership, in every state there is: all marked as examples."""

from collections.abc import Iterator
from datetime import time, timedelta
from itertools import islice
from uuid import uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from citysafe.mail.models import QueuedMail
from citysafe.people.demo import demo_helper
from citysafe.people.models import User
from forum import links, services, subscriber_links
from forum.models import AgreedAction, DoorDuty, Event, Question, Registration, Subscriber
from forum.models.states import ASKED
from forum.services import Details, concluding, feedback
from forum.services.standing import set_state
from plan.models import Action

State = Registration.State
NOTICE = "example"
# For each meeting of the invented partnership: its places, and how many people try to come.
CROWDS = {"may-2027": (60, 57), "november-2027": (20, 36), "may-2028": (80, 12), "november-2034": (30, 6)}
SAID = {
    "helped": "An example: the tables, because everybody spoke.",
    "different": "An example: more time for questions.",
    "next_agenda": "An example: the buses after ten in the evening.",
}
PLACES_LAST_WEEK, CAME_LAST_WEEK = 12, 7
SUBSCRIBERS = 9
PLACES_TODAY, COME_TODAY, HERE_TODAY = 30, 24, 6


def add_registrations() -> None:
    """Meetings with places, nearly full, full with a queue, by approval, by invitation, and one last week. No mail goes out."""
    for event in Event.objects.filter(slug__in=CROWDS):
        places, people = CROWDS[event.slug]
        _fill(event, places, people)
        _confirm(event.registrations.filter(state=State.AWAITING_CONFIRMATION))
        _decide(event.registrations.filter(state=State.AWAITING_APPROVAL))
        _move(event)
    _end_some()
    _last_week()
    _today()
    _subscribe()
    QueuedMail.objects.all().delete()


def add_helper() -> None:
    """An account for trying out that sees to the door of the meeting of today, and of the next one, whose list is still closed."""
    helper = demo_helper()
    for event in Event.objects.published().coming().filter(is_cancelled=False).order_by("held_on", "pk")[:2]:
        DoorDuty.objects.create(event=event, user=helper)


def links_to_try() -> Iterator[tuple[str, str]]:
    """A private link of somebody in each state, and an invitation: each with what it is of."""
    invented = Registration.objects.filter(notice_version=NOTICE, email__isnull=False, is_held=False)
    for state in State:
        if somebody := invented.filter(state=state).order_by("pk").first():
            yield str(state.label), links.private_link(somebody)
    if invented.exists() and (event := Event.objects.published().coming().filter(mode="invitation").first()):
        yield "By invitation", links.invitation_link(event)
    if event := Event.objects.published().over().filter(feedback__isnull=False).first():
        yield "Feedback on a meeting", links.feedback_link(event)
    subscribers = Subscriber.objects.filter(email_key__endswith="@example.org").order_by("pk")
    if asked := subscribers.unconfirmed().first():
        yield "Agree to be told of forums", subscriber_links.confirm_link(asked)
    if told := subscribers.confirmed().first():
        yield "Be told no more", subscriber_links.leave_link(told)


def _fill(event: Event, places: int, people: int) -> None:
    services.set_capacity(event=event, capacity=places, by=None)
    for number in range(1, people + 1):
        _register(event, number)


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


def _confirm(asked: QuerySet[Registration]) -> None:
    """All but every eighth."""
    for number, registration in enumerate(asked.order_by("pk"), 1):
        if number % 8:
            services.confirm(registration=registration)


def _decide(asked: QuerySet[Registration]) -> None:
    """Five are approved and one is declined; the others still wait for a decision."""
    by = User.objects.filter(is_demo=True, groups__name="Forum organiser").first()
    first = [*asked.order_by("pk")[:6]]
    for registration in first[:5]:
        services.approve(registration=registration, by=by)
    for registration in first[5:]:
        services.refuse(registration=registration, by=by, why="An example of a reason.", tells=True)


def _move(event: Event) -> None:
    """The first four cancel; of those who are offered a place, one takes it and one declines."""
    for registration in event.registrations.order_by("pk")[:4]:
        services.cancel(registration=registration)
    offered = [*event.registrations.filter(state=State.OFFERED).order_by("pk")[:2]]
    for registration, decide in zip(offered, (services.accept, services.decline), strict=False):
        decide(registration=registration)


def _end_some() -> None:
    """One offer and one unconfirmed registration have ended; the others stand for as long as the example does."""
    now = timezone.now()
    asked = Registration.objects.filter(expires_at__isnull=False)
    for state in ASKED:
        if over := asked.filter(state=state).order_by("pk").first():
            asked.filter(pk=over.pk).update(expires_at=now)
            services.expire(registration=over)
    asked.update(expires_at=now + timedelta(days=3650))


def _last_week() -> None:
    """A meeting that is over: most who had a place came."""
    event = Event.objects.create(
        slug="last-week",
        title="An evening last week (invented)",
        state=Event.State.PUBLISHED,
        held_on=timezone.localdate() - timedelta(days=7),
        starts=time(18),
        ends=time(20),
        venue="Example Hall (invented)",
        summary="An example of a meeting that has just taken place, so that the desk shows who came.",
    )
    _fill(event, PLACES_LAST_WEEK, PLACES_LAST_WEEK - 1)
    with transaction.atomic():
        for registration in event.registrations.order_by("pk")[:CAME_LAST_WEEK]:
            set_state(registration, State.ATTENDED)
    concluding.conclude()
    feedback.thank()
    _agree(event)
    _say_how_it_was(event)


def _today() -> None:
    """A meeting on the day the example is made: without an hour, so that the list at its door is open until midnight."""
    event = Event.objects.create(
        slug="today",
        title="A meeting today (invented)",
        state=Event.State.PUBLISHED,
        held_on=timezone.localdate(),
        venue="Example Hall (invented)",
        summary="An example of a meeting that takes place today, so that the list at the door can be tried out.",
    )
    _fill(event, PLACES_TODAY, COME_TODAY)
    for registration in event.registrations.with_a_place().order_by("pk")[:HERE_TODAY]:
        services.arrive(event=event, pk=registration.pk, by=None)


def _subscribe() -> None:
    """People who asked to be told of each forum; the last has not agreed by mail."""
    for number in range(1, SUBSCRIBERS + 1):
        services.subscribe(email=f"subscriber-{number}@example.org")
    for subscriber in Subscriber.objects.order_by("pk")[: SUBSCRIBERS - 1]:
        services.agree(subscriber=subscriber)


def _agree(event: Event) -> None:
    """Two things that the plan has an action for, and one that it has none for."""
    due_on = timezone.localdate() + timedelta(days=60)
    for action in Action.objects.in_force().unfinished().exclude(lead=None).order_by("reference")[:2]:
        words = f"An example: the lead partner says at the next meeting how far “{action.title}” has got."
        AgreedAction.objects.create(event=event, words=words, action=action, organisation=action.lead, due_on=due_on)
    AgreedAction.objects.create(event=event, words="An example: the slides are put on this page.", due_on=event.held_on)


def _say_how_it_was(event: Event) -> None:
    for number, useful in enumerate(("very", "very", "quite", "quite", "partly", "hardly")):
        words = {name: said if number % 2 else "" for name, said in SAID.items()}
        feedback.take(event=event, key=uuid4(), useful=useful, words=words, looks_automatic=False)
