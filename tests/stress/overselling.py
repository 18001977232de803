"""The control: the same crowd at a careless build must get more than there is, and the invariants must see it, else they prove nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection

from citysafe.mail.models import QueuedMail
from forum.models import Event, OrganisationPlaces, Places, Registration, Workshop
from tests.factories import OrganisationPlacesFactory, WorkshopFactory
from tests.stress import crowd, invariants
from tests.stress.last_place import meeting
from tests.stress.site import Site

CHECKS = {
    Places: ("forum_places_never_oversold", "forum_places_nobody_waits_beside_a_free_place"),
    Workshop: ("forum_workshop_never_oversold",),
    OrganisationPlaces: ("forum_organisation_places_never_passed",),
}
FEW, ENOUGH = 3, 1000


def few_places() -> tuple[Event, dict[str, str]]:
    return meeting(FEW), {}


def few_in_a_workshop() -> tuple[Event, dict[str, str]]:
    workshop = WorkshopFactory(event=meeting(ENOUGH), capacity=FEW)
    return workshop.event, {"workshops": str(workshop.pk)}


def few_of_an_organisation() -> tuple[Event, dict[str, str]]:
    places = OrganisationPlacesFactory(event=meeting(ENOUGH), at_most=FEW)
    return places.event, {"organisation": str(places.organisation_id), "other_organisation": ""}


SOLD: dict[str, Callable[[], tuple[Event, dict[str, str]]]] = {
    invariants.OVERSOLD: few_places,
    invariants.WORKSHOP_OVERSOLD: few_in_a_workshop,
    invariants.ORGANISATION_OVERSOLD: few_of_an_organisation,
}
"""What everybody in the crowd wants, of which there are a few, by the sentence that the invariants must say."""


def run(site: Site, *, people: int = 200, rounds: int = 10) -> str:
    with without_checks(), site.crowded("tests.stress.careless:application"):
        return "; ".join(oversold(site, sentence, people, rounds) for sentence in SOLD)


def oversold(site: Site, sentence: str, people: int, rounds: int) -> str:
    """What the invariants saw."""
    for number in range(1, rounds + 1):
        event, wish = SOLD[sentence]()
        crowd.at_once(site, crowd.address(event), [crowd.form(event, person) | wish for person in range(people)])
        if any(fault.startswith(sentence) for fault in invariants.faults(event)):
            return f"{sentence}, seen in round {number}"
    raise AssertionError(f"Never seen in the careless build, so the crowd proves nothing: {sentence}.")


@contextmanager
def without_checks() -> Iterator[None]:
    """The database itself must not stop the careless build; afterwards it is as before."""
    constraints = {model: model._meta.constraints for model in CHECKS}
    checks = {model: [one for one in there if one.name in CHECKS[model]] for model, there in constraints.items()}
    for model, there in constraints.items():
        model._meta.constraints = [one for one in there if one not in checks[model]]
    change("remove_constraint", checks)
    try:
        yield
    finally:
        for rows in (QueuedMail, Registration, *CHECKS):
            rows.objects.all().delete()
        for model, there in constraints.items():
            model._meta.constraints = there
        change("add_constraint", checks)


def change(how: str, checks: dict) -> None:
    with connection.schema_editor() as editor:
        for model, constraints in checks.items():
            for constraint in constraints:
                getattr(editor, how)(model, constraint)
