"""Whoever stands at the door without having registered: by the rules of everybody."""

from datetime import timedelta

import pytest
from django.urls import reverse

from citysafe.privacy import purging
from forum import services
from forum.models import Registration
from tests.factories import DoorDutyFactory, UserFactory
from tests.forum.build import counts, event, register
from tests.forum.door import at, fresh_stamp, shown, tap
from tests.world import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def of(time_machine):
    """A meeting that takes place now."""
    made = event(4, slug="spring", title="The spring forum")
    time_machine.move_to(made.begins_at)
    return made


@pytest.fixture
def door(client, of):
    client.force_login(DoorDutyFactory(event=of).user)
    return client


def walk_in(door, of, name="Wanda Walk", **sent):
    typed = {"full_name": name, "other_organisation": "Resident", "consent": "on", "stamp": fresh_stamp(door, of)} | sent
    return door.post(at(of, "walk-in"), typed, follow=True)


def test_whoever_walks_in_takes_a_place_and_is_here_once_however_often_the_form_is_sent(door, of):
    stamp = fresh_stamp(door, of)
    for _ in range(3):
        assert "Registered, with a place, and marked as here." in shown(walk_in(door, of, stamp=stamp))
    made = Registration.objects.get()
    assert (made.state, made.email, made.other_organisation, made.arrived_at is not None) == ("attended", None, "Resident", True)
    assert counts(of) == (1, 0)


def test_when_every_place_is_taken_the_door_sees_it_and_can_only_add_to_the_waiting_list(door, of):
    for name in ("ada", "ben", "cem", "dan"):
        register(of, name)
    assert "Every place is taken." in shown(door.get(at(of, "walk-in")))
    assert "added to the waiting list" in shown(walk_in(door, of, email="wanda@example.org"))
    wanda = Registration.objects.get(full_name="Wanda Walk")
    assert (wanda.state, wanda.has_place, wanda.email) == ("waiting", False, "wanda@example.org")
    tap(door, of, wanda)
    assert Registration.objects.get(pk=wanda.pk).state == "waiting"
    assert counts(of) == (4, 1)


@pytest.mark.parametrize(("capacity", "state"), [(1, "attended"), (2, "attended"), (0, "waiting")])
def test_whoever_stands_there_has_nothing_to_confirm_by_mail(door, of, capacity, state):
    type(of).objects.update(confirms_by_mail=True)
    for number in range(4 - capacity):
        register(of, f"person-{number}")
    walk_in(door, of, email="wanda@example.org")
    assert Registration.objects.get(full_name="Wanda Walk").state == state
    counts(of)


def test_an_address_that_is_registered_is_said_to_the_door_and_what_was_typed_stays(door, of):
    register(of, "ada")
    page = shown(walk_in(door, of, email="ADA@example.org"))
    assert "This address is registered already." in page
    assert 'value="Wanda Walk"' in page
    assert counts(of) == (1, 0)


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"name": ""}, "Enter your full name"),
        ({"consent": ""}, "Tell the person how their details are used, then tick the box."),
        ({"email": "nobody"}, "Enter an e-mail address in full"),
        ({"other_organisation": ""}, "Choose your organisation, or write it below."),
        ({"stamp": "forged"}, "This page has changed, or was open for too long."),
        ({"name": "a\x00b"}, "A sign in it cannot be stored"),
    ],
)
def test_what_is_wrong_is_said_and_nobody_is_added(door, of, sent, told):
    assert told in shown(walk_in(door, of, **sent))
    assert not Registration.objects.exists()


def test_what_is_known_of_a_walk_in_without_an_address_goes_with_the_rest(door, of, time_machine):
    walk_in(door, of)
    time_machine.move_to(of.begins_at + timedelta(days=31))
    purging.run()
    made = Registration.objects.get()
    assert (made.full_name, made.other_organisation, made.arrived_at, made.state) == (None, None, None, "attended")


def test_a_meeting_without_places_has_no_form_for_walking_in(client):
    client.force_login(member("forum organiser"))
    made = DoorDutyFactory().event
    assert client.get(at(made, "walk-in")).status_code == 404
    assert "Nobody has a place." in shown(client.get(at(made)))


def test_whoever_is_offered_a_place_when_it_starts_stays_in_the_list_though_the_door_types_them_in(door, of, time_machine):
    time_machine.move_to(of.begins_at - timedelta(hours=2))
    there = [register(of, name) for name in ("ada", "ben", "cem", "dan", "eve", "fay")]
    services.cancel(registration=there[0])
    time_machine.move_to(of.begins_at)
    assert "This address is registered already" in shown(walk_in(door, of, email="eve@example.org"))
    eve = Registration.objects.get(email="eve@example.org")
    assert (eve.state, counts(of)) == ("offered", (4, 1))
    tap(door, of, eve)
    assert Registration.objects.get(pk=eve.pk).state == "attended"


def test_whoever_walked_in_without_an_address_is_erased_like_everybody(door, of):
    walk_in(door, of)
    assert services.erase(registration=Registration.objects.get())
    assert (Registration.objects.get().full_name, counts(of)) == (None, (1, 0))


def test_a_late_walk_in_at_a_full_meeting_is_given_a_place_by_the_organisers_until_the_door_closes(client, of, time_machine):
    for number in range(4):
        register(of, f"person-{number}")
    time_machine.move_to(of.begins_at + timedelta(minutes=10), tick=False)
    client.force_login(member("forum organiser"))
    assert "The organisers can give more places at the desk." in shown(walk_in(client, of))
    late = Registration.objects.get(full_name="Wanda Walk")
    page = reverse("admin:forum_registration_change", args=[late.pk])
    give = reverse("admin:forum_registration_give-place", args=[late.pk])
    assert give in shown(client.get(page))
    client.post(give, {"why": "There are chairs."})
    tap(client, of, late)
    late.refresh_from_db()
    assert (late.state, counts(of)) == ("attended", (5, 0))


def test_once_the_door_has_closed_no_place_is_given(client, of, time_machine):
    for number in range(5):
        register(of, f"person-{number}")
    waiting = Registration.objects.get(state="waiting")
    time_machine.move_to(of.begins_at + timedelta(days=1), tick=False)
    client.force_login(member("forum organiser"))
    give = reverse("admin:forum_registration_give-place", args=[waiting.pk])
    assert give not in shown(client.get(reverse("admin:forum_registration_change", args=[waiting.pk])))
    client.post(give, {"why": "There are chairs."})
    waiting.refresh_from_db()
    assert (waiting.state, counts(of)) == ("waiting", (4, 1))


def test_a_place_that_is_free_after_the_start_is_given_before_one_is_added(of, time_machine):
    for number in range(5):
        register(of, f"person-{number}")
    time_machine.move_to(of.begins_at, tick=False)
    services.set_capacity(event=of, capacity=6, by=None)
    assert services.give_place(registration=Registration.objects.get(state="waiting"), by=UserFactory(), why="Here.")
    assert (counts(of), of.places.capacity) == ((5, 0), 6)
