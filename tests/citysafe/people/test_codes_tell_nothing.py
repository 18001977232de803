"""Asking for a code tells nobody who has an account, and floods no mailbox."""

import re

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from citysafe.mail.models import QueuedMail
from citysafe.mail.services import send_due
from citysafe.people.forms import TOO_MANY_CODES
from tests.citysafe.people.signing import ASK, CONFIRM, WRONG, ask, body, type_code
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_counts_of_other_tests")]
ADDRESSES = ["pat@example.org", "staff@example.org", "leaver@example.org", "nobody@example.org"]


@pytest.fixture
def all_kinds_of_accounts(partner):
    UserFactory(staff=True, email="staff@example.org")
    UserFactory(leaver=True, email="leaver@example.org")


def shapes(queries) -> list[str]:
    """What was asked of the database, without values; the brake on guessing has its own timing."""
    return [re.sub(r"'[^']*'|NULL|\b\d+\b|\"s\d+_x\d+\"", "?", query["sql"]) for query in queries if "rate_limits" not in query["sql"]]


@pytest.mark.usefixtures("all_kinds_of_accounts")
def test_any_address_gets_the_same_answers_for_the_same_work_and_one_mail_in_the_outbox():
    Client().get(ASK)  # what stands on every page is kept from here on
    told = []
    for email in ADDRESSES:
        client, before = Client(), QueuedMail.objects.count()
        with CaptureQueriesContext(connection) as queries:
            pages = [ask(client, email), client.get(CONFIRM), type_code(client, WRONG)]
        said = [(page.status_code, page.get("Location"), without_token(body(page))) for page in pages]
        told.append((said, shapes(queries), QueuedMail.objects.count() - before))
    assert told[0] == told[1] == told[2] == told[3]
    assert told[0][2] == 1


def without_token(page: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


@pytest.mark.usefixtures("all_kinds_of_accounts")
@pytest.mark.parametrize("email", ADDRESSES)
def test_whether_a_second_code_was_asked_for_elsewhere_tells_nothing_either(client, email):
    ask(client, email)
    ask(Client(), email)
    assert client.get(CONFIRM)["Location"] == ASK


@pytest.mark.usefixtures("all_kinds_of_accounts")
def test_the_mails_go_to_open_accounts_alone_and_to_staff_without_a_code():
    for email in ADDRESSES:
        ask(Client(), email)
    send_due()
    sent = {letter.to[0]: letter for letter in mail.outbox}
    assert set(sent) == {"pat@example.org", "staff@example.org"}
    assert not re.search(r"\d{4}", sent["staff@example.org"].body.replace("localhost:8000", ""))
    assert "/account/login/" in sent["staff@example.org"].body


@pytest.mark.parametrize("email", ["pat@example.org", "nobody@example.org"])
def test_nobody_floods_a_mailbox(client, partner, email):
    for _ in range(3):
        assert ask(Client(), email).status_code == 302
    assert TOO_MANY_CODES in body(ask(Client(), email))
    assert QueuedMail.objects.count() == 3


def test_one_network_asks_for_a_few_codes(client):
    answers = [ask(client, f"a{number}@example.org").status_code for number in range(21)]
    assert answers == [302] * 20 + [200]
