"""Two people at one place at the same moment, each in a connection of their own: one transaction waits for the other, and none is stuck."""

from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from forum import services
from forum.models import Event, Registration
from tests.forum.build import counts, event, person, register
from tests.forum.test_registering import states
from tests.races import meanwhile, needs_two_writers
from tests.stress import invariants, order

pytestmark = [
    pytest.mark.django_db(transaction=True),
    needs_two_writers,
]
LOCKS_PLACES = 'SELECT "forum_places"'
HAS_PLACES = (LOCKS_PLACES, 'UPDATE "forum_places"')


def test_two_are_approved_for_the_last_place_and_one_of_them_waits():
    of = event(1, mode="approval")
    ada, ben = register(of, "ada"), register(of, "ben")
    meanwhile(LOCKS_PLACES, lambda: services.approve(registration=ben, by=None), lambda: services.approve(registration=ada, by=None))
    assert states(of) == ["confirmed", "waiting"]
    assert counts(of) == (1, 1)


def test_a_newcomer_and_somebody_approved_do_not_share_the_last_place():
    of = event(1, mode="approval")
    ada = register(of, "ada")
    of.mode = "open"
    meanwhile(LOCKS_PLACES, lambda: register(of, "ben"), lambda: services.approve(registration=ada, by=None))
    assert sorted(states(of)) == ["confirmed", "waiting"]
    assert counts(of) == (1, 1)


@pytest.fixture
def offered():
    """A place that is offered to the first of two who wait, and whose moment is nearly over."""
    of = event(1)
    ada, ben, _cem = (register(of, name) for name in ("ada", "ben", "cem"))
    services.cancel(registration=ada)
    return of, ben


def test_an_offer_is_taken_or_ends_and_never_both(offered):
    of, ben = offered
    expire = lambda: services.expire(registration=ben)  # noqa: E731
    meanwhile(LOCKS_PLACES, expire, lambda: services.accept(registration=ben))
    assert states(of) == ["cancelled", "confirmed", "waiting"]
    assert counts(of) == (1, 1)


def test_an_offer_that_two_processes_of_the_due_work_end_passes_on_once(offered):
    of, _ben = offered
    Registration.objects.filter(state="offered").update(expires_at=timezone.now() - timedelta(seconds=1))
    meanwhile(LOCKS_PLACES, services.expire_due, services.expire_due)
    assert states(of) == ["cancelled", "expired", "offered"]
    assert counts(of) == (1, 0)


def test_a_confirmation_and_the_end_of_its_time_do_not_cross():
    of = event(1, confirms_by_mail=True)
    ada = register(of, "ada")
    meanwhile(LOCKS_PLACES, services.expire_due, lambda: services.confirm(registration=ada))
    assert states(of) == ["confirmed"]
    assert counts(of) == (1, 0)


def test_two_who_are_moved_to_each_others_meeting_do_not_block_one_another():
    first, second = event(1), event(1)
    ada, ben = register(first, "ada"), register(second, "ben")
    there = lambda: services.move_to_event(registration=ben, event=first, by=None, why="Asked for.")  # noqa: E731
    meanwhile(LOCKS_PLACES, there, lambda: services.move_to_event(registration=ada, event=second, by=None, why="Asked for."))
    assert (sorted(states(first)), sorted(states(second))) == (["cancelled", "confirmed"], ["cancelled", "offered"])
    assert (counts(first), counts(second)) == ((1, 0), (1, 0))


DECIDED = {"by": None, "why": "A reason."}
READS = 'SELECT "forum_registration"'
DONE = {
    "a place is given": ({}, lambda of, ben, other: services.give_place(registration=ben, **DECIDED)),
    "moved to the front": ({}, lambda of, ben, other: services.move_to_front(registration=ben, **DECIDED)),
    "moved to another meeting": ({}, lambda of, ben, other: services.move_to_event(registration=ben, event=other, **DECIDED)),
    "more places": ({}, lambda of, ben, other: services.set_capacity(event=of, capacity=2, by=None)),
    "changed": ({}, lambda of, ben, other: services.change(registration=ben, details=person("ben", full_name="Benjamin"))),
    "another address": ({}, lambda of, ben, other: services.ask_for_new_address(registration=ben, email="b@example.org")),
    "a colleague invited": ({}, lambda of, ben, other: services.invite(registration=ben, full_name="Dan", email="dan@example.org")),
    "cancelled": ({}, lambda of, ben, other: services.cancel(registration=ben)),
    "erased": ({}, lambda of, ben, other: services.erase(registration=ben)),
    "a newcomer": ({}, lambda of, ben, other: register(of, "eve")),
    "confirmed": ({"confirms_by_mail": True}, lambda of, ben, other: services.confirm(registration=ben)),
    "approved": ({"mode": "approval"}, lambda of, ben, other: services.approve(registration=ben, by=None)),
    "declined": ({"mode": "approval"}, lambda of, ben, other: services.refuse(registration=ben, tells=True, **DECIDED)),
}
"""Under which rules somebody registered, and what is done about them."""


def passing_on(rules):
    """A meeting of one place, for which two wait; the first of them registered under those rules."""
    of = event(1)
    ada = register(of, "ada")
    for name, value in rules.items():
        setattr(of, name, value)
    ben = register(of, "ben")
    of = Event.objects.select_related("places").get(pk=of.pk)
    register(of, "cem")
    return of, ada, ben


@pytest.mark.parametrize(
    ("words", "is_first"), [(HAS_PLACES, True), (HAS_PLACES, False), (READS, False)], ids=["while it passes", "before it", "amid it"]
)
def test_whatever_is_done_while_a_place_passes_on_is_done_before_or_after_it(words, is_first):
    for done, (rules, act) in DONE.items():
        of, ada, ben = passing_on(rules)
        before, acts = order.look(of), [partial(services.cancel, registration=ada), partial(act, of, ben, event(1))]
        assert meanwhile(words, *(acts if is_first else reversed(acts))) == (None, []), done
        order.check(before, order.look(of))
        assert invariants.faults(of, is_mixed=True) == [], done


def test_whoever_answers_while_an_offer_ends_does_not_block_the_end_of_it(offered):
    of, ben = offered
    Registration.objects.filter(pk=ben.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    meanwhile(READS, lambda: services.accept(registration=ben), lambda: services.expire(registration=ben))
    assert states(of) == ["cancelled", "expired", "offered"]
    invariants.check(of)


def test_a_held_one_that_is_let_go_twice_at_once_is_let_go_once():
    held, done = register(event(1), is_held=True), []
    release = lambda: done.append(services.release(registration=held))  # noqa: E731
    meanwhile(READS, release, release)
    assert sorted(done) == [False, True]


@pytest.mark.parametrize("passes", ["cancelled", "more places"])
def test_a_held_one_that_is_let_go_while_a_place_passes_to_it_is_told_until_when_it_is_theirs(passes):
    of = event(1)
    ada, held = register(of, "ada"), register(of, "ben", is_held=True)
    acts = {
        "cancelled": lambda: services.cancel(registration=ada),
        "more places": lambda: services.set_capacity(event=of, capacity=2, by=None),
    }
    meanwhile(READS, acts[passes], lambda: services.release(registration=held))
    assert Registration.objects.get(pk=held.pk).state == "offered"
    invariants.check(of)
