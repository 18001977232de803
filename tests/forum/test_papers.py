"""What is printed for the day: each with a reason, kept as an export, and no more on it than it needs."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.urls import reverse

from citysafe.history.models import Revision
from forum.admin.papers import PAPERS
from tests.factories import EventFactory, NeedsFactory, RegistrationFactory
from tests.headers import missing_headers
from tests.world import member

pytestmark = pytest.mark.django_db
NAMES = [paper.name for paper in PAPERS]
WITH_NEEDS = ["catering", "access"]


@pytest.fixture
def desk(client):
    client.force_login(member("forum organiser"))
    return client


@pytest.fixture
def event():
    event = EventFactory(coming=True, slug="spring", title="The spring forum")
    for name, needs in (
        ("Zoë Last", {"access": "A ramp", "dietary": "No nuts."}),
        ("Ann First", {"access": "", "dietary": "no  NUTS", "communication": "Large print"}),
        ("Åsa Middle", {"access": "a ramp!", "dietary": "Halal"}),
    ):
        has = RegistrationFactory(event=event, full_name=name, has_place=True, other_organisation=f"Group of {name}")
        NeedsFactory(registration=has, **needs)
    waits = RegistrationFactory(event=event, full_name="Who Waits", state="waiting", has_place=False)
    NeedsFactory(registration=waits, access="A waiting need", dietary="A waiting need", communication="A waiting need")
    return event


def at(event, name):
    return reverse(f"admin:forum_event_{name}", args=[event.pk])


def paper(desk, event, name):
    return desk.post(at(event, name), {"why": "For the day."})


def cells(answer):
    rows = re.findall(r"<tr>(<td.*?)</tr>", answer.content.decode())
    return [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row) for row in rows]


@pytest.mark.parametrize("name", NAMES)
def test_each_is_offered_on_the_page_of_the_event_takes_a_reason_and_is_kept_as_an_export(desk, event, name):
    assert at(event, name) in desk.get(reverse("admin:forum_event_change", args=[event.pk])).content.decode()
    for why in ("", "   ", "For ann@example.org"):
        refused = desk.post(at(event, name), {"why": why}).content.decode()
        assert "<title>Error:" in refused
        assert not [word for word in ("Ann First", "NUTS", "ramp", "Large print") if word in refused]
    assert not Revision.objects.exists()
    answer = paper(desk, event, name)
    assert missing_headers(answer) == []
    assert "no-store" in answer.headers["Cache-Control"]
    kept = Revision.objects.of(event).get()
    assert kept.why == f"{next(one.title for one in PAPERS if one.name == name)}: For the day."
    assert kept.by
    assert not kept.fields.exists()


@pytest.mark.parametrize("name", NAMES)
def test_a_paper_names_no_address_and_nobody_who_waits_and_is_called_by_nobody_s_name(desk, event, name):
    shown = paper(desk, event, name).content.decode()
    assert not [word for word in ("@example.org", "Who Waits", "A waiting need") if word in shown]
    title = shown.partition("<title>")[2].partition("</title>")[0]
    assert not [word for word in ("Ann", "Zoë", "Åsa") if word in title]


def test_the_attendance_list_is_in_the_order_of_names_and_ticks_who_is_here(desk, event):
    event.registrations.filter(full_name="Ann First").update(state="attended")
    assert [row[1] for row in cells(paper(desk, event, "attendance"))] == ["Ann First", "Åsa Middle", "Zoë Last"]


def test_the_venue_gets_names_in_their_order_and_nothing_else_about_anybody(desk, event):
    shown = paper(desk, event, "entry").content.decode()
    assert re.findall(r'<th scope="row"[^>]*>(.*?)</th>', shown) == ["Ann First", "Åsa Middle", "Zoë Last"]
    assert not [word for word in ("Group of", "ramp", "nuts", "Halal", "Large print") if word.lower() in shown.lower()]
    assert 'class="empty"' not in shown


def test_badges_come_eight_a_sheet_and_long_names_in_smaller_letters(desk, event):
    RegistrationFactory.create_batch(13, event=event, has_place=True, full_name="Bartholomew Featherstonehaugh")
    RegistrationFactory(event=event, has_place=True, full_name="Nguyễn " * 15)
    sheets = paper(desk, event, "badges").content.decode().split('class="badges"')[1:]
    assert [sheet.count("<li") for sheet in sheets] == [8, 8, 1]
    assert "".join(sheets).count('class="long"') == 13
    assert "".join(sheets).count('class="longer"') == 1
    assert "Group of Zoë Last" in sheets[-1]


@pytest.mark.parametrize("name", WITH_NEEDS)
def test_needs_are_counted_where_they_are_alike_and_nobody_is_named(desk, event, name):
    answer = paper(desk, event, name)
    told = {"catering": [["2", "No nuts."], ["1", "Halal"]], "access": [["2", "A ramp"], ["1", "Large print"]]}
    assert cells(answer) == told[name]
    shown = answer.content.decode()
    assert "<strong>3</strong> people have a place" in shown
    assert not [word for word in ("Ann", "Zoë", "Åsa", "Group of") if word in shown]
    other = {"catering": ("ramp", "Large print"), "access": ("nuts", "Halal")}
    assert not [word for word in other[name] if word.lower() in shown.lower()]


@pytest.mark.parametrize("name", NAMES)
def test_a_meeting_that_nobody_comes_to_has_empty_papers(desk, name):
    shown = paper(desk, EventFactory(coming=True), name).content.decode()
    assert 'class="empty"' in shown


@pytest.mark.parametrize("name", NAMES)
def test_who_may_export_but_not_see_needs_gets_no_paper_with_needs(client, event, name):
    client.force_login(member("viewer"))
    allowed = ["export_registration", "view_event", "view_registration"]
    get_user_model().objects.get().user_permissions.set(Permission.objects.filter(codename__in=allowed))
    expected = 403 if name in WITH_NEEDS else 200
    assert [client.get(at(event, name)).status_code, paper(client, event, name).status_code] == [expected, expected]
    offered = at(event, name) in client.get(reverse("admin:forum_event_change", args=[event.pk])).content.decode()
    assert offered == (expected == 200)
