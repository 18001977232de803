"""Every address, asked in every way, by everybody: nothing breaks, and whoever may not read a page writes nothing through it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.addresses import EVERYBODY, LETTERS, addresses
from tests.test_addresses import client_of

ODD = ("TRACE", "DELETE", "PUT", "PATCH", "PROPFIND")
WRITTEN = re.compile(r'(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM)\s+"(\w+)"')
OF_ANY_VISIT = {"django_session", "rate_limits"}
"""Signing in and the brake on guessing."""

ONLY_SENT_TO = {
    "admin/forum/": "OA",
    "admin/plan/planimport/": "EA",
    "admin/statistics/import/": "SA",
    "admin/mail/": "OA",
    "admin/privacy/": "OA",
    "admin/logout/": "VESOA",
}
"""Where nothing can be read: who may act there, by the first part of the address; letters as in addresses.toml."""

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.mark.parametrize("who", ["stranger", "administrator"])
def test_a_page_tells_its_head_as_it_tells_itself(who, world):
    client = client_of(who)
    heads = {address.route: (client.head(address.at).status_code, address.gives[who]) for address in addresses(world)}
    assert {route: codes for route, codes in heads.items() if codes[0] not in (codes[1], 405)} == {}


@pytest.mark.parametrize("who", EVERYBODY)
def test_no_address_answers_an_odd_method(who, world):
    client = client_of(who)
    every = [(method, address.at) for number, address in enumerate(addresses(world)) for method in (ODD[number % len(ODD)],)]
    answers = {f"{method} {at}": client.generic(method, at).status_code for method, at in every}
    assert {asked: code for asked, code in answers.items() if code != 405} == {}


@pytest.mark.parametrize("who", EVERYBODY)
def test_whoever_may_not_read_a_page_writes_nothing_through_it(who, world):
    client, wrong = client_of(who), []
    for address in addresses(world):
        if may(who, address):
            continue
        with CaptureQueriesContext(connection) as queries:
            answer = client.post(address.at, {"state": "published", "why": "I may.", "post": "yes"})
        written = {table for query in queries for table in WRITTEN.findall(query["sql"])} - OF_ANY_VISIT
        wrong += [f"{address.route}: {answer.status_code}, {written or ''}"] if written or not is_refusal(answer, address, who) else []
    assert wrong == []


def is_refusal(answer, address, who):
    """Not there, not allowed, not so; or led elsewhere, as by a page that is asked for in vain."""
    refused = {403, 404, 405} if address.gives[who] == 405 else {302, 403, 404, 405}
    return answer.status_code in refused


def may(who, address):
    """Read it, or act where nothing can be read."""
    if address.gives[who] != 405:
        return address.gives[who] == 200
    return who in {LETTERS[letter] for start, letters in ONLY_SENT_TO.items() if address.route.startswith(start) for letter in letters}


@pytest.mark.parametrize("who", EVERYBODY)
def test_nothing_sent_to_any_address_breaks_it(who, world):
    """An empty form, and one with junk, at each address: whatever it does with them, it is no fault of ours."""
    client, wrong = client_of(who), []
    signed_out_last = sorted(addresses(world), key=lambda address: address.route == "account/logout/")
    for number, address in enumerate(signed_out_last):
        sent = {} if number % 2 else {"state": "\x00", "why": "x" * 400, "form-TOTAL_FORMS": "-1", "action": "no such thing"}
        code = client.post(address.at, sent).status_code
        wrong += [f"{address.route}: {code}"] if code >= 500 else []
    assert wrong == []
