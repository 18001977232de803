"""Forgotten, first and changed passwords, end to end."""

import re

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from citysafe.mail.models import QueuedMail
from citysafe.mail.services import send_due
from citysafe.people.models import User
from tests.citysafe.people.signing import PASSWORD, RESET, body, sign_in
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_counts_of_other_tests")]


def test_a_password_is_reset_by_mail(client, person):
    answer = client.post(RESET, {"email": "Ann@example.org"})
    assert answer["Location"] == f"{RESET}done/"
    assert mail.outbox == []
    send_due()
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (["ann@example.org"], "Set a new password")
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
    send_due()
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


def test_an_unknown_address_gets_the_same_answer_for_the_same_work_and_no_mail(client, person):
    answers, asked = [], []
    for email in (person.email, "nobody@example.org"):
        with CaptureQueriesContext(connection) as queries:
            answers.append(body(client.post(RESET, {"email": email}, follow=True)))
        asked.append(writes(queries))
    assert answers[0] == answers[1]
    assert asked[0] == asked[1] != []
    send_due()
    assert [sent.to for sent in mail.outbox] == [[person.email]]
    assert QueuedMail.objects.filter(state="unneeded").count() == 1


def writes(queries) -> list[str]:
    """What was written but for the brake on guessing, which counts both addresses as one visitor: the first word of each."""
    return [query["sql"].split()[0] for query in queries if "mail_queuedmail" in query["sql"]]


def test_who_is_closed_out_before_the_mail_goes_gets_no_link(client, person):
    client.post(RESET, {"email": person.email})
    User.objects.update(is_active=False)
    send_due()
    assert mail.outbox == []


def test_a_closed_account_gets_no_link(client):
    leaver = UserFactory(leaver=True)
    client.post(RESET, {"email": leaver.email})
    send_due()
    assert mail.outbox == []


def test_a_new_account_gets_its_first_password_by_the_link(client):
    User.objects.create_user("new@example.org", None, full_name="New", is_staff=True)
    client.post(RESET, {"email": "new@example.org"})
    send_due()
    assert len(mail.outbox) == 1


def test_a_password_is_changed_by_its_owner(client, person):
    sign_in(client)
    typed = {"oldpassword": PASSWORD, "password1": "another long phrase", "password2": "another long phrase"}
    assert "The password is not right." in body(client.post("/account/password/change/", {**typed, "oldpassword": "wrong"}))
    assert client.post("/account/password/change/", typed)["Location"] == "/account/second-factor/"
    assert "Your password is changed." in body(client.get("/account/second-factor/"))
    assert sign_in(client, password="another long phrase").status_code == 302
