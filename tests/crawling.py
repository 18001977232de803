"""From one page to all that it leads to, as a reader would go."""

from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

MOST_PAGES = 300
WRITTEN_BY_STAFF = {"/statistics/#others"}  # in their Markdown they link to what is public


class Page(HTMLParser):
    """The text of an answer, the addresses that it links to, and the names that can be linked to on it."""

    def __init__(self, text, *, is_html):
        super().__init__()
        self.text, self.is_html = text, is_html
        self.hrefs, self.names = [], {""}
        if is_html:
            self.feed(text)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.names.add(found.get("id") or "")
        if tag == "a" and found.get("href"):
            self.hrefs.append(found["href"])


def crawl(client, start):
    """Every page reached by its address, the links that lead nowhere, and those that lead from a preview to a page that has one too."""
    reached, wanted, broken, leaving = {}, [(start, "")], [], []
    while wanted and len(reached) < MOST_PAGES:
        target, origin = wanted.pop()
        path, name = urldefrag(target)
        if origin.startswith("/preview/") and target not in WRITTEN_BY_STAFF and path.startswith(("/plan/", "/statistics/", "/forum/")):
            leaving.append(f"{origin} -> {target}")
        if path not in reached:
            response = client.get(path, follow=True)
            is_html = response.headers.get("Content-Type", "").startswith("text/html") and not response.streaming
            is_text = not response.streaming and response.headers.get("Content-Type") != "application/zip"
            page = reached[path] = Page(response.content.decode() if is_text else "", is_html=is_html)
            wanted += [(urljoin(path, href), path) for href in page.hrefs if not urlsplit(urljoin(path, href)).scheme]
            if response.status_code != 200:
                broken.append(f"{origin} -> {target}: {response.status_code}")
        if name not in reached[path].names:
            broken.append(f"{origin} -> {target}: no such place on the page")
    assert len(reached) < MOST_PAGES
    return reached, broken, leaving
