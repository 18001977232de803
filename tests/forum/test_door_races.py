"""Two doors at once, and a door while something else happens: on PostgreSQL, where two can be at it."""

from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connection, transaction

from citysafe.people.models import User
from forum import services
from forum.models import DoorDuty, Places, Registration
from forum.services import duties
from tests.factories import UserFactory
from tests.forum.build import NOTICE, counts, event, register
from tests.races import meanwhile, needs_two_writers

pytestmark = [
    pytest.mark.django_db(transaction=True),
    needs_two_writers,
]


def together(*acts):
    """What came of each, all begun at the same moment in connections of their own."""
    start, came = Barrier(len(acts)), {}

    def run(number, act):
        try:
            start.wait()
            came[number] = act()
        finally:
            connection.close()

    threads = [Thread(target=run, args=one) for one in enumerate(acts)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return [came.get(number) for number in range(len(acts))]


def tap(of, ada):
    by = UserFactory()
    return lambda: services.arrive(event=of, pk=ada.pk, by=by)


def test_two_doors_that_tap_the_same_person_make_one_arrival():
    of = event(3)
    ada = register(of, "ada")
    for _ in range(5):
        assert sorted(together(tap(of, ada), tap(of, ada))) == [False, True]
        assert services.undo_arrival(event=of, pk=ada.pk, by=UserFactory())
    assert counts(of) == (1, 0)


def test_two_organisers_who_let_the_same_person_in_are_told_of_one_another():
    of, by = event(3), UserFactory()

    def let_in():
        services.give_duty(event=of, email="dora@example.org", full_name="Dora Lee", by=by)

    fault, others = meanwhile('INSERT INTO "people_user"', let_in, let_in)
    assert fault is None
    assert [other.messages for other in others] == [[duties.MEANWHILE]]
    assert DoorDuty.objects.count() == User.objects.filter(email="dora@example.org").count() == 1


def test_whoever_cancels_while_the_door_taps_is_here_or_gone_and_never_both():
    of = event(8)
    for number in range(6):
        ada = register(of, f"person-{number}")
        has_arrived, has_cancelled = together(tap(of, ada), lambda ada=ada: services.cancel(registration=ada))
        ada.refresh_from_db()
        assert (has_arrived, has_cancelled) == ((ada.state == "attended"), (ada.state == "cancelled"))
        assert has_arrived != has_cancelled
    counts(of)


def test_the_tap_waits_for_a_cancellation_that_has_begun():
    of = event(3)
    ada, came = register(of, "ada"), []
    door = Thread(target=lambda: (came.append(tap(of, ada)()), connection.close()))
    with transaction.atomic():
        Registration.objects.filter(pk=ada.pk).update(state="cancelled", has_place=False)
        Places.objects.update(taken=0)
        door.start()
        door.join(timeout=0.4)
        assert door.is_alive()
    door.join()
    assert came == [False]


def test_two_doors_with_one_place_left_give_it_once():
    of = event(1)
    by = UserFactory()

    def walk_in(name):
        details = services.Details(full_name=name, email=None, other_organisation="Resident")
        return lambda: services.walk_in(event=of, key=uuid4(), details=details, notice_version=NOTICE, by=by).state

    assert sorted(together(walk_in("Ada"), walk_in("Ben"), walk_in("Cem"))) == ["attended", "waiting", "waiting"]
    assert counts(of) == (1, 2)
