"""The same hostile values in the forms around registering: no fault, nothing half stored, and what was typed comes back."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.apps import apps

from citysafe.mail.models import QueuedMail
from forum import hand_over_links, links, notice, services, subscriber_links
from forum.models import HandOver
from forum.models.subscriber import NEWEST
from tests.factories import DoorDutyFactory, SubscriberFactory
from tests.forum.build import counts, event, person, register, stamp
from tests.forum.door import at as at_the_door
from tests.forum.test_hostile_forms import KINDS, M, looked_at, send, undone

pytestmark = pytest.mark.django_db
WHO = {"full_name": f"{M} Alex", "other_organisation": f"{M} club", "role": f"{M} lead", "access": f"{M} ramp", "consent": "on"}


@pytest.fixture
def of():
    return event(3, slug="spring")


def hand_over(of, **_):
    made = register(of)
    at = f"/forum/registration/{links.token(made)}/hand-over/"
    return at, f"hand over {made.pk}", {"full_name": f"{M} Alex", "email": f"{M}@example.org"}


def take_over(of, **_):
    services.invite(registration=register(of), full_name="Alex", email="alex@example.org")
    invitation = HandOver.objects.get()
    return f"/forum/hand-over/{hand_over_links.token(invitation)}/", f"take over {invitation.pk} {notice.version()}", WHO


def lost_link(of, **_):
    register(of, M)
    return "/forum/links/lost/", "lost link of all", {"email": f"{M}@example.org"}


def subscribe(**_):
    return "/forum/announcements/ask/", "subscribe", {"email": f"{M}@example.org"}


def agree(**_):
    made = SubscriberFactory(confirmed_at=None, words_version="")
    return f"/forum/subscribers/{subscriber_links.token(made, subscriber_links.CONFIRM)}/agree/", f"agree {made.pk} {NEWEST}", {}


def feedback(of, time_machine, **_):
    time_machine.move_to(of.begins_at + timedelta(hours=3))
    token = links.feedback_link(of).rstrip("/").rpartition("/")[2]
    words = dict.fromkeys(("helped", "different", "next_agenda"), f"{M} words")
    return f"/forum/feedback/{token}/", f"feedback {token}", {"useful": "quite", **words}


def attendees(of, time_machine, **_):
    made = register(of, details=person(shares_name=True))
    time_machine.move_to(of.begins_at - timedelta(hours=3))
    return f"/forum/registration/{links.token(made)}/attendees/", f"stop sharing {made.pk}", {}


def walk_in(of, time_machine, client):
    time_machine.move_to(of.begins_at)
    client.force_login(DoorDutyFactory(event=of).user)
    sent = {name: WHO[name] for name in ("full_name", "other_organisation", "consent")} | {"email": f"{M}@example.org"}
    return at_the_door(of, "walk-in"), f"walk in {of.pk}", sent


FORMS = {form.__name__: form for form in (hand_over, take_over, lost_link, subscribe, agree, feedback, attendees, walk_in)}
FIELDS = {
    "hand_over": ["full_name", "email"],
    "take_over": ["full_name", "organisation", "access"],
    "lost_link": ["email"],
    "subscribe": ["email"],
    "feedback": ["useful", "helped"],
    "walk_in": ["full_name", "email", "consent"],
}
EACH = [(form, field) for form, fields in FIELDS.items() for field in fields]
EACH += [pytest.param(form, field, marks=pytest.mark.once) for form in ("agree", "lost_link", "walk_in") for field in ("stamp", "website")]
"""The others are built of the same fields as the form of registering."""


@pytest.fixture
def form(request, of, time_machine, client):
    at, subject, fields = FORMS[request.param](of=of, time_machine=time_machine, client=client)
    return SimpleNamespace(at=at, subject=subject, fields=fields, of=of, name=request.param)


def everything():
    """All that the forum holds, and its mail."""
    models = [*apps.get_app_config("forum").get_models(), QueuedMail]
    return [[*model.objects.order_by("pk").values()] for model in models]


def is_taken(answer):
    """It led on, or to a page without the form."""
    return answer.status_code == 302 or b'name="stamp"' not in answer.content


@pytest.mark.parametrize(("form", "field"), EACH, indirect=["form"])
def test_no_value_breaks_a_field(form, field, client):
    before, taken = everything(), 0
    for value in KINDS:
        with undone(value):
            answer = send(client, form.at, form.fields | {"stamp": stamp(form.subject), field: value})
            if form.name == "walk_in":
                del answer.headers["Set-Cookie"]
            looked_at(answer, value, {200, 302})
            counts(form.of)
            assert is_taken(answer) or everything() == before
            taken += is_taken(answer)
    assert (taken > 0) == (field not in {"stamp", "useful"})
    assert taken < len(KINDS) or field == "website"


STAMPS = {
    "none": lambda form: "",
    "too old": lambda form: stamp(form.subject, age=25 * 60 * 60),
    "of another form": lambda form: stamp("another 1"),
    "of another's": lambda form: stamp(re.sub(r"\d+", "9999999", form.subject) + " x"),
    "cut": lambda form: stamp(form.subject)[:-4],
    "with a NUL": lambda form: stamp(form.subject) + "\x00",
    "too long": lambda form: stamp(form.subject) * 9,
}


@pytest.mark.parametrize("sent", STAMPS)
@pytest.mark.parametrize("form", FORMS, indirect=True)
def test_a_stamp_that_is_no_good_stores_nothing_and_what_was_typed_comes_back_with_a_good_one(form, sent, client):
    before = everything()
    answer = client.post(form.at, form.fields | {"stamp": STAMPS[sent](form)})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert everything() == before
    assert "Everything you typed is still here: please send it again." in page
    assert [value for value in form.fields.values() if value not in {"on", "quite"} and value not in page] == []
    assert page.count("checked") == len({"on", "quite"} & {*form.fields.values()})
    again = client.post(form.at, form.fields | {"stamp": re.search(r'name="stamp" value="([^"]*)"', page)[1]})
    assert is_taken(again)


@pytest.mark.parametrize("form", FORMS, indirect=True)
def test_every_other_method_is_refused_and_changes_nothing(form, client):
    before = everything()
    body = form.fields | {"stamp": stamp(form.subject)}
    for method in ("PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "OPTIONS"):
        assert client.generic(method, form.at, data=str(body)).status_code == 405, method
    for method in (client.get, client.head):
        assert method(form.at, body).status_code == 200
    assert everything() == before


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/json", "multipart/form-data", "application/x-www-form-urlencoded; charset=utf-7"]
)
@pytest.mark.parametrize("form", FORMS, indirect=True)
def test_a_body_of_another_kind_is_no_fault_and_changes_nothing(form, kind, client):
    before = everything()
    answer = client.generic("POST", form.at, data=f"\xff{form.fields}".encode(), content_type=kind)
    assert answer.status_code in {200, 400}
    assert everything() == before
