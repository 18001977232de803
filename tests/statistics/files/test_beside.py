"""Beside every table of figures stands where its numbers can be taken from."""

import re

import pytest

from tests.statistics.build import published

pytestmark = pytest.mark.django_db
OF_THE_PLAN = "Actions aimed at this measure"


def tables(client, address):
    """The caption of each table of a page with the files that are linked before the next one begins."""
    parts = client.get(address).content.decode().split("<table")[1:]
    return {
        re.search(r"<caption[^>]*>([^<]*)", part)[1].strip(): re.findall(r'href="([^"]+\.csv)"', part.split("<h2")[0]) for part in parts
    }


@pytest.mark.parametrize("address", ["/statistics/", "/statistics/example/", "/statistics/claims/"])
def test_each_table_has_its_file(client, world, address):
    published(139, 81, group="duty", title="Asked for")
    published(15, 2, group="other", source="Another publication")
    found = {caption: files for caption, files in tables(client, address).items() if caption != OF_THE_PLAN}
    assert found
    for caption, files in found.items():
        assert len(files) == 1, caption
        assert client.get(files[0]).status_code == 200


def test_the_page_of_the_data_leads_to_every_file_and_explains_every_column(client):
    published(139, 81)
    text = client.get("/statistics/data/").content.decode()
    files = {*re.findall(r'href="(/statistics/data/[^"#]+)"', text)}
    assert len(files) == 15
    for address in files:
        answer = client.get(address)
        assert answer.status_code == 200
        if address.endswith(".csv"):
            columns = answer.content.decode().splitlines()[0].split(",")
            explained = text.split(f'<details id="{address.split("/")[-1].removesuffix(".csv")}"')[1].split("</details>")[0]
            assert re.findall("<dt>(.*?)</dt>", explained) == columns


def test_the_page_of_the_data_says_when_there_is_none(client):
    text = client.get("/statistics/data/").content.decode()
    assert "No figure has been published here yet: the files have their header row alone." in text
    assert "Last updated" not in text


@pytest.mark.parametrize(
    "name", ["figures.xlsx", "figures", "FIGURES.CSV", "..%2f..%2fdocs%2frecompute.py", "%00", "figures.csv/", "a" * 5000]
)
def test_a_file_that_is_none_is_not_found(client, name):
    assert client.get(f"/statistics/data/{name}").status_code == 404
