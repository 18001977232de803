"""No page, the desk's included, asks another host for anything or holds style or script of its own."""

from html.parser import HTMLParser

import pytest

from tests.addresses import addresses
from tests.conftest import ReadingClient
from tests.world import member

FETCHED = {"src", "href", "srcset", "action", "formaction", "poster", "data"}
DATA = {"application/json"}


class Faults(HTMLParser):
    """What a strict policy would refuse, and every address elsewhere but for links that people follow."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attributes) -> None:
        held = dict(attributes)
        self.found += [f"<{tag} {name}>" for name in held if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in held and held.get("type") not in DATA):
            self.found.append(f"<{tag}> inline")
        if tag != "a" and held.get("rel") != "canonical":  # a canonical address is named, never fetched
            self.found += [f"<{tag}> asks {value}" for name, value in attributes if name in FETCHED and is_elsewhere(value or "")]


def is_elsewhere(address: str) -> bool:
    return address.strip().startswith(("http:", "https:", "//", "data:", "javascript:"))


def faults(page: str) -> list[str]:
    parser = Faults()
    parser.feed(page)
    return parser.found


@pytest.mark.parametrize(
    "page",
    [
        '<script src="//cdn.example/x.js"></script>',
        '<link rel="stylesheet" href="https://cdn.example/x.css">',
        '<img src="https://tracker.example/x.gif">',
        '<p style="color:red">',
        '<button onclick="x()">',
        "<script>x()</script>",
        "<style>p{}</style>",
    ],
)
def test_a_fault_is_found(page):
    assert len(faults(page)) == 1


@pytest.mark.parametrize("page", ['<a href="https://www.example.org/">', '<img src="/static/x.svg">', '<script type="application/json">{}'])
def test_what_is_allowed_is_no_fault(page):
    assert faults(page) == []


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["stranger", "administrator"])
def test_every_page_keeps_to_itself(who, world):
    client = ReadingClient()
    if who != "stranger":
        client.force_login(member(who))
    found = {}
    for address in addresses(world):
        answer = client.get(address.at)
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            found |= {address.at: faults(answer.content.decode())}
    assert len(found) > 20
    assert {at: some for at, some in found.items() if some} == {}
