"""Registering as a browser does it: neutral, cookieless, safe from other sites, nothing lost."""

import re

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver

from citysafe.mail import services as mail
from citysafe.publishing import bucket
from forum.models import Registration
from tests.addresses import TABLE, routes
from tests.factories import EventFactory, OrganisationFactory
from tests.forum.build import counts, event, register, stamp, subject, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def of(settings):
    return event(3, slug="spring", title="In spring")


def send(client, of, name="sam", **fields):
    return client.post(f"/forum/{of.slug}/register/", typed(of, name, **fields))


def text(answer):
    return answer.content.decode()


def test_from_the_page_to_the_private_link_and_out_again(client, of, mailoutbox):
    assert 'href="/forum/spring/register/"' in text(client.get("/forum/spring/"))
    assert client.get("/forum/spring/register/").status_code == 200
    answer = send(client, of, access="A ramp", role="Lead")
    page = text(client.get(answer.url))
    assert "We are holding a place for you" in page
    assert Registration.objects.get().reference in page
    assert "sam" not in page.lower()
    mail.send_due()
    [letter] = mailoutbox
    link = re.search(r"http://localhost:8000(/forum/registration/\S+/)", letter.body)[1]
    assert "A ramp" in text(client.get(link))
    assert client.get(link).headers["Referrer-Policy"] == "no-referrer"
    client.post(f"{link}cancel/", {"stamp": stamp(f"forum/cancel.html {Registration.objects.get().pk}")})
    assert "Your registration is cancelled" in text(client.get(link))
    assert counts(of) == (0, 0)
    assert not client.cookies


def test_the_page_for_a_known_address_is_that_for_a_new_one(client, of):
    pages = [text(client.get(send(client, of, name).url)) for name in ("sam", "sam", "ben")]
    without_references = {re.sub(r"[2-9A-Z]{4}-[2-9A-Z]{4}", "", page) for page in pages}
    assert len(without_references) == 1
    assert counts(of) == (2, 0)


def test_the_same_form_twice_is_one_registration_with_one_reference(client, of):
    fields = typed(of)
    first, second = (client.post("/forum/spring/register/", fields) for _ in range(2))
    assert first.url.split(":")[0] == second.url.split(":")[0]
    assert counts(of) == (1, 0)


def test_a_full_forum_has_a_waiting_list_and_says_no_number(client, of):
    for name in "abc":
        register(of, name)
    assert "Full: waiting list" in text(client.get("/forum/spring/"))
    assert "You are on the waiting list" in text(client.get(send(client, of).url))


@pytest.mark.parametrize(
    ("taken", "words"), [(0, "Places available"), (90, "Places available"), (91, "Few places left"), (100, "Full: waiting list")]
)
def test_places_are_words(client, taken, words):
    of = event(100)
    type(of.places).objects.update(taken=taken)
    assert words in text(client.get(of.get_absolute_url()))


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client, of):
    answer = send(client, of, full_name="", email="sam@", access="A ramp", consent="")
    page = text(answer)
    assert answer.status_code == 200
    assert "<title>Error: Register" in page
    for words in ("Enter your full name", "Enter an e-mail address in full", "Tick the box", "A ramp", 'value="sam@"'):
        assert words in page
    assert not Registration.objects.exists()


@pytest.mark.parametrize("age", [24 * 3600 + 60, None])
def test_a_form_that_is_too_old_comes_back_with_everything_and_a_new_stamp(client, of, age):
    old = stamp(subject(of), age=age) if age else "no stamp of ours"
    page = text(send(client, of, stamp=old, role="Lead"))
    assert "open for too long" in page
    assert 'value="Lead"' in page
    fresh = re.search(r'name="stamp" value="([^"]+)"', page)[1]
    assert fresh != old
    assert send(client, of, stamp=fresh).status_code == 302


def test_whoever_sends_very_much_is_held_from_then_on(client, of, monkeypatch):
    monkeypatch.setattr(bucket, "MOST", 2)
    for name in "abc":
        assert send(client, of, name).status_code == 302
    assert [*of.registrations.order_by("pk").values_list("is_held", flat=True)] == [False, False, True]


@pytest.mark.parametrize("fields", [{"website": "http://x.example"}, {"stamp": "at once"}])
def test_what_looks_automatic_is_held_and_told_nothing_else(client, of, fields):
    fields = {name: stamp(subject(of), age=1) if name == "stamp" else value for name, value in fields.items()}
    assert "We are holding a place for you" in text(client.get(send(client, of, **fields).url))
    assert Registration.objects.get().is_held
    assert counts(of) == (1, 0)


def test_a_stamp_of_another_form_is_none(client, of):
    other = event(3)
    assert "open for too long" in text(send(client, of, stamp=stamp(subject(other))))


def test_an_organisation_is_chosen_or_written_never_both(client, of):
    chosen = OrganisationFactory()
    assert "Choose your organisation" in text(send(client, of, other_organisation=""))
    assert "empty this box" in text(send(client, of, organisation=chosen.pk))
    send(client, of, organisation=chosen.pk, other_organisation="")
    assert Registration.objects.get().of_organisation == str(chosen)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"is_cancelled": True}, "This meeting is cancelled."),
        ({"registration_opens_at": "2099-01-01T10:00Z"}, "Registration opens on 1 January 2099"),
        ({"registration_closes_at": "2020-01-01T10:00Z"}, "Registration has closed."),
    ],
)
def test_where_registration_is_not_open_the_page_says_why(client, of, fields, words):
    type(of).objects.update(**fields)
    assert words in text(client.get("/forum/spring/register/"))
    assert words in text(send(client, of))
    assert not Registration.objects.exists()


def test_without_places_or_in_a_draft_nobody_registers(client):
    EventFactory(slug="words-alone", coming=True)
    EventFactory(slug="draft", draft=True)
    assert "Nobody can register" in text(client.get("/forum/words-alone/register/"))
    assert client.get("/forum/draft/register/").status_code == 404


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 302),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "http://localhost:8000"}, 302),
        ({"Origin": "null"}, 302),
        ({}, 302),
    ],
)
def test_another_site_cannot_send_the_form(client, of, headers, status):
    assert client.post("/forum/spring/register/", typed(of), headers=headers).status_code == status
    assert Registration.objects.exists() == (status == 302)


def views(resolver, before=""):
    """Every view that an address leads to, by name: those of included files and of the desk too."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from views(pattern, f"{before}{pattern.namespace}:" if pattern.namespace else before)
        else:
            yield f"{before}{pattern.name}", pattern.callback


def test_the_forms_without_a_token_of_the_session_are_exactly_the_listed_ones():
    found = [*views(get_resolver())]
    assert len(found) == len([*routes()])
    acts = (
        "register",
        "invited",
        "registered",
        "mine",
        "change",
        "address",
        "cancel",
        "confirm",
        "accept",
        "decline",
        "new-address",
        "lost-link",
        "lost-links",
        "feedback",
        "feedback-sent",
        "attendees",
        "hand-over",
        "withdraw",
        "data",
        "data-file",
        "erase",
        "take-over",
        "subscribe-form",
        "subscribe",
        "unsubscribe",
    )
    listed = ["partners:report-action", *(f"registration:{act}" for act in acts)]
    assert sorted(name for name, view in found if getattr(view, "csrf_exempt", False)) == sorted(listed)
    assert len(acts) == sum(route.startswith("forum/") and "papers" not in route for route in TABLE["forms"])


def test_a_form_works_for_a_browser_that_enforces_tokens(of):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/forum/spring/register/", typed(of)).status_code == 302
