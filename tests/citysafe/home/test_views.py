from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.utils import timezone

from citysafe.home.latest import latest
from plan.models import Action, Plan
from tests.factories import (
    ActionFactory,
    AnnouncementFactory,
    EventFactory,
    HelpContactFactory,
    PageFactory,
    PartnershipFactory,
    PlanFactory,
    ProgressUpdateFactory,
    RevisionFactory,
)

pytestmark = pytest.mark.django_db


def text(client, address="/"):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_an_empty_site_still_has_a_front_page_with_help(client):
    page = text(client)
    assert "No plan has been published here yet" in page
    assert 'href="tel:999"' in page


def test_the_front_page_shows_plan_forum_changes_and_help(client):
    PartnershipFactory(name="Exampleton Safety Partnership", headline="It can be prevented")
    HelpContactFactory(name="Someone to ask", number="0100 200", when_to_use="When you wonder")
    action = ActionFactory(priority__plan=PlanFactory(current=True), priority__title="Families")
    AnnouncementFactory(title="The plan begins", plan=action.priority.plan)
    EventFactory(title="Autumn forum", held_on=timezone.localdate() + timedelta(days=7))
    page = text(client)
    wanted = ["Exampleton Safety Partnership", "It can be prevented", "Families", "The plan begins", "Autumn forum", "tel:0100200"]
    assert [words for words in wanted if words not in page] == []


def test_a_cancelled_forum_is_not_the_next_one(client):
    EventFactory(title="Off", held_on=timezone.localdate() + timedelta(days=1), is_cancelled=True)
    assert "No date has been announced yet" in text(client)


def test_changes_are_newest_first_and_only_public_ones():
    action = ActionFactory()
    ProgressUpdateFactory(action=action, title="Letters went out", reported_on=date(2024, 6, 28))
    ProgressUpdateFactory(action=action, title="Not yet", reported_on=date(2024, 6, 29), draft=True)
    AnnouncementFactory(title="It began", announced_on=date(2024, 3, 11))
    RevisionFactory(name="Knife crime", address="/statistics/knife-crime/", public_note="The figure was corrected.")
    RevisionFactory(name="Gun crime", public_note="")
    assert [change.title for change in latest(9)] == ["Knife crime", str(action), "It began"]
    assert [change.title for change in latest(1)] == ["Knife crime"]


@pytest.mark.parametrize("state", ["draft", "review", "archived", "scheduled"])
def test_a_note_on_something_that_is_not_public_waits_with_it(state):
    action = ActionFactory(**{state: True})
    RevisionFactory(of=action, public_note="A new action.")
    assert latest(9) == []
    Action.objects.update(state="published", published_at=timezone.now())
    assert [change.words for change in latest(9)] == ["A new action."]
    Plan.objects.update(state="draft")
    assert latest(9) == []


def test_many_changes_come_in_pages(client):
    RevisionFactory.create_batch(31, public_note="Something changed.")
    assert "Page 1 of 2" in text(client, "/changes/")
    assert text(client, "/changes/?page=2").count("Something changed.") == 1
    assert client.get("/changes/?page=3").status_code == 404


def test_without_changes_the_page_offers_a_next_step(client):
    assert "Nothing has changed yet" in text(client, "/changes/")


def test_the_sitemap_lists_what_is_public_alone(client):
    shown, hidden = PageFactory(), PageFactory(draft=True)
    addresses = [found.text for found in ElementTree.fromstring(client.get("/sitemap.xml").content).iter() if found.tag.endswith("loc")]
    assert f"http://localhost:8000{shown.get_absolute_url()}" in addresses
    assert f"http://localhost:8000{hidden.get_absolute_url()}" not in addresses


def test_every_address_in_the_sitemap_answers(client):
    ActionFactory(priority__plan=PlanFactory(current=True))
    EventFactory()
    addresses = [found.text for found in ElementTree.fromstring(client.get("/sitemap.xml").content).iter() if found.tag.endswith("loc")]
    assert {client.get(address.removeprefix("http://localhost:8000")).status_code for address in addresses} == {200}


def test_robots_keep_out_of_the_private_part(client):
    page = text(client, "/robots.txt")
    assert "Disallow: /admin/" in page
    assert "Sitemap: http://localhost:8000/sitemap.xml" in page


def test_robots_keep_out_of_an_invented_partnership_s_site(client):
    PartnershipFactory(is_example=True)
    assert text(client, "/robots.txt") == "User-agent: *\nDisallow: /\n"


def test_security_txt_expires_within_a_year(client):
    lines = dict(line.split(": ", 1) for line in text(client, "/.well-known/security.txt").splitlines())
    assert timezone.now().isoformat() < lines["Expires"] < (timezone.now() + timedelta(days=365)).isoformat()
    assert lines["Contact"].startswith(("https:", "http:", "mailto:"))


def test_healthz_asks_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get("/healthz")
    assert response.content == b"ok\n"
    assert "no-store" in response["Cache-Control"]


def test_a_broken_database_is_not_healthy(client):
    client.raise_request_exception = False
    with connection.execute_wrapper(lambda *_: 1 / 0):
        assert client.get("/healthz").status_code == 500
