"""Places, as staff give and change them on the page of the event."""

from threading import Thread
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse

from citysafe.history.models import Revision
from citysafe.mail.models import QueuedMail
from citysafe.people import roles
from forum import services
from forum.models import Event, Places, Registration
from tests.factories import EventFactory, SubscriberFactory
from tests.filled import filled
from tests.races import needs_two_writers
from tests.world import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(member("forum organiser"))
    return client


def page(event):
    return reverse("admin:forum_event_change", args=[event.pk])


def send(desk, event, **typed):
    return desk.post(page(event), filled(desk, page(event), **typed))


def register(event, number):
    details = services.Details(full_name=f"Person {number}", email=f"person-{number}@example.org")
    return services.register(event=event, key=uuid4(), details=details, notice_version="example")


def full(capacity=1, waiting=2):
    event = EventFactory(open=True, places__capacity=capacity)
    for number in range(capacity + waiting):
        register(event, number)
    return event


def counts(event):
    return Places.objects.values_list("capacity", "taken", "waiting").get(event=event)


def changes(event):
    return [list(revision.fields.values_list("label", "before", "after")) for revision in Revision.objects.of(event)]


def test_places_are_given_with_the_words_and_kept_in_one_line_of_the_history(desk):
    event = EventFactory(coming=True)
    assert "Nobody registers here." in desk.get(page(event)).content.decode()
    assert send(desk, event, capacity=30, venue="The hall", why="It is booked.").status_code == 302
    assert counts(event) == (30, 0, 0)
    assert changes(event) == [[("Venue", "", "The hall"), ("Places", "", "30")]]


def test_a_new_event_can_have_places_from_the_start(desk):
    add = reverse("admin:forum_event_add")
    typed = {"title": "New", "slug": "new", "held_on": "2030-01-02", "summary": "What it is about.", "capacity": 5}
    assert desk.post(add, filled(desk, add, **typed)).status_code == 302
    event = Event.objects.get(slug="new")
    assert counts(event) == (5, 0, 0)
    assert Revision.objects.of(event).get().kind == "created"


def test_more_places_are_offered_to_those_who_wait_in_their_order(desk):
    event = full(waiting=2)
    send(desk, event, capacity=2)
    assert counts(event) == (2, 2, 1)
    assert list(Registration.objects.order_by("pk").values_list("state", flat=True)) == ["confirmed", "offered", "waiting"]
    assert QueuedMail.objects.filter(kind="forum.offer").count() == 1
    shown = desk.get(page(event)).content.decode()
    assert "With a place: 1. Offered one: 1. Waiting: 1. Held: 0." in shown
    assert "2 of 2, 1 waiting" in desk.get(reverse("admin:forum_event_changelist")).content.decode()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"capacity": 1}, "2 places are taken or offered already: give 2 at least."),
        ({"capacity": ""}, "Places once given cannot be taken away altogether."),
        ({"capacity": 0}, "Enter a whole number from 1 to 100,000."),
        ({"capacity": "9" * 30}, "Enter a whole number from 1 to 100,000."),
        ({"capacity": "many"}, "Enter a whole number from 1 to 100,000."),
    ],
)
def test_what_cannot_be_is_said_in_the_form_and_nothing_is_stored(desk, typed, told):
    event = full(capacity=2, waiting=1)
    answer = desk.post(page(event), {**filled(desk, page(event)), "venue": "Elsewhere", **typed})
    assert told in answer.content.decode()
    event.refresh_from_db()
    assert (event.venue, counts(event)) == ("", (2, 2, 1))


def test_saving_the_words_never_touches_the_counts(desk):
    event = full()
    typed = filled(desk, page(event), venue="The hall", tell="on")
    services.cancel(registration=Registration.objects.in_the_queue().first())
    before = counts(event)
    assert desk.post(page(event), typed).status_code == 302
    event.refresh_from_db()
    assert event.venue == "The hall"
    assert counts(event) == before == (1, 1, 1)


def test_who_saves_later_is_told_of_the_places_that_a_colleague_gave(desk):
    event = full(waiting=0)
    typed = filled(desk, page(event), venue="The hall")
    services.set_capacity(event=event, capacity=7, by=None, why="A larger room.")
    answer = desk.post(page(event), typed).content.decode()
    assert "Places is now “7”." in answer
    assert counts(event) == (7, 1, 0)


@pytest.mark.parametrize("role", roles.ROLES)
def test_only_organisers_see_how_many_have_registered_and_change_the_places(client, role):
    event, organises = full(), role in {roles.ADMINISTRATOR, roles.ORGANISER}
    client.force_login(member(role.lower()))
    shown, listed = (client.get(address).content.decode() for address in (page(event), reverse("admin:forum_event_changelist")))
    assert ("With a place: 1" in shown) == organises
    assert ("1 of 1" in listed) == organises
    assert ('name="capacity"' in shown) == organises
    assert (reverse("admin:forum_registration_changelist") in shown) == organises
    assert reverse("admin:forum_event_changelist") in shown


@pytest.mark.parametrize(("number", "told"), [(1, "1 person has asked, and is told when"), (2, "2 people have asked, and are told when")])
def test_organisers_see_how_many_are_told_of_forums_and_nobodys_address(client, number, told):
    subscribers = [SubscriberFactory() for _ in range(number)]
    SubscriberFactory(confirmed_at=None, words_version="")
    event = EventFactory()
    for role in roles.ROLES:
        client.force_login(member(role.lower()))
        shown = client.get(page(event)).content.decode()
        assert (told in shown) == (role in {roles.ADMINISTRATOR, roles.ORGANISER})
        assert [one.email for one in subscribers if one.email in shown] == []


class ANewcomer:
    """Registers in a connection of their own as soon as the words of an event are written: after the form was checked."""

    def __init__(self, event):
        self.event, self.thread = event, Thread(target=self.register)

    def register(self):
        try:
            register(self.event, 99)
        finally:
            connection.close()

    def __call__(self, execute, sql, params, many, context):
        if sql.startswith('UPDATE "forum_event"') and not self.thread.ident:
            self.thread.start()
            self.thread.join(timeout=0.5)
        return execute(sql, params, many, context)


@needs_two_writers
@pytest.mark.django_db(transaction=True)
def test_nobody_takes_a_place_between_the_check_and_the_saving(client):
    roles.apply()
    client.force_login(member("forum organiser"))
    event = EventFactory(open=True, places__capacity=2)
    register(event, 1)
    typed = filled(client, page(event), capacity=1)
    newcomer = ANewcomer(event)
    with connection.execute_wrapper(newcomer):
        assert client.post(page(event), typed).status_code == 302
    newcomer.thread.join()
    assert counts(event) == (1, 1, 1)
