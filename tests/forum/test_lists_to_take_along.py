"""The file of registrations and the list to print: each with a reason, and kept as what it is, an export."""

import csv
import io

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.urls import reverse

from citysafe.history.models import Revision
from tests.factories import EventFactory, NeedsFactory, RegistrationFactory
from tests.headers import missing_headers
from tests.world import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(member("forum organiser"))
    return client


@pytest.fixture
def event():
    event = EventFactory(coming=True, slug="spring", title="The spring forum")
    RegistrationFactory(event=event, full_name="zoë Last", email="zoe@example.org", other_organisation='=HYPERLINK("x")', role="+44 1")
    RegistrationFactory(event=event, full_name="@SUM(A1)", email="-1+1@example.org", state="waiting")
    RegistrationFactory(event=event, full_name="Gone", state="cancelled")
    NeedsFactory(registration=RegistrationFactory(event=event, full_name="Ann First"), access="\tA ramp", dietary="")
    return event


def at(event, act):
    return reverse(f"admin:forum_event_{act}", args=[event.pk])


def rows(answer):
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_file_holds_who_is_registered_and_is_safe_in_a_spreadsheet(desk, event):
    answer = desk.post(at(event, "export"), {"why": "For the caterer."})
    assert answer.content.startswith(b'\xef\xbb\xbf"reference",')
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Disposition"] == 'attachment; filename="registrations-spring.csv"'
    found = rows(answer)
    assert [row["full_name"] for row in found] == ["zoë Last", "'@SUM(A1)", "Ann First"]
    assert found[0]["organisation"] == '\'=HYPERLINK("x")'
    assert (found[0]["role"], found[1]["email"], found[1]["state"]) == ("'+44 1", "'-1+1@example.org", "Waiting")
    assert "access" not in found[0]


def test_needs_are_in_it_only_when_they_are_asked_for(desk, event):
    found = rows(desk.post(at(event, "export"), {"why": "For the venue.", "with_needs": "on"}))
    assert [row["access"] for row in found] == ["", "", "'\tA ramp"]
    assert [line.why for line in Revision.objects.of(event)] == ["Exported registrations with needs: For the venue."]


def test_the_history_says_who_took_what_and_why_and_no_name_and_no_number(desk, event):
    desk.post(at(event, "export"), {"why": "For the caterer."})
    desk.post(at(event, "attendance"), {"why": "For the door."})
    kept = Revision.objects.of(event)
    whys = ["Attendance list: For the door.", "Exported registrations without needs: For the caterer."]
    assert [line.why for line in kept] == whys
    assert all(line.by and not line.fields.exists() for line in kept)


@pytest.mark.parametrize("act", ["export", "attendance"])
@pytest.mark.parametrize("why", ["", "   ", "For ann@example.org"])
def test_without_a_reason_nothing_leaves_the_site(desk, event, act, why):
    answer = desk.post(at(event, act), {"why": why})
    assert "<title>Error:" in answer.content.decode()
    assert "Ann First" not in answer.content.decode()
    assert not Revision.objects.exists()


def test_the_list_to_print_names_those_with_a_place_by_name_and_says_to_destroy_it(desk, event):
    answer = desk.post(at(event, "attendance"), {"why": "For the door."})
    shown = answer.content.decode()
    assert shown.index("Ann First") < shown.index("zoë Last")
    assert not [name for name in ("SUM", "Gone", "@example.org", "ramp") if name in shown]
    assert "destroy it after the event" in shown
    assert "no-store" in answer["Cache-Control"]
    assert missing_headers(answer) == []


def test_an_event_that_is_not_there_has_no_lists(desk):
    assert desk.get("/admin/forum/event/999999/export/").status_code == 404


def test_who_may_export_but_not_see_needs_gets_none(client, event):
    allowed = ["export_registration", "view_event", "view_registration"]
    client.force_login(member("viewer"))
    somebody = get_user_model().objects.get()
    somebody.user_permissions.set(Permission.objects.filter(codename__in=allowed))
    assert "with_needs" not in client.get(at(event, "export")).content.decode()
    found = rows(client.post(at(event, "export"), {"why": "For the door.", "with_needs": "on"}))
    assert len(found) == 3
    assert "access" not in found[0]
    assert "By needs" not in client.get(reverse("admin:forum_registration_changelist")).content.decode()
