"""A backup made while people register and cancel is of one moment: whoever has a place is counted, and nobody else."""

import random
from threading import Event as Signal
from threading import Thread

from django.db import connection

from citysafe.backups.making import make
from citysafe.backups.restoring import restore
from forum import services
from forum.models import Event, Registration
from tests.forum import build

HANDS = 3


def churn(of: Event, number: int, ending: Signal, faults: list) -> None:
    hand = random.Random(number)
    try:
        while not ending.is_set():
            if hand.random() < 0.6:
                build.register(of, f"person{hand.randrange(60)}")
            elif found := Registration.objects.filter(event=of).live().order_by("?").first():
                services.cancel(registration=found)
            ending.wait(0.005)
    except Exception as fault:  # noqa: BLE001 (it is raised by the test)
        faults.append(fault)
    finally:
        connection.close()


def test_a_backup_made_under_load_is_whole(here, elsewhere, folder):
    event = build.event(capacity=10)
    ending, faults = Signal(), []
    hands = [Thread(target=churn, args=[event, number, ending, faults]) for number in range(HANDS)]
    for hand in hands:
        hand.start()
    while Registration.objects.count() < 20 and not faults:
        ending.wait(0.01)
    first, second = make(folder=folder / "first").file, make(folder=folder / "second").file
    ending.set()
    for hand in hands:
        hand.join()
    assert faults == []
    elsewhere()
    for file in (first, second):
        restore(file=file, replace=True)
        assert Registration.objects.count() >= 20
        taken, waiting = build.counts(Event.objects.select_related("places").get())
        assert taken <= 10
        assert not waiting or taken == 10
        connection.check_constraints()
