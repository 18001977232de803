"""Who counts as one sender."""

import pytest
from django.test import RequestFactory

from citysafe.publishing import bucket


@pytest.fixture(autouse=True)
def _one_is_enough(monkeypatch):
    monkeypatch.setattr(bucket, "MOST", 1)


def sent_from(*addresses):
    """Whether each of these requests, one after the other, was one too many."""
    return [bucket.is_overfull(RequestFactory().post("/", REMOTE_ADDR=address)) for address in addresses]


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("unknown", "", True),
    ],
)
def test_a_sender_is_an_address_or_what_one_connection_has_of_them(one, other, is_same):
    assert sent_from(one, other) == [False, is_same]


def test_many_senders_push_nobody_out():
    assert sent_from("192.0.2.1", *(f"10.0.{n >> 8}.{n & 255}" for n in range(2000)), "192.0.2.1")[-1]
