"""Attempts to sign in are counted without a trace of who tried, and no longer than they count."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from citysafe.people import attempts
from tests.canaries import columns

ADDRESS, DEVICE = "kanarie@example.org", "203.0.113.77"


def counted():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM rate_limits")
        return cursor.fetchone()[0]


@pytest.mark.parametrize("page", ["account_login", "account_reset_password", "account_request_login_code"])
def test_neither_the_address_that_was_typed_nor_that_of_the_device_is_kept(client, db, page):
    client.post(reverse(page), {"login": ADDRESS, "email": ADDRESS, "password": "wrong"}, REMOTE_ADDR=DEVICE)
    assert counted()
    secrets = [word.encode() for word in (ADDRESS, DEVICE, sha256(ADDRESS.encode()).hexdigest(), sha256(DEVICE.encode()).hexdigest())]
    assert {name: word for name, held in columns().items() for word in secrets if word in held} == {}


def test_without_the_key_no_fingerprint_can_be_made_again(settings):
    before = attempts.fingerprint("a", "", 1)
    assert before == attempts.fingerprint("a", "", 1)
    settings.SECRET_KEY = "another" * 10
    assert attempts.fingerprint("a", "", 1) != before


def test_what_is_over_goes_with_the_due_work_and_what_counts_stays(db, time_machine):
    cache.set("minute", 1, 60)
    cache.set("day", 1, 24 * 60 * 60)
    time_machine.move_to(timezone.now() + timedelta(minutes=2))
    call_command("run_due_work")
    assert counted() == 1
    assert cache.get("day") == 1
    time_machine.move_to(timezone.now() + timedelta(days=1))
    call_command("run_due_work")
    assert counted() == 0
