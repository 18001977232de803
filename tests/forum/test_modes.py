"""Who can register: the pages of each mode, and that none of them tells who is registered."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from citysafe.history.models import Revision
from citysafe.people import roles
from forum import links, services
from forum.admin.registrations import NOT_APPROVED
from forum.models import Registration
from tests.factories import UserFactory
from tests.filled import filled
from tests.forum.build import NOTICE, event, person, register, typed
from tests.world import member

pytestmark = pytest.mark.django_db
MODES = ["open", "approval", "invitation"]


def text(answer):
    return answer.content.decode()


def form_of(event):
    """Where somebody registers for it, without the host."""
    link = links.invitation_link(event) if event.is_by_invitation else reverse("registration:register", args=[event.slug])
    return link.removeprefix("http://localhost:8000")


@pytest.mark.parametrize("capacity", [1, 9])
@pytest.mark.parametrize("confirms", [True, False])
@pytest.mark.parametrize("mode", MODES)
def test_a_known_address_and_a_new_one_get_the_same_answer_and_page(client, mode, confirms, capacity):
    of = event(capacity, mode=mode, confirms_by_mail=confirms)
    register(of)
    pages, queries = set(), set()
    for name in ("sam", "new", "sam"):
        answer = client.post(form_of(of), typed(of, name))
        assert answer.status_code == 302
        client.get(answer.url)  # what all pages share is read once
        with CaptureQueriesContext(connection) as asked:
            page = text(client.get(answer.url))
        pages.add(re.sub(r"[2-9A-Z]{4}-[2-9A-Z]{4}", "", page))
        queries.add(len(asked))
    assert (len(pages), len(queries)) == (1, 1)


@pytest.mark.parametrize("mode", MODES)
def test_the_same_form_sent_again_is_told_the_same_in_every_mode(mode):
    of = event(1, mode=mode)
    register(of, "known")
    for name in ("known", "new"):
        key = uuid4()
        told = [services.register(event=of, key=key, details=person(name), notice_version=NOTICE) for _ in range(2)]
        assert told == (["awaiting_approval"] if mode == "approval" else ["waiting"]) * 2


def test_by_approval_the_pages_say_so(client):
    of = event(3, slug="spring", mode="approval")
    page = text(client.get("/forum/spring/"))
    assert "Ask for a place" in page
    assert "The organisers decide about each registration" in page
    assert "Ask for a place" in text(client.get("/forum/"))
    answer = client.post("/forum/spring/register/", typed(of))
    assert "<h1>The organisers have your registration</h1>" in text(client.get(answer.url))
    made = Registration.objects.get()
    mine = f"/forum/registration/{links.token(made)}/"
    assert "They decide about it" in text(client.get(mine))
    services.refuse(registration=made, by=UserFactory(), why="For teachers.", tells=True)
    shown = text(client.get(mine))
    assert "The organisers could not give you a place" in shown
    assert "Their reason: For teachers." in shown


def test_by_invitation_only_its_link_opens_the_form(client):
    of, other = event(3, slug="spring", mode="invitation"), event(3, mode="invitation")
    for address in ("/forum/spring/", "/forum/"):
        page = text(client.get(address))
        assert "By invitation" in page
        assert "/register/" not in page
    link = form_of(of)
    without = ["/forum/spring/register/", form_of(other).replace(other.slug, "spring"), link[:-2] + "/"]
    for address in without:
        assert "This meeting is by invitation" in text(client.get(address))
        assert "This meeting is by invitation" in text(client.post(address, typed(of)))
    assert not Registration.objects.exists()
    assert "<h1>Register</h1>" in text(client.get(link))
    assert client.post(link, typed(of)).status_code == 302
    assert Registration.objects.get().state == "confirmed"


def test_a_renewed_link_ends_the_one_before_and_nobody_who_is_registered(client):
    of = event(3, mode="invitation")
    before = form_of(of)
    made = register(of)
    client.force_login(member("forum organiser"))
    desk = reverse("admin:forum_event_change", args=[of.pk])
    assert links.invitation_link(of) in text(client.get(desk))
    renew = reverse("admin:forum_event_renew-invitation", args=[of.pk])
    assert "opens the form no more" in text(client.get(renew))
    assert "Say why." in text(client.post(renew, {"why": ""}))
    assert client.post(renew, {"why": "It was passed on."}).status_code == 302
    of.refresh_from_db()
    assert links.invitation_link(of) in text(client.get(desk))
    assert "no longer good" in text(client.get(before))
    assert "<h1>Register</h1>" in text(client.get(form_of(of)))
    assert client.get(f"/forum/registration/{links.token(made)}/").status_code == 200
    assert Revision.objects.of(of).first().why == "Invitation link renewed: It was passed on."


@pytest.mark.parametrize("role", roles.ROLES)
def test_only_who_manages_registrations_sees_the_link(client, role):
    of = event(3, mode="invitation")
    client.force_login(member(role.lower()))
    shown = text(client.get(reverse("admin:forum_event_change", args=[of.pk])))
    assert (links.invitation_link(of) in shown) == (role in {roles.ADMINISTRATOR, roles.ORGANISER})


def test_organisers_choose_the_mode_and_its_hours_at_the_desk(client):
    of = event(3)
    client.force_login(member("forum organiser"))
    desk = reverse("admin:forum_event_change", args=[of.pk])
    wrong = text(client.post(desk, filled(client, desk, offer_hours="0", confirmation_hours="many")))
    assert "Enter a whole number of hours from 1 to 336." in wrong
    assert "Enter a whole number." in wrong
    chosen = {"mode": "approval", "confirms_by_mail": "on", "confirmation_hours": 12, "offer_hours": 36, "why": "As agreed."}
    assert client.post(desk, filled(client, desk, **chosen)).status_code == 302
    of.refresh_from_db()
    assert (of.mode, of.confirms_by_mail, of.confirmation_hours, of.offer_hours) == ("approval", True, 12, 36)


@pytest.fixture
def asked(client):
    """Two who ask to come, and organisers at the desk."""
    client.force_login(member("forum organiser"))
    of = event(1, mode="approval")
    return [register(of, name) for name in ("ada", "ben")]


def at(registration, act):
    return reverse(f"admin:forum_registration_{act}", args=[registration.pk])


def said(answer):
    return [str(message) for message in answer.context["messages"]]


def test_organisers_approve_and_decline_at_the_desk(client, asked):
    ada, ben = asked
    waiting = text(client.get("/admin/"))
    assert "Registrations to decide about" in waiting
    assert said(client.post(at(ada, "approve"), follow=True)) == ["Approved, and a mail says what they have."]
    assert said(client.post(at(ada, "approve"), follow=True)) == [NOT_APPROVED]
    assert "they cannot come" in text(client.get(at(ben, "refuse")))
    assert "Leave names" in text(client.post(at(ben, "refuse"), {"why": "Ben is rude"}))
    done = "Declined. A mail tells the person, unless the registration was held."
    assert said(client.post(at(ben, "refuse"), {"why": "For teachers.", "tells": "on"}, follow=True)) == [done]
    assert said(client.get(at(ben, "refuse"), follow=True)) == ["Nothing to do: it stands differently by now, or the event has begun."]
    ben.refresh_from_db()
    assert (ben.state, ben.reason_told) == ("declined", "For teachers.")


def test_what_waits_for_the_organisers_is_a_list_of_its_own(client, asked):
    ada, ben = asked
    services.approve(registration=ada, by=UserFactory())
    services.approve(registration=ben, by=UserFactory())
    page = reverse("admin:forum_registration_changelist")
    assert list(client.get(page, {"attention": "decide"}).context["cl"].result_list) == []
    services.cancel(registration=ada)
    assert list(client.get(page, {"attention": "ending"}).context["cl"].result_list) == []
    Registration.objects.filter(pk=ben.pk).update(expires_at=ben.registered_at + (ben.event.begins_at - ben.registered_at) / 60)
    assert list(client.get(page, {"attention": "ending"}).context["cl"].result_list) == [ben]
    assert "Place offered, until" in text(client.get(at(ben, "change")))
