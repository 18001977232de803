"""Fifty kinds of hostile values in every field and in every part of an address: no fault, nothing thrown back, nothing smuggled."""

import pytest
from django.utils.crypto import get_random_string

from citysafe.mail import services as mail
from tests.forum.build import counts, event, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def of():
    return event(3, slug="spring")


def send(client, of, name, **fields):
    return client.post(f"/forum/{of.slug}/register/", typed(of, name, **fields))


HOSTILE = [
    "\x00", "a\x00b", "\r\nBcc: x@example.org", "a\nb", "a\u2028b", "\u202egnp", "\ufeff", "\u200b", "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    "<script>zq9x</script>", "\"><img src=x onerror=zq9x>", "{{ 7|add:7 }}", "{% debug %}", "${7*7}", "%s%n%x", "'; DROP TABLE forum_registration;--", "\" OR 1=1",
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "http://zq9x.example", "www.zq9x.example", "javascript:zq9x", "a" * 121, "a" * 255, "a" * 10_000, "é" * 300, "\u0301" * 500,
    "0", "-1", "1.5", "1e999", "9" * 40, "None", "null", "undefined", "[]", "{}", "true", "on", "../../etc/passwd", "%00", "%0d%0aSet-Cookie: a=b", "sam@example.org\nBcc: x@y.example",
    "\"a b\"@example.org", "a@b", "@", "a@@example.org", "a@exa mple.org", "sam@xn--p1ai", "sam@[127.0.0.1]", "名前", "אבג", " " * 50, "\\", "\x7f", "\x1b[31m",
]  # fmt: skip
FIELDS = [
    ["full_name"],
    ["email"],
    ["other_organisation", "role"],
    ["access", "dietary", "communication"],
    ["organisation", "consent"],
    ["stamp"],
    ["website"],
]


@pytest.mark.parametrize("fields", FIELDS, ids=", ".join)
def test_no_value_breaks_a_field(client, of, fields, mailoutbox):
    assert len(HOSTILE) >= 50
    type(of.places).objects.update(capacity=10_000)
    for value in HOSTILE:
        name = get_random_string(12, "abcdefghij")
        answer = send(client, of, name, **dict.fromkeys(fields, value))
        assert answer.status_code in {200, 302, 400}, repr(value)
        assert b"<script>zq9x" not in answer.content, repr(value)
        assert b"onerror=zq9x>" not in answer.content, repr(value)
        assert "Set-Cookie" not in answer.headers
    counts(of)
    mail.send_due()
    assert mailoutbox or fields[0] in {"organisation", "stamp", "website"}
    for letter in mailoutbox:
        assert set(letter.message().keys()) & {"Bcc", "Cc"} == set()
        assert len(letter.recipients()) == 1
        assert letter.subject.startswith("Your place: forum on")


@pytest.mark.parametrize(
    "part",
    [
        "/forum/{}/register/",
        "/forum/spring/registered/{}/",
        "/forum/registration/{}/",
        "/forum/registration/{}/cancel/",
        "/forum/new-address/{}/",
    ],
)
def test_no_part_of_an_address_breaks_a_page(client, of, part):
    for value in [
        "%00",
        "1-1.x",
        "99999999999999999999-1.x",
        "-",
        ".",
        "1-1",
        "a:b:c",
        "%ff",
        "%F0%9F%98%80",
        "x" * 3000,
        "<script>zq9x</script>",
        "None",
        "1-1-1.x",
    ]:
        answer = client.get(part.format(value))
        assert answer.status_code in {302, 400, 404}, value
        assert b"<script>zq9x" not in answer.content
