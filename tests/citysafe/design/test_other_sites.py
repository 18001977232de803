"""Pages of other sites may read open data and nothing else of this site."""

import pytest

from tests.factories import MeasureFactory, UserFactory
from tests.headers import OPEN

pytestmark = pytest.mark.django_db
FILE, ANSWER = "/statistics/data/figures.zip", "/statistics/api/v1/"
FROM_ELSEWHERE = {"Origin": "https://elsewhere.example"}


def opened(answer):
    return {name: answer.headers.get(name) for name in OPEN} == OPEN


@pytest.mark.parametrize("address", [FILE, ANSWER])
def test_another_site_may_read_it_and_its_etag_without_cookies(client, address):
    answer = client.get(address, headers=FROM_ELSEWHERE)
    assert opened(answer)
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert not answer.cookies


@pytest.mark.parametrize("address", [FILE, ANSWER])
def test_what_has_not_changed_is_not_sent_again_and_may_still_be_read(client, address):
    tag = client.get(address).headers["ETag"]
    answer = client.get(address, headers={**FROM_ELSEWHERE, "If-None-Match": tag})
    assert (answer.status_code, answer.content, answer.headers["ETag"]) == (304, b"", tag)
    assert opened(answer)


@pytest.mark.parametrize("address", [FILE, ANSWER])
def test_a_browser_that_asks_first_is_told_what_it_may_send(client, address):
    asked = {**FROM_ELSEWHERE, "Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "if-none-match"}
    answer = client.options(address, headers=asked)
    assert (answer.status_code, answer.content) == (204, b"")
    assert opened(answer)
    assert answer.headers["Access-Control-Allow-Headers"] == "If-None-Match"
    assert answer.headers["Access-Control-Allow-Methods"] == "GET, HEAD"


@pytest.mark.parametrize("address", ["/", "/statistics/", "/statistics/data/", "/statistics/api/", "/plan/"])
def test_a_page_is_for_this_site_alone(client, address):
    answer = client.get(address, headers=FROM_ELSEWHERE)
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert not [name for name in answer.headers if name.startswith("Access-Control-")]
    assert client.options(address).status_code == 405


@pytest.mark.parametrize("address", ["/statistics/none.csv", "/statistics/data/none.csv"])
def test_neither_is_the_page_that_says_there_is_no_such_file(client, address):
    answer = client.get(address, headers=FROM_ELSEWHERE)
    assert (answer.status_code, answer.headers["Cross-Origin-Resource-Policy"]) == (404, "same-origin")


def test_a_preview_is_for_staff_alone(client):
    client.force_login(UserFactory(is_staff=True))
    MeasureFactory(slug="draft", draft=True)
    for address in (FILE, ANSWER, "/statistics/draft.csv"):
        answer = client.get(f"/preview{address}", headers=FROM_ELSEWHERE)
        assert (answer.status_code, answer.headers["Cross-Origin-Resource-Policy"]) == (200, "same-origin")
        assert client.options(f"/preview{address}").status_code == 405
