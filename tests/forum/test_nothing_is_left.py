"""What ends, passes on or is erased leaves nothing of the person behind, and every count is that of the rows."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from citysafe.mail.models import QueuedMail
from forum import services
from forum.models import Answer, HandOver, LostLink, Needs, Registration
from forum.services import concluding, feedback
from tests.factories import OrganisationPlacesFactory, QuestionFactory, WorkshopFactory
from tests.forum.build import NOTICE, event, person, register
from tests.forum.test_workshops import taken

pytestmark = pytest.mark.django_db


@pytest.fixture
def of():
    return event(1)


@pytest.fixture
def parts(of):
    """A workshop, a question, and the places of two organisations."""
    return WorkshopFactory(event=of), QuestionFactory(event=of), *OrganisationPlacesFactory.create_batch(2, event=of, at_most=2)


def of_everything(name, parts, **fields):
    workshop, question, places, _other = parts
    given = {"organisation_id": places.organisation_id, "other_organisation": None, "needs": {"access": "A ramp"}}
    return person(name, workshops=frozenset([workshop.pk]), answers={question.pk: "Tea"}, **given | fields)


def counted(of):
    """How many are counted for each organisation, checked against the rows."""
    places = of.organisation_places.order_by("pk")
    found = [one.taken for one in places]
    assert found == [one.registrations.count() for one in places]
    return found


def test_a_colleague_gets_nothing_of_what_the_person_before_chose_answered_or_asked(of, parts):
    made = register(of, details=of_everything("sam", parts))
    services.ask_for_new_address(registration=made, email="sam@example.com")
    services.invite(registration=made, full_name="Alex", email="alex@example.org")
    alex = person("alex", organisation_id=parts[3].organisation_id, other_organisation=None)
    before = timezone.now()
    assert services.take_over(hand_over=HandOver.objects.get(), key=uuid4(), details=alex, notice_version=NOTICE)
    there = Registration.objects.get(pk=made.pk)
    assert (there.new_email, there.registered_at >= before, Answer.objects.count()) == (None, True, 0)
    assert (taken(parts[0]), counted(of)) == ([0], [0, 1])


def test_an_offer_whose_moment_is_over_is_handed_over_to_nobody(of, time_machine):
    ada, ben = register(of, "ada"), register(of, "ben")
    services.cancel(registration=ada)
    ben.refresh_from_db()
    time_machine.move_to(ben.expires_at - timedelta(minutes=1), tick=False)
    services.invite(registration=ben, full_name="Alex", email="alex@example.org")
    time_machine.move_to(ben.expires_at, tick=False)
    given = {"key": uuid4(), "details": person("alex"), "notice_version": NOTICE}
    assert not services.take_over(hand_over=HandOver.objects.get(), **given)
    assert Registration.objects.get(pk=ben.pk).email == "ben@example.org"


def test_who_waits_when_it_is_over_is_counted_nowhere_and_answered_nothing(of, parts, time_machine):
    register(of, "ada")
    ben = register(of, details=of_everything("ben", parts))
    assert (ben.state, counted(of), Answer.objects.count()) == ("waiting", [1, 0], 1)
    time_machine.move_to(of.begins_at + timedelta(days=2))
    assert concluding.conclude() == "1 meeting concluded"
    assert (counted(of), Answer.objects.count(), ben.seats.count()) == ([0, 0], 0, 0)


def test_who_is_erased_once_it_has_begun_leaves_nothing_but_the_place(of, parts, time_machine):
    made = register(of, details=of_everything("sam", parts))
    services.invite(registration=made, full_name="Alex", email="alex@example.org")
    services.ask_for_link(email="sam@example.org", event=of, key=uuid4())
    time_machine.move_to(of.begins_at, tick=False)
    assert services.erase(registration=made)
    assert not any(rows.objects.exists() for rows in (Answer, Needs, HandOver, LostLink))
    assert (counted(of), Registration.objects.get().has_place) == ([0, 0], True)


def test_two_processes_that_chose_the_same_people_thank_each_once_and_nobody_who_is_held(of, time_machine):
    made, _held = register(of), register(event(1), "ben", is_held=True)
    Registration.objects.update(state="attended")
    time_machine.move_to(of.begins_at + timedelta(days=2))
    concluding.conclude()
    for one in Registration.objects.select_related("event__turnout"):
        assert [*feedback.to_thank(one.event)] == [one] * (not one.is_held)
    assert [feedback._thank([made]), feedback._thank([made])] == [1, 0]
    assert QueuedMail.objects.filter(kind="forum.thanks").count() == 1
