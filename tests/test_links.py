"""Every link of the site's own leads somewhere, from the front page on, for residents and in the previews of staff."""

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

from citysafe.launch import services as launch
from tests.factories import UserFactory

ROOT = Path(__file__).resolve().parent.parent
MOST_PAGES = 300
WRITTEN_BY_STAFF = {"/statistics/#others"}  # in their Markdown they link to what is public

pytestmark = pytest.mark.django_db


class Links(HTMLParser):
    """The addresses that a page links to, and the names that can be linked to on it."""

    def __init__(self, page):
        super().__init__()
        self.hrefs, self.names = [], {""}
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.names.add(found.get("id") or "")
        if tag == "a" and found.get("href"):
            self.hrefs.append(found["href"])


def crawl(client, start):
    """Every address reached, the links that lead nowhere, and those that lead from a preview to a page that has one too."""
    launch.load(ROOT / "content" / "liverpool")
    reached, wanted, broken, leaving = {}, [(start, "")], [], []
    while wanted and len(reached) < MOST_PAGES:
        target, origin = wanted.pop()
        path, name = urldefrag(target)
        if origin.startswith("/preview/") and target not in WRITTEN_BY_STAFF and path.startswith(("/plan/", "/statistics/", "/forum/")):
            leaving.append(f"{origin} -> {target}")
        if path not in reached:
            response = client.get(path, follow=True)
            is_page = response.headers.get("Content-Type", "").startswith("text/html") and not response.streaming
            links = Links(response.content.decode() if is_page else "")
            reached[path] = links.names
            wanted += [(urljoin(path, href), path) for href in links.hrefs if not urlsplit(urljoin(path, href)).scheme]
            if response.status_code != 200:
                broken.append(f"{origin} -> {target}: {response.status_code}")
        if name not in reached[path]:
            broken.append(f"{origin} -> {target}: no such place on the page")
    assert len(reached) < MOST_PAGES
    return reached, broken, leaving


def test_no_public_link_is_broken(client):
    reached, broken, _leaving = crawl(client, "/")
    assert broken == []
    assert len(reached) > 30


def test_no_link_in_a_preview_is_broken_or_leaves_the_preview(client):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    _reached, broken, leaving = crawl(client, "/preview/")
    assert broken == []
    assert sorted(set(leaving)) == []
