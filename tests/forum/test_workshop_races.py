"""The last places of workshops, when many want them at the same moment: on PostgreSQL, each in a connection of their own."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from forum import services
from forum.models import Registration
from tests.forum.build import counts, event
from tests.forum.test_workshops import choosing, come, seats, taken, workshops
from tests.races import needs_two_writers
from tests.stress import invariants

pytestmark = [
    needs_two_writers,
    pytest.mark.django_db(transaction=True),
]
PEOPLE = 20


def at_once(act, many=PEOPLE):
    """How often `act(number)` ended how: what it gave back, or “full”."""
    start = Barrier(many)

    def one(number):
        try:
            start.wait()
            return act(number)
        except services.WorkshopsFullError:
            return "full"
        finally:
            connection.close()

    with ThreadPoolExecutor(many) as pool:
        return Counter(pool.map(one, range(many)))


def test_twenty_at_once_for_the_last_place_of_a_workshop():
    of = event(100)
    one, two = workshops(of, 1, 100)
    told = at_once(lambda number: come(of, f"person{number}", one, two).state)
    assert told == {"confirmed": 1, "full": PEOPLE - 1}
    assert (counts(of), taken(one, two)) == ((1, 0), [1, 1])
    invariants.check(of)


def test_many_come_swap_and_cancel_and_every_count_is_that_of_the_rows():
    of = event(12)
    three = workshops(of, 3, 3, 3)
    there = [come(of, f"first{number}", three[number % 3]) for number in range(9)]

    def act(number):
        if number % 4 == 0:
            return bool(come(of, f"person{number}", three[number % 3]))
        someone = there[number % len(there)]
        if number % 4 == 1:
            return services.cancel(registration=someone)
        services.change(registration=someone, details=choosing("other", three[(number + 1) % 3]))
        return "changed"

    told = at_once(act)
    assert told.total() == PEOPLE
    assert not [word for word in told if word not in {True, False, "changed", "full"}]
    taken(*three)
    counts(of)
    invariants.check(of)


def test_two_who_swap_their_places_crosswise_neither_lose_one_nor_wait_for_each_other():
    of = event(10)
    one, two = workshops(of, 2, 2)
    ada, ben = come(of, "ada", one), come(of, "ben", two)

    def swap(number):
        services.change(registration=(ada, ben)[number], details=choosing("other", (two, one)[number]))
        return "changed"

    assert at_once(swap, 2) == {"changed": 2}
    assert (seats(ada), seats(ben), taken(one, two)) == ({two.title: True}, {one.title: True}, [1, 1])


def test_offers_and_newcomers_share_the_last_place_of_a_workshop():
    of = event(1)
    (one,) = workshops(of, 1)
    come(of, "first")
    for number in range(5):
        come(of, f"waits{number}", one)

    def act(number):
        if number == 0:
            services.set_capacity(event=of, capacity=4, by=None)
            return "offered"
        return bool(come(of, f"person{number}", one))

    at_once(act, 6)
    assert taken(one) == [1]
    assert Registration.objects.filter(seats__is_kept=True).get().has_place
    counts(of)
    invariants.check(of)
