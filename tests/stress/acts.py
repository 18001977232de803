"""What people do to a meeting and staff do for it, by the services: each act is one call, at random."""

import random
from collections.abc import Callable
from contextlib import suppress
from uuid import uuid4

from forum import services
from forum.models import Event, Registration

Act = Callable[[Event, int], None]
MOST_PLACES = 60
NOTICE = "2026-01-01"


def somebody(event: Event, **which: object) -> Registration | None:
    return Registration.objects.filter(event=event, **which).live().order_by("?").first()


def an_address(people: int) -> str:
    return f"Person{random.randrange(people)}@example.org"


def register(event: Event, people: int) -> None:
    details = services.Details(full_name="A person", email=an_address(people), other_organisation="An example organisation")
    services.register(event=event, key=uuid4(), details=details, notice_version=NOTICE, is_held=random.random() < 0.1)


def with_one(act: Callable[..., object], **which: object) -> Act:
    """The service, done to one registration of that kind, where there is one."""

    def step(event: Event, people: int) -> None:
        if found := somebody(event, **which):
            act(registration=found)

    return step


def move(event: Event, people: int) -> None:
    if found := somebody(event):
        services.ask_for_new_address(registration=found, email=an_address(people).lower())
        with suppress(services.AddressTakenError):
            services.confirm_new_address(registration=found)


def set_capacity(event: Event, people: int) -> None:
    with suppress(services.TooFewPlacesError):
        services.set_capacity(event=event, capacity=random.randint(1, MOST_PLACES), by=None)


ACTS: dict[Act, int] = {
    register: 10,
    with_one(services.cancel): 5,
    with_one(services.accept, state="offered"): 3,
    with_one(services.decline, state="offered"): 1,
    with_one(services.release, is_held=True): 1,
    move: 1,
    set_capacity: 3,
}
"""How often each comes."""
