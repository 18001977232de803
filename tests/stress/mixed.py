"""A meeting with everything: every mode, workshops, places of organisations and a question; people change, hand over, lose links and
erase themselves, organisers decide, move people and change what there is, and moments are over.
"""

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import time
from functools import partial
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.forms import modelform_factory
from django.utils import timezone

from forum import services
from forum.event_fields import name_of
from forum.models import Event, HandOver, Registration
from forum.part_forms import OrganisationPlacesForm, WorkshopForm
from forum.services import Details
from tests.factories import OrganisationPlacesFactory, QuestionFactory, WorkshopFactory
from tests.stress import acts, crowd, last_place
from tests.stress.acts import MOST_PLACES, NOTICE, Act, an_address, somebody, with_one

HOURS = (10, 11, 12)
MOST_IN_A_PART = 12
REFUSALS = (services.WorkshopsFullError, services.OrganisationFullError, services.AddressTakenError, services.AlreadyThereError)
DECIDED: dict[str, object] = {"by": None, "why": "A reason."}


def meeting() -> Event:
    """With a second one, made right before it, to which people are moved."""
    last_place.meeting(MOST_PLACES // 4)
    event = last_place.meeting(MOST_PLACES // 2)
    QuestionFactory(event=event)
    for hour in HOURS:
        WorkshopFactory(event=event, starts=time(hour), ends=time(hour + 1), capacity=random.randint(2, MOST_IN_A_PART))
        OrganisationPlacesFactory(event=event, at_most=random.randint(2, MOST_IN_A_PART))
    return event


def other(event: Event) -> Event:
    return Event.objects.filter(pk__lt=event.pk).latest("pk")


def details(event: Event, email: str) -> Details:
    """Of somebody who is of any organisation, chooses workshops, needs something and answers."""
    workshops = [*event.workshops.values_list("pk", flat=True)]
    organisation = random.choice([None, *event.organisation_places.values_list("organisation", flat=True)])
    return Details(
        full_name="A person",
        email=email,
        organisation_id=organisation,
        other_organisation=None if organisation else "An example organisation",
        needs={"access": "A step-free way in."},
        answers={question.pk: "An answer." for question in event.form_questions.all()},
        workshops=frozenset(random.sample(workshops, random.randint(0, 2))),
    )


def form(event: Event, person: int) -> dict[str, Any]:
    """What such a person's browser sends."""
    said = details(event, "")
    typed = {"organisation": said.organisation_id or "", "other_organisation": said.other_organisation or "", **said.needs}
    answers = {name_of(number): words for number, words in said.answers.items()}
    return crowd.form(event, person) | typed | answers | {"workshops": [*said.workshops]}


def unless_refused(act: Act) -> Act:
    """What was wished for may be full, or the address there already: then nothing happens."""

    def step(event: Event, people: int) -> None:
        with suppress(*REFUSALS):
            act(event, people)

    return step


def register(event: Event, people: int) -> None:
    given = details(event, an_address(people))
    services.register(event=event, key=uuid4(), details=given, notice_version=NOTICE, is_held=random.random() < 0.1)


def change(event: Event, people: int) -> None:
    if found := somebody(event):
        services.change(registration=found, details=details(event, ""))


def hand_over(event: Event, people: int) -> None:
    if found := somebody(event, state__in=["confirmed", "waiting", "offered"]):
        services.invite(registration=found, full_name="A colleague", email=an_address(people))


def take_over(event: Event, people: int) -> None:
    there = HandOver.objects.open().filter(registration__event=event).select_related("registration__event").order_by("?").first()
    if there:
        given = details(event, there.colleague_email or "")
        services.take_over(hand_over=there, key=uuid4(), details=replace(given, email=there.colleague_email), notice_version=NOTICE)


def lose_the_link(event: Event, people: int) -> None:
    services.ask_for_link(email=an_address(people), event=event, key=uuid4())


def move_away(event: Event, people: int) -> None:
    if found := somebody(event):
        services.move_to_event(registration=found, event=other(event), **DECIDED)


def change_places_of_a_part(event: Event, people: int) -> None:
    """Of a workshop or an organisation, by the forms of the desk, which refuse less than is taken."""
    many = random.randint(1, MOST_IN_A_PART)
    workshop, limited = event.workshops.order_by("?")[0], event.organisation_places.order_by("?")[0]
    save(WorkshopForm, workshop, capacity=many)
    save(OrganisationPlacesForm, limited, organisation=limited.organisation_id, at_most=many)


@transaction.atomic
def save(kind: type, part: Any, **typed: int) -> None:
    filled = modelform_factory(type(part), form=kind, fields=[*typed])(typed, instance=part)
    if filled.is_valid():
        filled.save()


def change_rules(event: Event, people: int) -> None:
    mode = random.choice(["open", "approval", "invitation"])
    Event.objects.filter(pk=event.pk).update(mode=mode, confirms_by_mail=random.random() < 0.5)
    event.refresh_from_db()


def let_time_pass(event: Event, people: int) -> None:
    """The moment of somebody is over: the due work ends it, or this does, or whoever answers too late."""
    if found := somebody(event, expires_at__isnull=False):
        Registration.objects.filter(pk=found.pk, expires_at__isnull=False).update(expires_at=timezone.now())
        late: list[Callable[..., bool]] = [services.expire, services.accept, services.confirm]
        random.choice(late)(registration=found)


MIXED: dict[Act, int] = {
    **{act: often for act, often in acts.ACTS.items() if act is not acts.register},
    unless_refused(register): 12,
    unless_refused(change): 4,
    unless_refused(take_over): 3,
    hand_over: 3,
    lose_the_link: 1,
    with_one(services.withdraw): 1,
    with_one(services.erase): 2,
    with_one(services.confirm, state="awaiting_confirmation"): 8,
    with_one(partial(services.approve, by=None), state="awaiting_approval"): 5,
    with_one(partial(services.approve, **DECIDED), state="awaiting_approval"): 2,
    with_one(partial(services.refuse, tells=True, **DECIDED), state="awaiting_approval"): 1,
    with_one(partial(services.give_place, **DECIDED), state="waiting"): 1,
    with_one(partial(services.move_to_front, **DECIDED), state="waiting"): 1,
    unless_refused(move_away): 1,
    change_places_of_a_part: 2,
    let_time_pass: 4,
    change_rules: 2,
}
