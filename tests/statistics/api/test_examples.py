"""The page about the API: each of its examples is asked for, and the answer is what stands there."""

import json
import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statistics.api.dictionary import OBJECTS
from statistics.api.examples import laid_out
from tests.content import fill
from tests.statistics.files.build import awkward

pytestmark = pytest.mark.django_db
EXAMPLE = re.compile(r'<code>GET</code> <a href="([^"]+)">.*?<pre><code>(.*?)</code></pre>', re.DOTALL)
LEFT_OUT = "…"


def page(client, address="/statistics/api/"):
    return client.get(address).content.decode()


def examples(client):
    return {address: json.loads(unescape(shown)) for address, shown in EXAMPLE.findall(page(client))}


def differs(shown, given, at=""):
    """Where an example is not what was given; what it leaves out is marked."""
    if isinstance(shown, dict):
        if not isinstance(given, dict) or shown.keys() != given.keys():
            return [at]
        return [fault for name in shown for fault in differs(shown[name], given[name], f"{at}.{name}")]
    if isinstance(shown, list) and LEFT_OUT in shown:
        items = [item for item in shown if item != LEFT_OUT]
        place = -1 if shown[0] == LEFT_OUT else 0
        return [at] if len(items) != 1 or len(given) < 2 else differs(items[0], given[place], f"{at}[{place}]")
    if isinstance(shown, list):
        return (
            [at] if len(shown) != len(given) else [fault for pair in zip(shown, given, strict=True) for fault in differs(*pair, f"{at}[]")]
        )
    if isinstance(shown, str) and shown.endswith(LEFT_OUT):
        return [] if given.startswith(shown[:-1]) and len(given) > len(shown) else [at]
    return [] if (type(shown), shown) == (type(given), given) else [at]


def wrong(client):
    return {address: found for address, shown in examples(client).items() if (found := differs(shown, client.get(address).json()))}


@pytest.mark.once
@pytest.mark.parametrize("content", ["exampleton", "liverpool"])
def test_every_example_is_what_the_site_answers(client, content):
    fill(content)
    assert wrong(client) == {}
    asked = examples(client)
    assert len(asked) == 8
    measure = next(shown for address, shown in asked.items() if re.search("/measures/.+/", address))
    assert measure["latest"]["change"]["percentage"]["exact"]


def test_every_example_of_an_odd_site_is_what_it_answers(client):
    awkward()
    assert wrong(client) == {}
    assert len(examples(client)) == 8


def test_an_empty_site_has_examples_too(client):
    assert wrong(client) == {}
    assert [address.rsplit("/", 2)[1] for address in examples(client)] == [
        "v1",
        "measures",
        "areas",
        "sources",
        "claims",
        "releases",
        "revisions",
    ]
    assert "No figure has been published here yet" in page(client)


def test_an_example_that_is_wrong_would_be_found():
    given = {"a": [1, 2], "b": "x" * 200, "c": None}
    right = {"a": [1, "…"], "b": "x" * 9 + "…", "c": None}
    assert differs(right, given) == []
    for fault in [{"a": [2, "…"]}, {"a": [1]}, {"b": "y…"}, {"c": 0}, {"d": 1}]:
        assert differs(right | fault, given) != []


def test_the_page_explains_every_field(client):
    text = page(client)
    assert [name for each in OBJECTS for name in each.fields if f"<dt>{name}</dt>" not in text] == []


@given(st.recursive(st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_an_answer_laid_out_is_still_the_same(value):
    assert json.loads(laid_out(value)) == value
