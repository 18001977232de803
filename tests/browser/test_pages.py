"""What every kind of page shows a person: no barrier that axe knows, nothing cut off, nothing fetched elsewhere."""

from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = {
    "front page": "/",
    "plan": "/plan/",
    "a priority": "/plan/priorities/…",
    "an action": "/plan/actions/…",
    "an initiative": "/plan/initiatives/…",
    "an announcement": "/plan/announcements/…",
    "figures": "/statistics/",
    "deaths": "/statistics/murders/",
    "a measure with a line": "/statistics/violence-with-injury-ons/",
    "a measure without a figure": "/statistics/hospital-admissions-sharp-object/",
    "areas": "/statistics/areas/",
    "claims": "/statistics/claims/",
    "the data": "/statistics/data/",
    "the data for programs": "/statistics/api/",
    "definitions": "/statistics/definitions/",
    "not shown": "/statistics/not-shown/",
    "two periods to choose": "/statistics/compare/?measure=violence-with-injury-ons",
    "forum": "/forum/",
    "an event": "/forum/…",
    "help": "/help/",
    "a standing page": "/accessibility/",
    "changes": "/changes/",
    "not found": "/no-such-page/",
    "sign in": "/account/login/",
    "new password": "/account/password/reset/",
}
SEEN_FIRST = {  # table heads that a phone shows without scrolling sideways
    "/statistics/": ["Measure", "Latest", "Difference", "Change"],
    "/statistics/violence-with-injury/": ["Period", "Count", "Difference", "Change"],
    "/statistics/claims/": ["Statement", "Finding", "Published counts"],
}
VARIANTS = {f"{scheme} {width}": (scheme, width) for scheme in ("light", "dark") for width in (1280, 320)}


class Visit:
    """A browser window that notes what no page of ours may do."""

    def __init__(self, browser, site, **options):
        self.site, self.faults = site, []
        self.context = browser.new_context(base_url=site.url, reduced_motion="reduce", **options)
        self.page = self.context.new_page()
        self.page.on("request", self._note_request)
        self.page.on("console", self._note_console)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))

    def _note_request(self, request):
        if not request.url.startswith((self.site.url, "data:")):
            self.faults.append(f"asks {urlsplit(request.url).netloc}")

    def _note_console(self, message):
        expected = message.type == "error" and "status of 404" in message.text and message.location["url"].endswith("/no-such-page/")
        if message.type in {"error", "warning"} and not expected:
            self.faults.append(f"console: {message.text}")

    def open(self, path):
        self.faults.clear()
        return self.page.goto(self.site.first(path[:-1]) if path.endswith("…") else path)

    def sign_in(self, role):
        address, password = self.site.sign_ins[role]
        self.open("/admin/")
        self.page.get_by_label("E-mail").fill(address)
        self.page.get_by_label("Password", exact=True).fill(password)
        self.page.get_by_role("button", name="Sign in").click()
        self.page.wait_for_url("**/admin/")

    def barriers(self, **options):
        found = Axe().run(self.page, **options).response["violations"]
        return [f"{each['id']}: {node['target']} {node['failureSummary']}" for each in found for node in each["nodes"]]

    def cut_off(self):
        """How many pixels lie beside the window, where one would have to scroll sideways."""
        return self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@contextmanager
def windows(browser, site):
    """One window for each variant, used for all pages."""
    opened = {
        name: Visit(browser, site, color_scheme=scheme, viewport={"width": width, "height": 900})
        for name, (scheme, width) in VARIANTS.items()
    }
    yield opened
    for visit in opened.values():
        visit.context.close()


@pytest.fixture(scope="module")
def visits(browser, site):
    with windows(browser, site) as opened:
        yield opened


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_page_has_no_barrier(path, variant, visits):
    open_without_barrier(visits[variant], path)


def open_without_barrier(visit, path):
    visit.open(path)
    assert visit.page.locator("h1").count() == 1
    assert visit.cut_off() == 0
    assert visit.barriers() == []
    assert visit.faults == []


@pytest.mark.parametrize("path", SEEN_FIRST)
def test_a_phone_shows_what_matters_of_a_table_without_scrolling(path, browser, site):
    visit = Visit(browser, site, viewport={"width": 360, "height": 800})
    visit.open(path)
    frame = visit.page.locator(".scroll").first
    box = frame.bounding_box()
    heads = [frame.get_by_role("columnheader", name=name, exact=True).bounding_box() for name in SEEN_FIRST[path]]
    assert [head["x"] for head in heads] == sorted(head["x"] for head in heads)
    assert heads[-1]["x"] + heads[-1]["width"] <= box["x"] + box["width"]
    visit.context.close()


def test_a_visitor_is_given_no_cookie(browser, site):
    visit = Visit(browser, site)
    for path in PAGES.values():
        if not path.startswith("/account/"):
            visit.open(path)
    assert visit.context.cookies() == []
    assert visit.page.evaluate("localStorage.length + sessionStorage.length") == 0
    visit.context.close()


def test_every_page_of_the_sitemap_opens_without_script(browser, site):
    visit = Visit(browser, site, java_script_enabled=False)
    assert len(site.paths) > 30
    for path in site.paths:
        assert visit.open(path).status == 200, path
        assert visit.page.locator("main h1").inner_text(), path
        assert visit.page.get_by_role("navigation", name="Main").get_by_role("link").count() >= 4, path
        assert visit.faults == [], path
    visit.context.close()


def test_print_keeps_the_help_numbers_and_drops_the_menus(browser, site):
    visit = Visit(browser, site)
    visit.page.emulate_media(media="print")
    for path in PAGES.values():
        if path.startswith("/account/"):
            continue
        visit.open(path)
        assert visit.page.get_by_text("999").first.is_visible(), path
        assert not visit.page.locator(".menu").first.is_visible(), path
        assert visit.page.locator("main").is_visible(), path
    visit.context.close()
