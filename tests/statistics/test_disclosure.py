"""A confidential count cannot be worked out from anything that the public gets."""

import pytest

from statistics.models import Observation
from tests.factories import ClaimFactory, FigureRevisionFactory
from tests.statistics.build import published, staff, year

pytestmark = pytest.mark.django_db
ADDRESSES = [
    *("statistics/areas/", "statistics/not-shown/"),
    *("", "statistics/", "statistics/claims/", "statistics/all.csv", "statistics/admissions.csv", "statistics/admissions/"),
    *(f"statistics/data/{name}.csv" for name in ("changes", "revisions", "claims")),
    *(f"statistics/api/v1/{name}/" for name in ("measures", "measures/admissions", "claims", "revisions")),
]
# The count, its differences and percentages; long numbers, so that none is met by chance.
TELLING = ["61742", "61,742", "36599", "36,599", "37%", "37.2", "25364", "25,364", "41%"]


@pytest.fixture
def _hidden():
    """98341 in public, then 61742 that has become confidential, then 87106 in public; a claim and a correction still know it."""
    series = published(98341, slug="admissions")
    figure = year(series, 2023, 61742)
    year(series, 2024, 87106)
    FigureRevisionFactory(observation=figure, value_before=61742, value=None, missing="confidential", reason="It could point to a person.")
    first = series.observations.get(value=98341)
    ClaimFactory(earlier=first, later=figure, earlier_count=98341, later_count=61742, percentage=37, text="They fell.")
    Observation.objects.filter(pk=figure.pk).update(value=None, missing="confidential")


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.usefixtures("_hidden")
def test_no_page_and_no_file_gives_it_away(client, address):
    text = client.get(f"/{address}").content.decode()
    assert not [sign for sign in TELLING if sign in text]


@pytest.mark.parametrize("address", ADDRESSES[1:])
@pytest.mark.usefixtures("_hidden")
def test_no_preview_gives_it_away(client, address):
    client.force_login(staff("Statistician"))
    text = client.get(f"/preview/{address}").content.decode()
    assert not [sign for sign in TELLING if sign in text]


@pytest.mark.usefixtures("_hidden")
def test_the_claim_that_tells_it_is_left_out_and_counted(client):
    text = client.get("/statistics/claims/").content.decode()
    assert "They fell." not in text
    assert "1 statement is not listed, because a confidential count could be worked out" in text


@pytest.mark.usefixtures("_hidden")
def test_the_public_counts_beside_it_are_still_shown(client):
    text = client.get("/statistics/admissions/").content.decode()
    assert ">98,341<" in text
    assert ">87,106<" in text
    assert text.count("Not shown: confidential") >= 1
