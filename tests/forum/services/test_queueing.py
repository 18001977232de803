"""Organisers move people, out of the order of the queue and with a reason: the counts stay right, and the history says so."""

import pytest

from citysafe.history.models import Revision
from citysafe.mail import services as mail
from forum import services
from forum.models import Needs, Places, Registration
from tests.factories import UserFactory
from tests.forum.build import counts, event, person, register
from tests.forum.test_registering import mails, sent, states

pytestmark = pytest.mark.django_db
BY = {"why": "She speaks."}


@pytest.fixture
def of():
    return event(1)


@pytest.fixture
def four(of):
    """One with a place, and three who wait."""
    return [register(of, name) for name in ("ada", "ben", "cem", "dan")]


@pytest.fixture
def by():
    return UserFactory()


def queue():
    return [(one.full_name, one.position) for one in Registration.objects.in_the_queue().with_position()]


def reasons(thing):
    return [*Revision.objects.of(thing).values_list("why", flat=True)]


def test_a_place_is_added_for_somebody_who_waits_and_nobody_else_moves(of, four, by):
    cem = four[2]
    assert [services.give_place(registration=cem, by=by, **BY) for _ in range(2)] == [True, False]
    assert states(of) == ["confirmed", "waiting", "confirmed", "waiting"]
    assert (Places.objects.get().capacity, counts(of)) == (2, (2, 2))
    assert queue() == [("Ben", 1), ("Dan", 2)]
    assert mails(cem) == ["forum.waiting", "forum.registration"]
    assert reasons(cem) == ["Given a place: She speaks."]
    [revision] = Revision.objects.of(of).filter(why="One place more, for somebody who waits.")
    assert [*revision.fields.values_list("label", "before", "after")] == [("Places", "1", "2")]


def test_whoever_is_moved_to_the_front_is_offered_the_next_place(of, four, by):
    ada, ben, cem, dan = four
    for one in (cem, dan):
        assert services.move_to_front(registration=one, by=by, **BY)
    assert queue() == [("Dan", 1), ("Cem", 2), ("Ben", 3)]
    assert not services.move_to_front(registration=ada, by=by, **BY)
    services.cancel(registration=ada)
    dan.refresh_from_db()
    assert (dan.state, counts(of)) == ("offered", (1, 2))
    assert reasons(dan) == ["Moved to the front of the queue: She speaks."]
    assert register(of, "eve").state == "waiting"
    assert queue() == [("Cem", 1), ("Ben", 2), ("Eve", 3)]
    assert ben.pk


def test_whoever_was_told_that_they_wait_is_told_what_became_of_it_and_held_ones_when_they_are_let_go(of, four, by):
    held, last = register(of, "eve", is_held=True), register(of, "fay", is_held=True)
    sent()
    services.move_to_front(registration=four[1], by=by, **BY)
    services.give_place(registration=four[2], by=by, **BY)
    assert (mails(four[1]), mails(four[2])) == (["forum.waiting"] * 2, ["forum.waiting", "forum.registration"])
    services.move_to_front(registration=held, by=by, **BY)
    assert mails(held) == []
    services.give_place(registration=last, by=by, **BY)
    last.refresh_from_db()
    assert (last.is_held, mails(last)) == (False, ["forum.registration"])


def test_moved_to_another_meeting_they_have_a_place_there_or_the_last_position(of, by, mailoutbox):
    there = event(1)
    register(there, "first")
    details = person("ada", needs={"access": "A ramp", "dietary": "", "communication": ""}, role="Lead")
    ada, ben = register(of, details=details), register(of, "ben")
    assert services.move_to_event(registration=ada, event=there, by=by, **BY)
    made = Registration.objects.get(moved_from=ada)
    assert (made.state, made.full_name, made.email, made.role) == ("waiting", "Ada", "ada@example.org", "Lead")
    assert (Needs.objects.get().registration, Needs.objects.get().access) == (made, "A ramp")
    assert (states(of), counts(of), counts(there)) == (["cancelled", "offered"], (1, 0), (1, 1))
    assert reasons(ada) == [f"Moved to another meeting, as {made}: She speaks."]
    assert reasons(made) == [f"Moved here from another meeting, where it was {ada}: She speaks."]
    assert services.move_to_event(registration=ben, event=event(1), by=by, **BY)
    assert counts(of) == (0, 0)
    mail.send_due()
    letters = [letter for letter in mailoutbox if letter.to == ["ada@example.org"]]
    assert [letter.subject.split(":")[0] for letter in letters] == ["You are no longer registered", "You are on the waiting list"]
    assert "the organisers have moved your registration" in letters[0].body
    assert not services.move_to_event(registration=ada, event=there, by=by, **BY)


def test_whoever_is_registered_there_is_not_moved_and_nothing_is_half_done(of, by):
    there = event(2)
    ada = register(of, "ada")
    register(there, "ada")
    with pytest.raises(services.AlreadyThereError):
        services.move_to_event(registration=ada, event=there, by=by, **BY)
    assert (states(of), counts(of), counts(there)) == (["confirmed"], (1, 0), (1, 0))


def test_whoever_has_not_confirmed_is_not_moved(by):
    of = event(1, confirms_by_mail=True)
    assert not services.move_to_event(registration=register(of), event=event(1), by=by, **BY)
    assert states(of) == ["awaiting_confirmation"]
