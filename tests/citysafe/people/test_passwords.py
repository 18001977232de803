"""Forgotten, first and changed passwords, end to end."""

import re

import pytest
from django.core import mail

from citysafe.people.models import User
from tests.citysafe.people.signing import PASSWORD, RESET, body, sign_in
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_counts_of_other_tests")]


def test_a_password_is_reset_by_mail(client, person):
    answer = client.post(RESET, {"email": "Ann@example.org"})
    assert answer["Location"] == f"{RESET}done/"
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (["ann@example.org"], "Set a password for the staff desk")
    link = re.search(r"http://localhost:8000(/account/password/reset/key/\S+)", sent.body)[1]
    form = client.get(link, follow=True)
    address = form.redirect_chain[-1][0]
    refused = body(client.post(address, {"password1": "another long phrase", "password2": "not the same"}))
    assert "Type the same password both times" in refused
    assert client.post(address, {"password1": "another long phrase", "password2": "another long phrase"}).status_code == 302
    assert sign_in(client, password="another long phrase")["Location"] == "/admin/"
    client.logout()
    assert "This link no longer works" in body(client.get(link, follow=True))


def test_the_link_in_the_mail_is_on_this_site_whatever_host_was_claimed(client, person):
    client.post(RESET, {"email": person.email}, HTTP_HOST="evil.localhost")
    assert "http://localhost:8000/account/" in mail.outbox[0].body
    assert "evil" not in mail.outbox[0].body


@pytest.mark.parametrize(
    ("weak", "told"),
    [
        ("short", "at least 12 characters"),
        ("314159265358979", "entirely numeric"),
        ("ann@example.org", "too similar"),
        ("1q2w3e4r5t6y", "too common"),
    ],
)
def test_a_weak_password_is_refused(client, person, weak, told):
    client.force_login(person)
    page = body(client.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": weak, "password2": weak}))
    assert "<title>Error: Change your password" in page
    assert told in page


def test_an_unknown_address_gets_the_same_answer_and_no_mail(client, person):
    known = client.post(RESET, {"email": person.email}, follow=True)
    mail.outbox.clear()
    unknown = client.post(RESET, {"email": "nobody@example.org"}, follow=True)
    assert body(known) == body(unknown)
    assert mail.outbox == []


def test_a_mail_server_that_is_down_tells_nobody_who_has_an_account(client, person, settings, monkeypatch, caplog):
    def refuse(*args, **kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    assert client.post(RESET, {"email": person.email})["Location"] == f"{RESET}done/"
    assert "could not be sent" in caplog.text


def test_a_closed_account_gets_no_link(client):
    leaver = UserFactory(leaver=True)
    client.post(RESET, {"email": leaver.email})
    assert mail.outbox == []


def test_a_new_account_gets_its_first_password_by_the_link(client):
    User.objects.create_user("new@example.org", None, full_name="New", is_staff=True)
    client.post(RESET, {"email": "new@example.org"})
    assert len(mail.outbox) == 1


def test_a_password_is_changed_by_its_owner(client, person):
    sign_in(client)
    typed = {"oldpassword": PASSWORD, "password1": "another long phrase", "password2": "another long phrase"}
    assert "The password is not right." in body(client.post("/account/password/change/", {**typed, "oldpassword": "wrong"}))
    assert client.post("/account/password/change/", typed)["Location"] == "/account/second-factor/"
    assert "Your password is changed." in body(client.get("/account/second-factor/"))
    assert sign_in(client, password="another long phrase").status_code == 302
