"""The site by keyboard alone: the skip link first, and one always sees where one is."""

import pytest

from tests.browser.test_pages import PAGES, Visit

WHERE = """() => {
  const on = document.activeElement, box = on.getBoundingClientRect(), style = getComputedStyle(on);
  return {
    tag: on.tagName, skip: on.matches('.skip'), id: on.id,
    shown: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    marked: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
  };
}"""


@pytest.fixture(scope="module")
def visit(browser, site):
    visit = Visit(browser, site, viewport={"width": 1280, "height": 800})
    yield visit
    visit.context.close()


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_the_skip_link_comes_first_and_leads_to_the_main_text(path, visit):
    visit.open(path)
    visit.page.keyboard.press("Tab")
    where = visit.page.evaluate(WHERE)
    assert where["skip"]
    assert where["shown"]
    visit.page.keyboard.press("Enter")
    assert visit.page.evaluate(WHERE)["id"] == "main"


@pytest.mark.parametrize("path", ["/", "/plan/", "/statistics/", "/statistics/murders/", "/account/login/"])
def test_one_sees_where_one_is(path, visit):
    visit.open(path)
    steps = 0
    while steps < 80:
        visit.page.keyboard.press("Tab")
        where = visit.page.evaluate(WHERE)
        if where["tag"] == "BODY":
            break
        steps += 1
        assert where["shown"], (path, steps, where)
        assert where["marked"], (path, steps, where)
    assert steps > 5
