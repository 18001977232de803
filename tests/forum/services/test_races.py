"""Two people at one place at the same moment, each in a connection of their own: one transaction waits for the other, and none is stuck."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from forum import services
from forum.models import Registration
from tests.forum.build import counts, event, register
from tests.forum.test_registering import states
from tests.races import meanwhile

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="One connection: there the whole transaction is alone."),
]
LOCKS_PLACES = 'SELECT "forum_places"'


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
