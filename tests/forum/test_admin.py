from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from forum.models import Event
from tests.factories import AgendaItemFactory, EventFactory
from tests.filled import filled
from tests.forum.build import event as with_places
from tests.world import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(member("forum organiser"))
    return client


def page(event):
    return reverse("admin:forum_event_change", args=[event.pk])


def test_the_agenda_is_written_beside_the_event(desk):
    item = AgendaItemFactory(title="Old")
    desk.post(page(item.event), filled(desk, page(item.event), **{"agenda-0-title": "New"}))
    item.refresh_from_db()
    assert item.title == "New"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"starts": "18:00", "ends": "17:00"}, "It ends before it starts."),
        ({"ends": "17:00"}, "An end needs a start."),
        ({"starts": "25:00"}, "Enter a time such as 18:30."),
        ({"held_on": ""}, "Fill in “Day”."),
    ],
)
def test_what_is_wrong_is_said_and_stays_in_the_boxes(desk, typed, told):
    event = EventFactory()
    response = desk.post(page(event), {**filled(desk, page(event)), "venue": "The old hall", **typed})
    assert response.status_code == 200
    assert told in response.content.decode()
    assert 'value="The old hall"' in response.content.decode()


def days(number):
    return timezone.localdate() + timedelta(days=number)


@pytest.mark.parametrize("was", [30, -1, -29])
def test_a_wrong_year_that_would_erase_everybody_is_refused(desk, was):
    event = with_places()
    Event.objects.update(held_on=days(was))
    answer = desk.post(page(event), {**filled(desk, page(event)), "held_on": days(was - 365).isoformat(), "tell": "on"})
    assert "This day is over: what is held about people who have registered would be erased. Check the year." in answer.content.decode()
    there = Event.objects.get()
    there.held_on = days(-400)
    with pytest.raises(ValidationError, match="Check the year"):
        there.full_clean()
    assert Event.objects.get().held_on == days(was)


@pytest.mark.parametrize("change", [{"capacity": None}, {"was": -30}, {"to": 0}, {"to": 400}])
def test_other_days_can_be_set(change):
    event = with_places() if "capacity" not in change else EventFactory(coming=True, timed=True)
    Event.objects.update(held_on=days(change.get("was", 30)))
    there = Event.objects.get(pk=event.pk)
    there.held_on = days(change.get("to", -400))
    there.full_clean()
