"""Another process that calls the services at random: `python -m tests.stress.hands EVENT SECONDS PEOPLE`."""

import random
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from uuid import uuid4

import django

if __name__ == "__main__":
    django.setup()

from forum import services
from forum.models import Event, Registration

MOST_PLACES = 60
BREATH = 0.01  # seconds: on SQLite whoever writes without a pause keeps everybody else from it


def somebody(event: Event, **which: object) -> Registration | None:
    return Registration.objects.filter(event=event, **which).live().order_by("?").first()


def register(event: Event, people: int) -> None:
    person = random.randrange(people)
    details = services.Details(
        full_name=f"Person {person}", email=f"Person{person}@example.org", other_organisation="An example organisation"
    )
    services.register(event=event, key=uuid4(), details=details, notice_version="2026-01-01", is_held=random.random() < 0.1)


def with_one(act: Callable[..., object], **which: object) -> Callable[[Event, int], None]:
    """The service, done to one registration of that kind, where there is one."""

    def step(event: Event, people: int) -> None:
        if found := somebody(event, **which):
            act(registration=found)

    return step


def move(event: Event, people: int) -> None:
    if found := somebody(event):
        services.ask_for_new_address(registration=found, email=f"person{random.randrange(people)}@example.org")
        with suppress(services.AddressTakenError):
            services.confirm_new_address(registration=found)


def set_capacity(event: Event, people: int) -> None:
    with suppress(services.TooFewPlacesError):
        services.set_capacity(event=event, capacity=random.randint(1, MOST_PLACES), by=None)


STEPS: dict[Callable[[Event, int], None], int] = {
    register: 10,
    with_one(services.cancel): 5,
    with_one(services.accept, state="offered"): 3,
    with_one(services.decline, state="offered"): 1,
    with_one(services.release, is_held=True): 1,
    move: 1,
    set_capacity: 3,
}


def work(event: Event, seconds: float, people: int) -> int:
    """Call one after the other until the time is over; how often."""
    end, done = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        (step,) = random.choices(list(STEPS), weights=list(STEPS.values()))
        step(event, people)
        time.sleep(BREATH)
        done += 1
    return done


if __name__ == "__main__":
    pk, seconds, people = (int(word) for word in sys.argv[1:])
    print(work(Event.objects.get(pk=pk), seconds, people))  # noqa: T201
