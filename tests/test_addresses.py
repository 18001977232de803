"""Every address against the table in addresses.toml, and what holds for all of them."""

import pytest

from tests import third_parties
from tests.addresses import EVERYBODY, addresses, public_addresses, routes
from tests.conftest import ReadingClient
from tests.headers import missing_headers
from tests.world import member

FIRST_AND_LAST = ("stranger", "administrator")
PRIVATE_LINKS = ("forum/registration/", "forum/hand-over/", "forum/new-address/", "forum/feedback/", "forum/subscribers/")
JUNK = "sessionid=0123456789abcdef; __Host-session=zzz; csrftoken=0123; __Host-csrf=0; messages=junk"
pytestmark = pytest.mark.django_db


def client_of(who: str) -> ReadingClient:
    client = ReadingClient()
    if who != "stranger":
        client.force_login(member(who))
    return client


def is_page(answer) -> bool:
    return answer.headers.get("Content-Type", "").startswith("text/html")


def is_ours(answer) -> bool:
    """A fault in the house's words: a page, or from the API a sentence."""
    return b'<main id="main"' in answer.content or (not is_page(answer) and "words" in answer.json()["error"])


def test_the_table_names_the_addresses_that_there_are():
    there_are, named = set(routes()), {address.route for address in addresses()}
    assert not there_are - named, "\n".join(["not in the table:", *sorted(there_are - named)])
    assert not named - there_are, "\n".join(["no longer there:", *sorted(named - there_are)])


@pytest.mark.parametrize("who", [pytest.param(who, marks=() if who in FIRST_AND_LAST else pytest.mark.once) for who in EVERYBODY])
def test_an_address_gives_what_the_table_says_with_every_header_and_keeps_to_itself(who, world):
    client = client_of(who)
    wrong, pages = [], 0
    for address in addresses(world):
        answer = client.get(address.at)
        if answer.status_code != address.gives[who]:
            wrong.append(f"{address.route}: {answer.status_code}, not {address.gives[who]}")
        is_mail = address.is_mail and answer.status_code == 200
        found = missing_headers(answer, is_private_link=address.route.startswith(PRIVATE_LINKS), is_mail=is_mail, is_open=address.is_open)
        found += third_parties.faults(answer.content.decode() if is_page(answer) and not is_mail else "")
        wrong += [f"{address.route}: {fault}" for fault in found]
        pages += is_page(answer)
    assert pages > 20
    assert not wrong, "\n".join(wrong)


def test_one_address_alone_has_a_policy_of_its_own():
    assert [address.route for address in addresses() if address.is_mail] == ["admin/mail/queuedmail/kinds/<str:name>/"]


def test_nothing_can_be_sent_to_a_public_page(client, world):
    answers = {address.at: client.post(address.at, {"q": "1"}) for address in public_addresses()}
    assert {at: answer.status_code for at, answer in answers.items() if answer.status_code != 405} == {}
    assert all(answer.headers["Allow"] and is_ours(answer) for answer in answers.values())


@pytest.mark.once
@pytest.mark.parametrize("cookies", ["", JUNK])
def test_a_public_page_neither_reads_nor_sets_a_cookie(cookies, client, world):
    for address in public_addresses():
        answer = client.get(address.at, headers={"Cookie": cookies} if cookies else None)
        assert not answer.cookies, address.at
        assert "Set-Cookie" not in answer.headers, address.at
        assert "cookie" not in answer.headers.get("Vary", "").lower(), address.at


@pytest.mark.once
def test_a_public_page_may_be_stored_and_a_private_one_may_not(client, world):
    for address in addresses(world):
        stored = client.get(address.at).headers["Cache-Control"]
        if address.is_public and address.route != "healthz":
            assert "public" in stored, address.at
            assert "max-age=60" in stored, address.at
        else:
            assert "public" not in stored, address.at


@pytest.mark.parametrize("path", ["/static/citysafe.css", "/static/favicon.svg", "/no-such-page/", "/static/no-such-file.css"])
def test_files_and_faults_have_every_header_too(path, client):
    assert missing_headers(client.get(path)) == []


@pytest.mark.once
def test_a_draft_is_never_stored(world):
    client = client_of("viewer")
    for address in addresses(world):
        if address.route.startswith("preview/"):
            answer = client.get(address.at)
            assert answer.headers["Cache-Control"] == "no-store", address.at
            assert answer.headers["X-Robots-Tag"] == "noindex", address.at
