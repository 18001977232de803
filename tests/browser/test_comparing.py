"""Two periods of a reader's choice, from the measure's page to the answer, without script."""

import pytest

from tests.browser.test_pages import VARIANTS, Visit


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_reader_chooses_two_periods_and_is_given_an_address_to_quote(variant, browser, site):
    scheme, width = VARIANTS[variant]
    visit = Visit(browser, site, color_scheme=scheme, viewport={"width": width, "height": 900})
    visit.open("/statistics/violence-with-injury-ons/")
    with visit.page.expect_navigation():
        visit.page.get_by_role("link", name="Compare two other periods").click()
    visit.page.get_by_label("Earlier period").select_option(index=2)
    with visit.page.expect_navigation():  # a slow machine shows the old page, or none, for a moment
        visit.page.get_by_role("button", name="Compare").click()
    assert "compared with" in visit.page.title()
    assert visit.page.get_by_role("link", name=visit.page.url).count() == 1
    assert (visit.cut_off(), visit.barriers(), visit.faults) == (0, [], [])
    visit.context.close()
