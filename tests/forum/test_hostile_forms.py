"""Hostile values in each field and each part of an address, one at a time: no fault, nothing thrown back, smuggled or half stored."""

from contextlib import contextmanager
from urllib.parse import quote, unquote_to_bytes, urlencode

import pytest
from django.db import transaction

from citysafe.mail import services as mail
from citysafe.mail.models import QueuedMail
from forum import links, receipts, services
from forum.models import Needs, Places, Registration
from tests.forum.build import counts, event, register, stamp, typed

pytestmark = pytest.mark.django_db

M = "zq9xk7wv"  # stands in every value that can hold it: a page or a header that shows it throws back what it was sent
KINDS = [
    None, "", " " * 50, [f"{M}-1", f"<b>{M}-2"],
    "\x00", f"{M}\x00b", f"{M}\x1b[31m", f"{M}\u2028b", f"{M}\nb",
    f"\r\nBcc: {M}@example.org", f"{M}\r\nSet-Cookie: {M}=1", f"{M}%0d%0aSet-Cookie: {M}=1",
    f"{M}@example.org\nBcc: x@y.example", f"{M}@example.org,x@y.example", f'"{M} b"@example.org', f"{M}@[127.0.0.1]",
    M + "a" * 121, M + "a" * 501, M + "a" * 100_000, "e\u0301" * 60, "\u0958" * 120,
    f"\u202e{M}gnp", f"\ufeff{M}", f"{M}\ufffe", "👩‍👩‍👧‍👦", "İ" * 120, "名前", "５",
    b"\xff\xfe", b"\xc0\xaf", b"\xed\xa0\x80", b"\xe2\x82", f"{M}é".encode("utf-16"),
    f"<script>{M}</script>", f'"><img src=x onerror={M}>', f"'><svg/onload={M}>", f"</textarea><script>{M}</script>", f"http://{M}.example",
    f"{M}{{{{ 7|add:7 }}}}", f"{M}{{% debug %}}", f"${{jndi:ldap://{M}}}", f"{M}%s%n%x", f"{M}{{0.__class__}}",
    f"{M}'; DROP TABLE forum_registration;--", f'{M}" OR 1=1', "\\",
    f"=1+1+{M}", f"-1{M}", f"@SUM({M})", f'\t=HYPERLINK("http://{M}.example")', f"../../{M}", f"; cat `{M}`",
    "0", "1e999", "9" * 19, "9" * 5000, "null", "false", f'{{"{M}": 1}}', "[" * 999, f"eyJ9:1:{M}", f"1-1.{M}",
]  # fmt: skip
DETAILS = ["full_name", "organisation", "other_organisation", "role", "access", "dietary", "communication"]
REGISTRAR = {"registrar_name": "Alex Example", "registrar_email": "alex@example.org"}
HIDDEN = ["stamp", "website"]


@pytest.fixture
def of():
    return event(3, slug="spring")


def send(client, at, fields):
    body = urlencode({name: value for name, value in fields.items() if value is not None}, doseq=True)
    return client.post(at, body, content_type="application/x-www-form-urlencoded")


@contextmanager
def undone(value):
    """Whatever happens in it did not happen; what fails in it names the value."""
    before = transaction.savepoint()
    try:
        yield
    except Exception as fault:
        fault.add_note(f"The value was {value!r:.80}")
        raise
    transaction.savepoint_rollback(before)


def looked_at(answer, value, statuses):
    """The answer: no fault, the value not in the page as it was sent, and nowhere in its headers."""
    assert answer.status_code in statuses
    assert M not in str(answer.headers)
    assert "Set-Cookie" not in answer.headers
    page = answer.content.decode()
    assert f"{M}14" not in page
    assert not [
        one for one in ([value] if isinstance(value, str) else value or []) if M in str(one) and {"<", '"'} & {*str(one)} and one in page
    ]
    return answer


def everything():
    """All that a form can change."""
    return [[*model.objects.order_by("pk").values()] for model in (Registration, Needs, Places, QueuedMail)]


def check_mail(mailoutbox):
    """What was queued is a letter to one person, with nothing in its head but what is ours."""
    mail.send_due()
    [letter] = mailoutbox
    assert {*letter.message().keys()} & {"Bcc", "Cc", "Set-Cookie"} == set()
    assert len(letter.recipients()) == 1
    assert letter.subject.startswith("Your place: forum on")
    mailoutbox.clear()


def test_there_are_more_than_fifty_kinds():
    assert len({*map(repr, KINDS)}) == len(KINDS) > 60


@pytest.mark.parametrize("field", [*DETAILS, *REGISTRAR, *HIDDEN, "email", "consent"])
def test_no_value_breaks_a_field_of_registering(client, of, field, mailoutbox):
    kinds = KINDS + [f"{value}@example.org" for value in KINDS if field == "email" and isinstance(value, str)]
    said, taken = typed(of) | (REGISTRAR if field in REGISTRAR else {}), 0
    for value in kinds:
        with undone(value):
            answer = looked_at(send(client, "/forum/spring/register/", said | {field: value}), value, {200, 302})
            if answer.status_code == 200:
                assert not Registration.objects.exists()
                assert not QueuedMail.objects.exists()
                assert counts(of) == (0, 0)
                continue
            taken += 1
            assert answer.url.startswith("/forum/spring/registered/")
            made = Registration.objects.get()
            assert counts(of) == (1, 0)
            assert QueuedMail.objects.count() == (not made.is_held)
            if {"<", '"', "\n", "@"} & {*str(value)}:
                looked_at(client.get(f"/forum/registration/{links.token(made)}/"), value, {200})
                if not made.is_held:
                    check_mail(mailoutbox)
    assert (taken > 0) == (field != "stamp")
    assert taken < len(kinds)


@pytest.fixture
def offered(of):
    """A registration to which a place is offered, while another address of its owner's is asked for."""
    first, *_ = [register(of, name) for name in "abc"]
    made = register(of)
    services.cancel(registration=first)
    services.ask_for_new_address(registration=made, email="new@example.org")
    made.refresh_from_db()
    return made


FORMS = {
    "change": ("change {}", {"full_name": "Samir", "other_organisation": "Resident"}),
    "address": ("address {}", {"email": "other@example.org"}),
    "cancel": ("forum/cancel.html {}", {}),
    "accept": ("forum/accept.html {}", {}),
    "decline": ("forum/decline.html {}", {}),
    "new-address": ("new address {}", {}),
}


# The three buttons share one view. What no person types is never stored: on both databases it is sent with a registration.
BEHIND_A_LINK = [
    pytest.param(act, field, marks=pytest.mark.once) for act in ("change", "address", "cancel", "new-address") for field in HIDDEN
]
BEHIND_A_LINK += [("change", field) for field in DETAILS] + [("address", "email")]


@pytest.mark.parametrize(("act", "field"), BEHIND_A_LINK)
def test_no_value_breaks_a_field_behind_a_private_link(client, of, offered, act, field):
    mine = f"/forum/registration/{links.token(offered)}/"
    at = links.new_address_link(offered).removeprefix("http://localhost:8000") if act == "new-address" else f"{mine}{act}/"
    subject, fields = FORMS[act]
    before, taken = everything(), 0
    for value in KINDS:
        with undone(value):
            answer = looked_at(send(client, at, fields | {"stamp": stamp(subject.format(offered.pk)), field: value}), value, {200, 302})
            assert answer.status_code == 200 or answer.url == mine
            is_taken = answer.status_code == 302 or b'name="stamp"' not in answer.content
            assert (everything() != before) == is_taken
            counts(of)
            taken += is_taken
            if answer.status_code == 302 and {"<", '"'} & {*str(value)}:
                looked_at(client.get(mine), value, {200})
    assert (taken > 0) == (field != "stamp")
    assert taken < len(KINDS)


def in_an_address(value):
    """Percent-encoded, as often as it stands there; short enough for a server to take it."""
    return [quote(one, safe="") for one in (value if isinstance(value, list) else [value or ""]) if len(one) < 9_000]


def get(client, path, query=""):
    return client.generic("GET", "/", PATH_INFO=unquote_to_bytes(path).decode("latin-1"), QUERY_STRING=query)


@pytest.mark.parametrize(
    "path",
    [
        "/forum/{}/register/",
        "/forum/spring/registered/{}/",
        "/forum/registration/{}/",
        "/forum/registration/{}/cancel/",
        "/forum/new-address/{}/",
    ],
)
def test_no_value_breaks_a_part_of_an_address(client, of, path):
    for value in KINDS:
        for part in in_an_address(value):
            with undone(value):
                answer = looked_at(get(client, path.format(part)), value, {302, 400, 404})
                assert answer.status_code != 302 or answer.url == "/forum/spring/"


def test_no_value_breaks_a_query(client, of, offered):
    receipt = receipts.receipt(of, key=offered.key, told="confirmed")
    mine = f"/forum/registration/{links.token(offered)}/"
    before = everything()
    for path in ("/forum/spring/register/", f"/forum/spring/registered/{receipt}/", mine):
        for value in KINDS:
            query = "&".join(f"{name}={part}" for part in in_an_address(value) for name in ("stamp", "full_name", "next", part))
            with undone(value):
                answer = looked_at(get(client, path, query), value, {200})
                assert M not in answer.content.decode()
    assert everything() == before
