"""Another process that calls the services at random: `python -m tests.stress.hands EVENT SECONDS PEOPLE MIXED`.

MIXED is 1 where the meeting changes its mode, addresses are confirmed, organisers decide and move people, and moments are over.
"""

import random
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from uuid import uuid4

import django

if __name__ == "__main__":
    django.setup()

from django.utils import timezone

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


def change_rules(event: Event, people: int) -> None:
    mode = random.choice(["open", "approval", "invitation"])
    Event.objects.filter(pk=event.pk).update(mode=mode, confirms_by_mail=random.random() < 0.5)
    event.refresh_from_db()


def let_time_pass(event: Event, people: int) -> None:
    """The moment of somebody is over: the due work ends it, or this does."""
    if found := somebody(event, expires_at__isnull=False):
        Registration.objects.filter(pk=found.pk, expires_at__isnull=False).update(expires_at=timezone.now())
        services.expire(registration=found)


STEPS: dict[Callable[[Event, int], None], int] = {
    register: 10,
    with_one(services.cancel): 5,
    with_one(services.accept, state="offered"): 3,
    with_one(services.decline, state="offered"): 1,
    with_one(services.release, is_held=True): 1,
    move: 1,
    set_capacity: 3,
}

DECIDED: dict[str, object] = {"by": None, "why": "A reason."}
MIXED: dict[Callable[[Event, int], None], int] = STEPS | {
    with_one(services.confirm, state="awaiting_confirmation"): 8,
    with_one(partial(services.approve, by=None), state="awaiting_approval"): 5,
    with_one(partial(services.refuse, tells=True, **DECIDED), state="awaiting_approval"): 1,
    with_one(partial(services.give_place, **DECIDED), state="waiting"): 1,
    with_one(partial(services.move_to_front, **DECIDED), state="waiting"): 1,
    let_time_pass: 3,
    change_rules: 2,
}


def work(event: Event, seconds: float, people: int, steps: dict[Callable[[Event, int], None], int]) -> int:
    """Call one after the other until the time is over; how often."""
    end, done = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        (step,) = random.choices(list(steps), weights=list(steps.values()))
        step(event, people)
        time.sleep(BREATH)
        done += 1
    return done


if __name__ == "__main__":
    pk, seconds, people, is_mixed = (int(word) for word in sys.argv[1:])
    print(work(Event.objects.get(pk=pk), seconds, people, MIXED if is_mixed else STEPS))  # noqa: T201
