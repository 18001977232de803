"""Attendees who wish it see each other's name and organisation, from the day before the meeting on, and nobody else does."""

from datetime import timedelta

import pytest

from forum import links, services
from forum.models import Registration
from tests.forum.build import event, person, register, stamp, typed
from tests.forum.test_private_links import text
from tests.headers import missing_headers

pytestmark = pytest.mark.django_db


@pytest.fixture
def of():
    return event(5, slug="spring")


def sharing(of, name, **fields):
    return register(of, details=person(name, shares_name=True, other_organisation=f"Club of {name}", **fields))


def page(made):
    return f"/forum/registration/{links.token(made)}/attendees/"


@pytest.fixture
def the_day_before(of, time_machine):
    ada, ben = sharing(of, "ada"), sharing(of, "ben", role="Lead")
    register(of, "quiet")
    time_machine.move_to(of.begins_at - timedelta(days=1))
    return ada, ben


def test_nothing_is_shared_unless_somebody_ticks_it(client, of):
    assert "whoever else has a place and shares too" in text(client.get("/forum/spring/register/"))
    client.post("/forum/spring/register/", typed(of, "ada"))
    client.post("/forum/spring/register/", typed(of, "ben", shares_name="on"))
    assert dict(Registration.objects.values_list("email", "shares_name")) == {"ada@example.org": False, "ben@example.org": True}


def test_those_who_share_see_name_and_organisation_of_each_other_and_nothing_else(client, the_day_before):
    ada, _ = the_day_before
    answer = client.get(page(ada))
    shown = text(answer)
    assert "Ben" in shown
    assert "Club of ben" in shown
    assert not [words for words in ("Quiet", "Lead", "ben@example.org", "Club of ada") if words in shown]
    assert answer["Cache-Control"] == "no-store"
    assert missing_headers(answer, is_private_link=True) == []
    assert "attendees/" in text(client.get(page(ada).replace("attendees/", "")))


def test_earlier_or_without_sharing_or_a_place_nobody_sees_anything(client, of, time_machine):
    ada, quiet = sharing(of, "ada"), register(of, "quiet")
    services.set_capacity(event=of, capacity=2, by=None)
    waiting = sharing(of, "wil")
    time_machine.move_to(of.begins_at - timedelta(days=2))
    assert client.get(page(ada)).status_code == 302
    time_machine.move_to(of.begins_at - timedelta(days=1))
    assert [client.get(page(made)).status_code for made in (ada, quiet, waiting)] == [200, 302, 302]
    assert "Wil" not in text(client.get(page(ada)))


@pytest.mark.parametrize("way", ["cancelled", "stopped", "changed", "held", "offered"])
def test_who_leaves_or_stops_disappears(client, of, the_day_before, way):
    ada, ben = the_day_before
    assert "Ben" in text(client.get(page(ada)))
    if way == "cancelled":
        services.cancel(registration=ben)
    elif way == "stopped":
        assert client.get(page(ben)).status_code == client.head(page(ben)).status_code == 200
        assert client.post(page(ben), {"stamp": stamp(f"stop sharing {ben.pk}")}).status_code == 302
    elif way == "changed":
        services.change(registration=ben, details=person("ben"))
    else:
        changed = {"held": {"is_held": True}, "offered": {"state": "offered", "expires_at": of.begins_at}}
        Registration.objects.filter(pk=ben.pk).update(**changed[way])
    assert "Ben" not in text(client.get(page(ada)))


def test_one_stops_sharing_after_the_meeting_too(client, of, the_day_before, time_machine):
    ada, ben = the_day_before
    time_machine.move_to(of.begins_at + timedelta(days=1))
    assert client.post(page(ben), {"stamp": stamp(f"stop sharing {ben.pk}")}).status_code == 302
    assert "Ben" not in text(client.get(page(ada)))
