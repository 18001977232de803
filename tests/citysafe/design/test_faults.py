import pytest
from django.db import DatabaseError, OperationalError, connection

from tests.factories import HelpContactFactory

pytestmark = pytest.mark.django_db


def broken(*_):
    raise DatabaseError


def down(*_):
    raise OperationalError


def test_while_the_database_is_down_the_page_says_to_come_back(client):
    client.raise_request_exception = False
    with connection.execute_wrapper(down):
        response = client.get("/plan/")
    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    assert response["Cache-Control"] == "no-store"
    assert 'href="tel:999"' in response.content.decode()


def test_a_missing_page_still_says_where_help_is(client):
    HelpContactFactory(name="Someone", number="0800 123")
    response = client.get("/no-such-page/")
    assert response.status_code == 404
    assert 'href="tel:0800123"' in response.content.decode()


def test_a_fault_needs_no_database(client):
    client.raise_request_exception = False
    with connection.execute_wrapper(broken):
        response = client.get("/plan/")
        refused = client.post("/plan/")
    assert (response.status_code, refused.status_code) == (500, 405)
    for page in (response.content.decode(), refused.content.decode()):
        assert 'href="tel:999"' in page
        assert '<main id="main"' in page


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "PROPFIND"])
def test_a_method_that_no_page_answers_is_refused_in_the_houses_words(client, method):
    response = client.generic(method, "/plan/")
    assert response.status_code == 405
    assert response["Allow"]
    assert "cannot be used in that way" in response.content.decode()


def test_a_form_without_its_token_is_refused_in_the_houses_words(db):
    from django.test import Client

    response = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "a@example.org", "password": "x"})
    assert response.status_code == 403
    assert "This form can no longer be sent" in response.content.decode()


def test_a_strange_host_is_refused(client):
    response = client.get("/plan/", HTTP_HOST="evil.example")
    assert response.status_code == 400
    assert "evil.example" not in response.content.decode()
