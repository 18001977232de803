"""A statistician imports a published file in a browser: refused, read, looked at, in review, out again."""

from pathlib import Path

import pytest

from tests.browser.test_desk import DJANGOS_OWN, RULES
from tests.browser.test_pages import Visit

FILES = Path(__file__).parents[1] / "statistics" / "readers" / "files"
POPULATION = FILES / "mid-year-authorities.csv"
FIGURE = "People who live in Liverpool (ONS)"


@pytest.fixture(params=[("light", 1280), ("dark", 360)], ids=["light 1280", "dark 360"])
def desk(request, browser, site):
    scheme, width = request.param
    visit = Visit(browser, site, color_scheme=scheme, viewport={"width": width, "height": 900})
    visit.sign_in("Statistician")
    yield visit
    visit.context.close()


def upload(desk, file, period=""):
    desk.open("/admin/statistics/import/add/")
    desk.page.get_by_label("Files").set_input_files(file)
    desk.page.get_by_label("Period").fill(period)
    desk.page.get_by_role("button", name="Upload").click()


def is_sound(desk):
    """Nothing is cut off, nothing bars the way, nothing breaks the policy."""
    assert desk.cut_off() == 0
    assert desk.faults == []
    assert desk.barriers(context={"exclude": DJANGOS_OWN}, options=RULES) == []
    desk.faults.clear()  # looking for barriers breaks the policy itself


def test_a_file_goes_in_and_comes_out_again(desk):
    page = desk.page
    upload(desk, POPULATION)
    page.get_by_text("It names no year.").wait_for()
    is_sound(desk)
    upload(desk, POPULATION, period="2019")
    page.get_by_role("button", name="Put them into review").wait_for()
    assert page.get_by_role("row", name=FIGURE).get_by_text("498,042").is_visible()
    is_sound(desk)
    page.get_by_role("button", name="Put them into review").click()
    assert page.get_by_text("In review: 1 new, 0 changed.").is_visible()
    is_sound(desk)
    page.get_by_role("link", name="Take it out again").click()
    page.get_by_label("Reason").fill("Only tried.")
    is_sound(desk)
    page.get_by_role("button", name="Take it out").click()
    assert page.get_by_text("Taken out. Figures that are as they were before: 1.").is_visible()
    assert page.get_by_role("cell", name="Taken out again", exact=True).first.is_visible()


def test_without_script_a_link_shows_how_far_it_is(browser, site):
    visit = Visit(browser, site, java_script_enabled=False)
    visit.sign_in("Statistician")
    upload(visit, POPULATION, period="2018")
    for _ in range(40):
        if visit.page.get_by_role("button", name="Put them into review").count():
            break
        visit.page.get_by_role("link", name="Look again").click()
        visit.page.wait_for_timeout(250)
    assert visit.page.get_by_role("button", name="Put them into review").is_visible()
    visit.context.close()
