"""Who comes, as organisers see it and act on it; nobody else does."""

from uuid import uuid4

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from citysafe.history.models import FieldChange, Revision
from citysafe.mail.models import QueuedMail
from citysafe.publishing import stamps
from forum import services
from forum.models import Registration
from tests.factories import EventFactory
from tests.world import member

pytestmark = pytest.mark.django_db
NAME, EMAIL, NEED = "Åsa Zyx-Private", "asa.private@example.org", "A lift to the second floor"
LIST = reverse("admin:forum_registration_changelist")


@pytest.fixture
def desk(client):
    client.force_login(member("forum organiser"))
    return client


def at(registration, act="change"):
    return reverse(f"admin:forum_registration_{act}", args=[registration.pk])


def register(event, *, name=NAME, email=EMAIL, is_held=False):
    details = services.Details(full_name=name, email=email, other_organisation="Example group", needs={"access": NEED})
    key = uuid4()
    services.register(event=event, key=key, details=details, notice_version="example", is_held=is_held)
    return Registration.objects.get(key=key)


@pytest.fixture
def three():
    """One with a place, and two who wait for it."""
    event = EventFactory(open=True, places__capacity=1)
    return [register(event), *(register(event, name=f"Person {n}", email=f"person-{n}@example.org") for n in (1, 2))]


def said(response):
    return [str(message) for message in response.context["messages"]]


def kinds(registration):
    return list(QueuedMail.objects.filter(about=registration.pk).order_by("pk").values_list("kind", flat=True))


def test_the_list_is_in_the_order_of_the_queue_and_found_by_name_address_and_reference(desk, three):
    shown = desk.get(LIST).context["cl"].result_list
    assert [(row.pk, row.position) for row in shown] == [(three[0].pk, None), (three[1].pk, 1), (three[2].pk, 2)]
    assert "Waiting, number 2" in desk.get(LIST).content.decode()
    for term in ("zyx-priv", "ASA.private", three[0].reference):
        assert list(desk.get(LIST, {"q": term}).context["cl"].result_list) == three[:1]
    waiting = desk.get(LIST, {"state__exact": "waiting", "event__id__exact": three[0].event_id, "needs": "yes"})
    assert list(waiting.context["cl"].result_list) == three[1:]
    assert list(desk.get(LIST, {"needs": "no"}).context["cl"].result_list) == []


def test_one_registration_is_shown_with_needs_and_cannot_be_typed_over(desk, three):
    shown = desk.get(at(three[0])).content.decode()
    assert all(words in shown for words in (NAME, EMAIL, NEED, "Example group", "Send its mail again"))
    assert NAME not in shown[shown.index("<title>") : shown.index("</title>")]
    assert 'name="_save"' not in shown
    assert desk.post(at(three[0]), {"full_name": "Another"}).status_code == 403


def test_cancelling_asks_for_a_reason_that_names_nobody_and_passes_the_place_on(desk, three):
    page = at(three[0], "cancel")
    assert "This cannot be taken back" in desk.get(page).content.decode()
    for why, told in (
        ("", "Say why."),
        (f"{NAME} is ill", "Leave names"),
        ("Wrote from a@example.org", "Leave names"),
        ("x" * 201, "longer than 200"),
    ):
        assert told in desk.post(page, {"why": why}).content.decode()
    answer = desk.post(page, {"why": "By telephone."}, follow=True)
    assert said(answer) == ["Cancelled. Whoever registered is told by mail, unless the registration was held."]
    assert list(Registration.objects.order_by("pk").values_list("state", flat=True)) == ["cancelled", "offered", "waiting"]
    assert kinds(three[0]) == ["forum.registration", "forum.ended"]
    assert "Reason:</strong> Cancelled: By telephone." in desk.get(at(three[0], "history")).content.decode()
    assert said(desk.post(page, {"why": "Again."}, follow=True)) == ["Nothing to do: it has ended already, or the event has begun."]


def test_an_offer_is_accepted_for_somebody_once(desk, three):
    services.cancel(registration=three[0])
    told = [said(desk.post(at(three[1], "accept"), follow=True)) for _ in range(2)]
    assert told == [["The place is theirs, and a mail says so."], ["Nothing to do: no place is offered any more."]]
    three[1].refresh_from_db()
    assert three[1].state == "confirmed"


def test_held_ones_are_let_go_one_by_one_or_together(desk):
    event = EventFactory(open=True)
    held = [register(event, email=f"held-{n}@example.org", is_held=True) for n in range(3)]
    told = [said(desk.post(at(held[0], "release"), follow=True)) for _ in range(2)]
    assert told == [["Let go: its mail is on its way."], ["Nothing to do: it is not held any more."]]
    choice = {"action": "release_chosen", "_selected_action": [one.pk for one in held]}
    told = [said(desk.post(LIST, choice, follow=True)) for _ in range(2)]
    assert told == [["2 of 3 chosen: let go, and their mail is on its way."], ["Nothing to do: none of those you chose is held."]]
    assert [kinds(one) for one in held] == [["forum.registration"]] * 3


def test_the_mail_is_sent_again_but_never_twice_at_once(desk, three):
    waits = "Not sent: this mail waits to be sent already, or is held back."
    assert said(desk.post(at(three[0], "send-again"), follow=True)) == [waits]
    QueuedMail.objects.update(state="sent", finished_at=timezone.now())
    told = [said(desk.post(at(three[0], "send-again"), follow=True)) for _ in range(2)]
    assert told == [["The mail is on its way."], [waits]]
    services.cancel(registration=three[0])
    QueuedMail.objects.update(state="sent", finished_at=timezone.now())
    desk.post(at(three[0], "send-again"))
    assert kinds(three[0]) == ["forum.registration"] * 2 + ["forum.ended"] * 2


def test_when_the_event_has_begun_nothing_changes_any_more(desk, three):
    type(three[0].event).objects.update(held_on="2024-03-11")
    for act in ("accept", "release", "send-again"):
        assert said(desk.post(at(three[0], act), follow=True)) == ["Nothing was done: the event has begun."]
    desk.post(at(three[0], "cancel"), {"why": "Late."})
    assert Registration.objects.get(pk=three[0].pk).state == "confirmed"
    assert "Send its mail again" not in desk.get(at(three[0])).content.decode()


def test_no_name_address_or_need_is_in_the_history_or_the_log(desk, three):
    desk.post(at(three[0], "send-again"))
    services.cancel(registration=three[2])
    desk.post(at(three[0], "cancel"), {"why": "By telephone."})
    desk.post(at(three[1], "accept"))
    assert Revision.objects.count() == 2
    kept = [*Revision.objects.values_list("name", "address", "why", "public_note"), *FieldChange.objects.values_list("before", "after")]
    assert LogEntry.objects.count() == 0
    assert not [line for line in kept for secret in ("Person", "example.org", NAME, NEED) if secret in " ".join(line)]


@pytest.mark.parametrize("role", ["viewer", "editor", "statistician"])
def test_other_roles_see_nothing_of_it_on_any_page(client, three, role):
    services.cancel(registration=three[0], by=member("forum organiser"), why="By telephone.")
    revision = Revision.objects.of(three[0]).get()
    client.force_login(member(role))
    secrets = [NAME, EMAIL, three[0].reference, "By telephone", "admin/forum/registration"]
    for page in (
        "/admin/",
        "/admin/forum/",
        "/admin/history/revision/?q=telephone",
        at_event := f"/admin/forum/event/{three[0].event_id}/",
    ):
        shown = client.get(page, follow=True).content.decode()
        assert not [secret for secret in secrets if secret in shown], page
    assert client.get(f"/admin/history/revision/{revision.pk}/change/", follow=True).request["PATH_INFO"] == "/admin/"
    asked = {"app_label": "forum", "model_name": "needs", "field_name": "registration", "term": "a"}
    refused = [client.get("/admin/autocomplete/", asked), client.get(LIST, {"q": "Zyx"})]
    refused += [client.get(at(three[0], act)) for act in ("change", "history", "cancel")]
    refused += [client.post(at(three[0], act)) for act in ("cancel", "accept", "release", "send-again")]
    refused += [client.post(f"{at_event}{act}/", {"why": "x"}) for act in ("export", "attendance")]
    refused += [client.post(LIST, {"action": "release_chosen", "_selected_action": three[1].pk})]
    assert [(answer.request["PATH_INFO"], answer.status_code) for answer in refused if answer.status_code != 403] == []


@pytest.fixture
def typed():
    event = EventFactory(open=True, places__capacity=1)
    return {
        "stamp": stamps.new("register at the desk"),
        "event": event.pk,
        "full_name": NAME,
        "email": EMAIL,
        "other_organisation": "Example group",
        "consent": "on",
    }


def test_who_telephones_is_registered_by_the_rules_of_everybody(desk, typed):
    add = reverse("admin:forum_registration_add")
    told = [said(desk.post(add, {**typed, **more}, follow=True)) for more in ({}, {}, {"stamp": stamps.new("register at the desk")})]
    done = ["Confirmed. A mail tells the person."]
    assert told == [done, done, ["This address is registered for this event already: here it is."]]
    next_one = {**typed, "stamp": stamps.new("register at the desk"), "email": "next@example.org"}
    assert said(desk.post(add, next_one, follow=True)) == ["Waiting. A mail tells the person."]
    assert list(Registration.objects.order_by("pk").values_list("state", "is_held")) == [("confirmed", False), ("waiting", False)]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"event": ""}, "Choose the event."),
        ({"consent": ""}, "Tell the person how their details are used, then tick the box."),
        ({"email": "nobody"}, "Enter an e-mail address in full"),
        ({"stamp": "forged"}, "This page has changed, or was open for too long."),
    ],
)
def test_what_is_wrong_is_said_and_nobody_is_registered(desk, typed, wrong, told):
    shown = desk.post(reverse("admin:forum_registration_add"), {**typed, **wrong}).content.decode()
    assert told in shown
    assert NAME in shown
    assert not Registration.objects.exists()


def test_nobody_is_registered_for_an_event_that_is_not_open(desk, typed):
    Registration.objects.all().delete()
    event = EventFactory(open=True, is_cancelled=True)
    shown = desk.post(reverse("admin:forum_registration_add"), {**typed, "event": event.pk}).content.decode()
    assert "Registration for this event is not open." in shown
