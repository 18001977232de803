"""Handing over at the same moment as something else, on a database that lets both in."""

from functools import partial
from uuid import uuid4

import pytest

from citysafe.mail.models import QueuedMail
from forum import services
from forum.models import HandOver, Registration
from tests.forum.build import NOTICE, counts, event, person, register
from tests.races import meanwhile, needs_two_writers

pytestmark = [
    needs_two_writers,
    pytest.mark.django_db(transaction=True),
]
LOCKED = 'SELECT "forum_places"'


def invited(of):
    made = register(of)
    assert services.invite(registration=made, full_name="Alex", email="alex@example.org")
    return made, HandOver.objects.select_related("registration").get()


def taking(invitation, done, name="alex"):
    def act():
        done.append(services.take_over(hand_over=invitation, key=uuid4(), details=person(name), notice_version=NOTICE))

    return act


def test_of_cancelling_and_taking_over_one_happens():
    of = event(1)
    made, invitation = invited(of)
    taken, cancelled = [], []
    meanwhile(LOCKED, taking(invitation, taken), lambda: cancelled.append(services.cancel(registration=made)))
    assert taken + cancelled in ([True, False], [False, True])
    assert Registration.objects.filter(email="alex@example.org", state="confirmed").exists() == taken[0]
    assert counts(of) == (1 if taken[0] else 0, 0)


def test_of_taking_over_and_cancelling_one_happens():
    of = event(1)
    made, invitation = invited(of)
    taken, cancelled = [], []
    meanwhile(LOCKED, lambda: cancelled.append(services.cancel(registration=made)), taking(invitation, taken))
    assert taken + cancelled in ([True, False], [False, True])
    assert counts(of) == (1 if taken[0] else 0, 0)


def test_a_colleague_who_accepts_twice_at_once_takes_over_once():
    of = event(1)
    _, invitation = invited(of)
    taken = []
    meanwhile(LOCKED, taking(invitation, taken), taking(invitation, taken))
    assert sorted(taken) == [False, True]
    assert Registration.objects.count() == 2
    assert QueuedMail.objects.filter(kind="forum.handed-over").count() == 1
    assert counts(of) == (1, 0)


def test_of_two_colleagues_invited_one_after_the_other_the_last_takes_over():
    of = event(1)
    made, invitation = invited(of)
    taken = []
    again = partial(services.invite, registration=made, full_name="Kim", email="kim@example.org")
    meanwhile(LOCKED, again, taking(invitation, taken))
    assert taken in ([True], [False])
    assert HandOver.objects.not_ended().exists() != taken[0]
    assert counts(of) == (1, 0)
