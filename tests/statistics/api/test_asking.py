"""How the API answers: errors in words, safe methods alone, nothing twice, old ids lead on."""

import pytest

from citysafe.publishing import services
from tests.headers import OPEN
from tests.statistics.build import published

pytestmark = pytest.mark.django_db
ROOT = "/statistics/api/v1/"
MARK = "zq9x"


@pytest.mark.parametrize(
    "address",
    [
        "nothing/",
        "measures",
        f"measures/{MARK}/",
        f"measures/{MARK}%00/",
        f"measures/{MARK * 2000}/",
        "measures/../",
        "%ff%fe",
        f"areas/{MARK}/",
    ],
)
def test_an_address_that_is_none_is_told_in_words(client, address):
    answer = client.get(ROOT + address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/json")
    told = answer.json()
    assert told["error"]["status"] == 404
    assert "ends with a slash" in told["error"]["words"]
    assert told["documentation"] == "http://localhost:8000/statistics/api/"
    assert MARK not in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", ["", "measures/", "measures/gun-crime/", "nothing/"])
def test_nothing_can_be_sent(client, address):
    published(139, slug="gun-crime")
    answer = client.post(ROOT + address, {"value": "1"}, content_type="application/json")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")
    assert answer.json()["error"] == {"status": 405, "words": "This address can only be read: ask with GET or HEAD."}
    assert {name: answer.headers.get(name) for name in OPEN} == OPEN


def test_the_head_alone_can_be_asked_for(client):
    published(139, slug="gun-crime")
    address = f"{ROOT}measures/gun-crime/"
    head, answer = client.head(address), client.get(address)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == answer.headers["ETag"]


def test_another_count_is_another_etag(client):
    series = published(139, slug="gun-crime")
    before = client.get(f"{ROOT}measures/gun-crime/").headers["ETag"]
    series.observations.update(value=140)
    assert client.get(f"{ROOT}measures/gun-crime/", headers={"If-None-Match": before}).status_code == 200


@pytest.mark.parametrize("address", ["/statistics/api/v1/measures/{}/", "/statistics/{}.csv"])
def test_the_id_that_a_measure_used_to_have_leads_on(client, address):
    measure = published(139, slug="gun-crime").measure
    measure.slug = "firearms"
    measure.save()
    answer = client.get(address.format("gun-crime"))
    assert (answer.status_code, answer.headers["Location"]) == (301, address.format("firearms"))
    assert {name: answer.headers.get(name) for name in OPEN} == OPEN
    services.take_back(thing=measure, by=None)
    assert client.get(address.format("gun-crime")).status_code == 404


def test_a_question_after_the_address_changes_nothing(client):
    published(139, slug="gun-crime")
    assert client.get(f"{ROOT}measures/?page=2&format=xml").content == client.get(f"{ROOT}measures/").content
