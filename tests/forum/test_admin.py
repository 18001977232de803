import pytest
from django.urls import reverse

from tests.factories import AgendaItemFactory, EventFactory
from tests.filled import filled
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
