"""Figures in every state, of the invented partnership: releases, corrections, comparing and refusing, and the desk that makes them."""

import pytest

from tests.browser.test_desk import DJANGOS_OWN, RULES
from tests.browser.test_pages import VARIANTS, Visit, open_without_barrier, windows

PAGES = {
    "releases": "/statistics/releases/",
    "a release with a correction": "/statistics/releases/police-april-to-june-2026/",
    "a release to come": "/statistics/releases/hospital-2033/",
    "a cancelled release": "/statistics/releases/wharf-and-green-2034/",
    "a corrected measure": "/statistics/knife-crime/",
    "a line with breaks, gaps and events": "/statistics/violence-with-injury/",
    "hidden counts": "/statistics/hospital-admissions-sharp-object/",
    "deaths": "/statistics/homicide/",
    "not shown": "/statistics/not-shown/",
    "areas": "/statistics/areas/",
    "definitions": "/statistics/definitions/",
    "claims": "/statistics/claims/",
    "the data for programs": "/statistics/api/",
    "the data": "/statistics/data/",
}
COMPARED = {  # which two of the offered periods a reader chooses, the newest first, and what the answer says
    "an answer": ("/statistics/compare/?measure=robbery", 1, 2, "compared with"),
    "a refusal": ("/statistics/compare/?measure=hospital-admissions-sharp-object", 1, 2, "is confidential, so no change can be given."),
}


@pytest.fixture(scope="module")
def visits(browser, example):
    with windows(browser, example) as opened:
        yield opened


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_page_has_no_barrier(path, variant, visits):
    open_without_barrier(visits[variant], path)


def follow(page, role, name):
    """Press it, and wait for the page that it leads to."""
    with page.expect_navigation():
        page.get_by_role(role, name=name).click()


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("what", COMPARED)
def test_two_periods_have_no_barrier(what, variant, visits):
    path, later, earlier, said = COMPARED[what]
    page = visits[variant].page
    visits[variant].open(path)
    page.get_by_label("Later period").select_option(index=later)
    page.get_by_label("Earlier period").select_option(index=earlier)
    follow(page, "button", "Compare")
    assert said in page.locator("main").inner_text()
    open_without_barrier(visits[variant], page.url)


def test_the_pages_are_whole_without_script(browser, example):
    visit = Visit(browser, example, java_script_enabled=False)
    for path in PAGES.values():
        assert visit.open(path).status == 200, path
        assert visit.page.locator("main h1").inner_text(), path
        assert visit.faults == [], path
    visit.context.close()


@pytest.fixture(scope="module")
def desk(browser, example):
    visit = Visit(browser, example, viewport={"width": 1280, "height": 900})
    visit.sign_in("Statistician")
    yield visit
    visit.context.close()


def look_at(desk):
    """The page that stands open, as it is and on a phone. Axe tries styles that the policy forbids, so faults are looked for before it."""
    for width in (360, 1280):
        desk.page.set_viewport_size({"width": width, "height": 900})
        assert desk.page.locator("#content").bounding_box()["width"] <= width, desk.page.url
        assert desk.faults == [], desk.page.url
        assert desk.barriers(context={"exclude": DJANGOS_OWN}, options=RULES) == [], desk.page.url
        desk.faults.clear()


def test_a_correction_goes_through_the_desk_to_its_release(desk):
    """Each page on the way is looked at: the figure, what it is to say, the release, its figures, its day, the review, letting it out."""
    page = desk.page
    desk.open("/admin/statistics/observation/?q=robbery")
    with page.expect_navigation():
        page.locator("#result_list tbody th a").first.click()
    follow(page, "link", "Correct or revise it")
    look_at(desk)
    page.get_by_label("What kind of change is it?").select_option(index=1)
    page.locator("[name=value]").fill("366")
    page.get_by_label("What was wrong, or why it was revised").fill("One report came late.")
    page.get_by_label("In a release of its own, for now").check()
    follow(page, "button", "Keep it for the release")
    release = page.url
    look_at(desk)
    for step in ("Choose its figures", "Change the day", "Ask for review"):
        page.goto(release)
        follow(page, "link", step)
        look_at(desk)
    follow(page, "button", "Ask for review")
    follow(page, "link", "Look at it and release it")
    assert "366" in page.locator("#content").inner_text()
    look_at(desk)
    desk.page.set_viewport_size({"width": 360, "height": 900})
    assert desk.cut_off() == 0  # the table scrolls within its frame
    desk.open("/admin/statistics/release/")
    look_at(desk)
