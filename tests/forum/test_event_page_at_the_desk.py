"""The page of an event at the desk, as an organiser meets it."""

import re
from datetime import time

import pytest
from django.urls import reverse

from tests.factories import WorkshopFactory
from tests.filled import filled
from tests.forum.build import event
from tests.forum.test_workshops import workshops
from tests.world import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def of():
    return event(3, slug="spring")


@pytest.fixture
def shown(client, of):
    """The page once somebody has looked: call it when all is there."""
    client.force_login(member("forum organiser"))
    return lambda: client.get(reverse("admin:forum_event_change", args=[of.pk])).content.decode()


def test_every_box_of_a_row_says_what_belongs_in_it(shown, of):
    workshops(of, 3)
    boxes = re.findall(
        r'<(?:input|select|textarea)\b[^>]*\bname="(?:agenda|organisation_places|workshops)-(?:\d+|__prefix__)-[^>]*>', shown()
    )
    unnamed = [box for box in boxes if 'type="hidden"' not in box and "aria-label=" not in box]
    assert len(boxes) > 10
    assert unnamed == []


def test_times_stand_in_hours_and_minutes_and_why_something_changes_stands_last(shown, of):
    WorkshopFactory(event=of, starts=time(18, 20), ends=time(19))
    page = shown()
    assert {'value="18:20"', 'value="19:00"', f'value="{of.starts:%H:%M}"'} <= {*re.findall(r'value="\d\d:\d\d(?::\d\d)?"', page)}
    assert "p.m." not in page
    headings = re.findall(r"<h2[^>]*>\s*([^<]+?)\s*</h2>", page)
    assert headings[-2:] == ["Publication", "Record of this change"]


def test_what_is_wrong_is_said_at_the_top_and_leads_to_its_box(client, shown, of):
    WorkshopFactory(event=of, title="Young people", starts=time(18), ends=time(19))
    shown()
    address = reverse("admin:forum_event_change", args=[of.pk])
    wrong = {"held_on": "", "workshops-0-capacity": "0"}
    page = client.post(address, filled(client, address, **wrong)).content.decode()
    top = page[page.index("errornote") : page.index('name="title"')]
    assert '<a href="#id_held_on">Day: Fill in “Day”.</a>' in top
    assert '<a href="#id_workshops-0-capacity">Workshops, Places: Enter a whole number from 1 to 100,000.</a>' in top
    assert {'id="id_held_on"', 'id="id_workshops-0-capacity"'} <= {*re.findall(r'id="[^"]+"', page)}
