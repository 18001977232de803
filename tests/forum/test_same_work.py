"""Whether an address is registered cannot be told from the work that a form makes: the same statements in the same order."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from citysafe.mail.models import QueuedMail
from forum import links
from forum.event_fields import name_of
from forum.models import Answer, Event, Needs, Registration, WorkshopSeat
from tests.factories import OrganisationPlacesFactory, QuestionFactory, WorkshopFactory
from tests.forum.build import counts, event, person, register, typed

pytestmark = pytest.mark.django_db
MODES = {
    "open": {},
    "confirming": {"confirms_by_mail": True},
    "by approval": {"mode": "approval"},
    "by invitation": {"mode": "invitation"},
}


def shapes(queries) -> list[str]:
    """What was asked of the database, without values; that a step is kept or taken back is one word of a statement that does next to nothing."""
    same = re.compile(r"(RELEASE|ROLLBACK TO) SAVEPOINT")
    return [same.sub("END SAVEPOINT", re.sub(r"'[^']*'|NULL|\b\d+\b|\"s\d+_x\d+\"", "?", query["sql"])) for query in queries]


def work(client, at, of, name, **fields):
    with CaptureQueriesContext(connection) as queries:
        answer = client.post(at, typed(of, name, **fields))
    assert answer.status_code == 302
    return shapes(queries)


def stored():
    """What somebody else would see of it: all but whose owner is to be told."""
    rows = [list(model.objects.order_by("pk").values()) for model in (Registration, Needs, Answer, WorkshopSeat, QueuedMail)]
    for row in rows[0]:
        row.pop("asked_again_at")
    return rows


@pytest.mark.parametrize("capacity", [50, 1])
@pytest.mark.parametrize("mode", MODES)
def test_a_known_address_and_a_new_one_are_the_same_work_and_a_known_one_leaves_nothing(client, mode, capacity):
    of = event(capacity, slug="spring", **MODES[mode])
    at = links.invitation_link(of).removeprefix("http://localhost:8000") if of.is_by_invitation else "/forum/spring/register/"
    question, workshop = QuestionFactory(event=of), WorkshopFactory(event=of, capacity=40)
    said = {name_of(question.pk): "Yes", "workshops": str(workshop.pk), "access": "A step-free way in"}
    register(of, "ada")
    client.post(at, typed(of, "warm", **said))
    new = work(client, at, of, "zoe", **said)
    before, places = stored(), counts(of)
    known = [work(client, at, of, "ada", **said) for _ in range(2)]
    assert known[0] == known[1] == new
    assert (stored(), counts(of)) == (before, places)
    assert work(client, at, of, "yan", **said) == new


def test_where_an_organisation_has_used_its_places_it_is_the_same_work_too(client):
    of = event(50, slug="spring")
    club = OrganisationPlacesFactory(event=of, at_most=1).organisation
    said = {"organisation": club.pk, "other_organisation": ""}
    register(of, details=person("ada", organisation_id=club.pk, other_organisation=None))
    at = "/forum/spring/register/"
    client.post(at, typed(of, "warm", **said))
    assert work(client, at, of, "zoe", **said) == work(client, at, of, "ada", **said)
    assert Event.objects.get().organisation_places.get().taken == 1
