"""A helper on a phone without script, and somebody who registers with a workshop and questions, at the invented partnership's meetings."""

import re
from uuid import uuid4

import pytest

from tests.browser.test_pages import Visit
from tests.browser.test_registering import has_no_barrier, press

LONG = "Nguyễn Thị " + "Mai-" * 20


@pytest.fixture
def phone(browser, example):
    """axe is a script, so a second window looks for barriers."""
    visit = Visit(browser, example, viewport={"width": 360, "height": 800}, java_script_enabled=False)
    sign_in(visit)
    yield visit
    visit.context.close()


def sign_in(visit):
    address, password = visit.site.sign_ins["Door"]
    visit.open("/account/login/")
    visit.page.get_by_label("E-mail").fill(address)
    visit.page.get_by_label("Password", exact=True).fill(password)
    press(visit, "Sign in")


def here(visit):
    return int(re.match(r"(\d+) of \d+ here", visit.page.get_by_role("heading", level=1).inner_text())[1])


def find(visit, words):
    visit.page.get_by_label("Name or organisation").fill(words)
    press(visit, "Find")


def test_a_helper_marks_who_arrives_takes_it_back_and_lets_somebody_in(phone):
    phone.page.get_by_role("link", name="A meeting today (invented)").click()
    before = here(phone)
    find(phone, "person 24")
    assert re.search(r"/door/[\w-]+/\?found=[\d.]+$", phone.page.url)  # numbers, and nothing that was typed
    phone.page.reload()
    press(phone, "Arrived Example Person 24")
    assert here(phone) == before + 1
    press(phone, "Undo Example Person 24")
    assert here(phone) == before
    phone.page.go_back()
    assert phone.page.get_by_role("button", name="Arrived Example Person 24").is_visible()
    find(phone, "nobody of this name")
    assert phone.page.get_by_text("Nobody with a place").is_visible()
    phone.page.get_by_role("link", name="Somebody not in the list").click()
    press(phone, "Add, and mark as here")
    assert phone.page.title().startswith("Error:")
    phone.page.get_by_label("Full name").fill(LONG)
    phone.page.get_by_label("Another organisation or group").fill("An example of a group")
    phone.page.get_by_label("The person has been told").check()
    press(phone, "Add, and mark as here")
    assert phone.page.get_by_role("status").inner_text() == "Registered, with a place, and marked as here."
    assert here(phone) == before + 1
    find(phone, "nguyen thi mai")
    assert phone.page.get_by_role("button", name=f"Undo {LONG}").is_visible()
    assert phone.faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_of_the_door_have_no_barrier(scheme, browser, example):
    visit = Visit(browser, example, color_scheme=scheme, viewport={"width": 360, "height": 800})
    sign_in(visit)
    for path in ("/door/", "/door/today/", "/door/today/?found=1", "/door/today/walk-in/"):
        assert visit.open(path).status == 200, path
        assert visit.page.locator("h1").count() == 1, path
        assert visit.cut_off() == 0, path
        assert visit.barriers() == [], path
        assert visit.faults == [], path
    visit.context.close()


@pytest.mark.parametrize("width", [1280, 360])
def test_somebody_registers_with_a_workshop_and_a_question(width, browser, example):
    visit = Visit(browser, example, viewport={"width": width, "height": 900})
    visit.open("/forum/may-2027/register/")
    has_no_barrier(visit)
    visit.page.get_by_label("Full name").fill(LONG)
    visit.page.get_by_label("E-mail address", exact=True).fill(address := f"mai-{uuid4().hex}@example.org")
    visit.page.get_by_label("Another organisation or group").fill("An example of a group")
    visit.page.get_by_label("How to read the figures").check()
    visit.page.get_by_label("I have read").check()
    visit.page.wait_for_timeout(3000)  # sooner than that nobody has filled it in
    press(visit, "Register")
    assert visit.page.title().startswith("Error:")  # how one gets there has to be answered
    assert visit.page.get_by_label("How to read the figures").is_checked()
    has_no_barrier(visit)
    visit.page.get_by_label("Tram").check()
    press(visit, "Register")
    has_no_barrier(visit)
    example.said(f"To: {address}")
    visit.open(example.said(rf"{example.url}/forum/registration/[\w.-]+/"))
    for held in ("How to read the figures", "Tram", address):
        assert visit.page.get_by_role("main").get_by_text(held).first.is_visible()
    has_no_barrier(visit)
    visit.context.close()
