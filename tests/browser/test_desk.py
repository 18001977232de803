"""The staff desk in a browser: sign in, look round, and nothing breaks the strict policy."""

import pytest

from tests.browser.test_pages import Visit

DESK = ["/admin/", "/admin/plan/action/", "/admin/plan/action/add/", "/admin/statistics/observation/", "/admin/people/user/"]

# WCAG 2.1 AA, without two of Django's own widgets: the box to search in, and day and time side by side.
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
DJANGOS_OWN = [".select2", ".datetime"]


@pytest.fixture(scope="module")
def desk(browser, site):
    visit = Visit(browser, site, viewport={"width": 1280, "height": 900})
    visit.sign_in("Administrator")
    yield visit
    visit.context.close()


@pytest.mark.parametrize("path", DESK)
def test_the_desk_opens_under_the_strict_policy(path, desk):
    assert desk.open(path).status == 200
    assert desk.page.locator("h1").first.is_visible()
    assert desk.faults == []


@pytest.mark.parametrize("path", DESK)
def test_the_desk_has_no_barrier(path, desk):
    desk.open(path)
    assert desk.barriers(context={"exclude": DJANGOS_OWN}, options=RULES) == []


def test_staff_see_a_draft_at_its_preview(desk):
    desk.open("/preview/plan/")
    assert desk.page.get_by_text("Preview.").is_visible()
    assert desk.faults == []


@pytest.mark.parametrize("path", DESK)
def test_the_desk_has_the_whole_width_of_a_phone(path, desk):
    desk.page.set_viewport_size({"width": 360, "height": 800})
    desk.open(path)
    width = desk.page.evaluate("document.querySelector('#content').getBoundingClientRect().width")
    desk.page.set_viewport_size({"width": 1280, "height": 900})
    assert width == 360
