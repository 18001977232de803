"""A partner registers for a meeting: no step has a barrier, loses what was typed or leaves a cookie."""

import re
from uuid import uuid4

import pytest

from tests.browser.test_pages import VARIANTS, Visit

FORM = "/forum/example/register/"
ANSWERS = {
    "Full name": "Nguyễn Thị " + "Mai-" * 20,
    "Another organisation or group": "An example of a group",
    "Access": "A seat near the front.",
}


@pytest.fixture(scope="module", params=["light 1280", "dark 320"])
def visit(request, browser, site):
    scheme, width = VARIANTS[request.param]
    visit = Visit(browser, site, color_scheme=scheme, viewport={"width": width, "height": 900})
    yield visit
    visit.context.close()


def has_no_barrier(visit):
    assert visit.page.locator("h1").count() == 1
    assert visit.cut_off() == 0
    assert visit.barriers() == []
    assert visit.faults == []
    assert visit.context.cookies() == []


def fill_in(visit, address):
    for label, answer in (ANSWERS | {"E-mail address": address}).items():
        visit.page.get_by_label(re.compile(f"^{label}")).fill(answer)
    visit.page.get_by_label("I have read").check()


def press(visit, name):
    """And wait for the page that comes of it: a slow machine shows the old one, or none, for a moment."""
    with visit.page.expect_navigation():
        visit.page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def test_what_is_wrong_comes_first_and_what_was_typed_stays(visit):
    visit.open(FORM)
    has_no_barrier(visit)
    visit.page.get_by_label("Full name").fill("Mai")
    press(visit, "Register")
    assert visit.page.title().startswith("Error:")
    assert "problem" in visit.page.evaluate("document.activeElement.className")
    assert visit.page.get_by_label("Full name").input_value() == "Mai"
    has_no_barrier(visit)
    visit.page.get_by_role("link", name="Enter your e-mail address").click()
    assert visit.page.evaluate("document.activeElement.name") == "email"


def test_from_the_page_of_the_event_to_the_private_link_and_out_again(visit, site):
    visit.open("/forum/example/")
    visit.page.get_by_role("main").get_by_role("link", name="Register").click()
    address = f"mai-{uuid4().hex}@example.org"
    fill_in(visit, address)
    visit.page.wait_for_timeout(3000)  # sooner than that nobody has filled it in
    press(visit, "Register")
    assert visit.page.get_by_role("heading", level=1).inner_text() == "We are holding a place for you"
    has_no_barrier(visit)
    site.said(f"To: {address}")
    visit.open(site.said(rf"{site.url}/forum/registration/[\w.-]+/"))
    assert visit.page.get_by_text(address).is_visible()
    has_no_barrier(visit)
    for link in ("Change my details", "Cancel my registration"):
        visit.page.get_by_role("link", name=link).click()
        has_no_barrier(visit)
        visit.page.get_by_role("link", name="Leave it as it is").click()
    visit.page.get_by_role("link", name="Cancel my registration").click()
    press(visit, "Cancel my registration")
    assert visit.page.get_by_role("heading", level=1).inner_text() == "Your registration is cancelled"
    has_no_barrier(visit)


def test_registering_needs_no_script(browser, site):
    visit = Visit(browser, site, java_script_enabled=False)
    visit.open(FORM)
    fill_in(visit, "without-script@example.org")
    press(visit, "Register")
    assert visit.page.get_by_role("heading", level=1).inner_text() == "We are holding a place for you"
    assert visit.context.cookies() == []
    visit.context.close()
