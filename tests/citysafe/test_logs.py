import logging

import pytest
from django.test import RequestFactory

from citysafe.logs import AddressPattern

pytestmark = pytest.mark.django_db


def logged(client, address, caplog):
    """What the console would show of the refusal of this address."""
    client.raise_request_exception = False
    client.get(address)
    (record,) = [record for record in caplog.records if record.name == "django.request"]
    AddressPattern().filter(record)
    return record.getMessage()


def test_a_page_not_found_is_logged_by_its_pattern(client, caplog):
    assert logged(client, "/plan/actions/secret-name/?q=token", caplog) == "Not Found: /plan/actions/<slug:slug>/"


def test_an_address_without_a_pattern_is_not_logged(client, caplog):
    assert logged(client, "/some/secret", caplog) == "Not Found: (no such address)"


def test_other_lines_stay_as_they_are():
    record = logging.LogRecord("x", logging.INFO, "f", 1, "%s items in %s", (3, "/plan/"), None)
    assert AddressPattern().filter(record)
    assert record.getMessage() == "3 items in /plan/"
    record.request = RequestFactory().get("/plan/")
    assert AddressPattern().filter(record)
    assert record.getMessage() == "3 items in (no such address)"
