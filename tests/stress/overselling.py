"""The control: the same crowd at a careless build must buy more places than there are, else the test proves nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from citysafe.mail.models import QueuedMail
from forum.models import Places, Registration
from tests.stress import crowd
from tests.stress.last_place import meeting
from tests.stress.site import Site

CHECKS = ("forum_places_never_oversold", "forum_places_nobody_waits_beside_a_free_place")


def run(site: Site, *, people: int = 200, rounds: int = 10) -> str:
    with without_checks(), site.crowded("tests.stress.careless:application"):
        for number in range(1, rounds + 1):
            if sold := oversold(site, 3, people):
                return f"{sold} sold of 3, in round {number}"
    raise AssertionError("The careless build did not oversell: the crowd proves nothing.")


def oversold(site: Site, capacity: int, people: int) -> int:
    """How many were sold, where that is too many."""
    event = meeting(capacity)
    crowd.at_once(site, crowd.address(event), [crowd.form(event, person) for person in range(people)])
    sold = Registration.objects.filter(event=event, state="confirmed").count()
    return sold if sold > capacity else 0


@contextmanager
def without_checks() -> Iterator[None]:
    """The database itself must not stop the careless build; afterwards it is as before."""
    meta = Places._meta
    everything = meta.constraints
    checks = [constraint for constraint in everything if constraint.name in CHECKS]
    meta.constraints = [constraint for constraint in everything if constraint not in checks]
    change("remove_constraint", checks)
    try:
        yield
    finally:
        for rows in (QueuedMail, Registration, Places):
            rows.objects.all().delete()
        meta.constraints = everything
        change("add_constraint", checks)


def change(how: str, checks: list) -> None:
    with connection.schema_editor() as editor:
        for check in checks:
            getattr(editor, how)(Places, check)
