"""The whole plan on one page: complete, dated, and leading back to the live plan."""

import re
from datetime import date

import pytest
import time_machine

from citysafe.design import qr
from tests.factories import (
    ActionFactory,
    AnnouncementFactory,
    InitiativeFactory,
    MilestoneFactory,
    OrganisationFactory,
    PlanFactory,
    PriorityFactory,
    ProgressUpdateFactory,
    SupportFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return PlanFactory(current=True, slug="the-plan", title="The plan")


def text(client, address="/plan/plans/the-plan/whole/"):
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_all_of_the_plan_stands_on_it_in_order(client, plan):
    priority = PriorityFactory(plan=plan, number=1, title="Streets", outcome="Fewer are hurt.", heard="They asked for light.")
    lead = OrganisationFactory(name="The council")
    action = ActionFactory(
        priority=priority,
        reference="P1",
        lead=lead,
        red=True,
        due_on=date(2024, 8, 1),
        due_precision="month",
        official_wording="To provide illumination.",
        next_update_on=date(2999, 1, 1),
    )
    SupportFactory(action=action, organisation=OrganisationFactory(name="The colleges"), role="Lends rooms")
    MilestoneFactory(action=action, title="First lamp", due_on=date(2024, 6, 1), reason="No cable.")
    ProgressUpdateFactory(action=action, title="Two lamps", words="Two *are* up.", reported_on=date(2025, 6, 2))
    ThemeFactory(plan=plan, title="Cameras", refused=True)
    InitiativeFactory(plan=plan, title="Wharf and Green")
    AnnouncementFactory(plan=plan, title="It began")
    left = text(client).partition("</nav> <div")[2]
    wanted = ["One victim is one too many.", "Tell people what is done.", "People were asked.", "1. Streets</h2>", "Fewer are hurt."]
    wanted += ["They asked for light.", "P1.</span>", "In progress", "Red: off track", "No money yet.", "The council</a>"]
    wanted += ["The colleges</a>: Lends rooms", "August 2024. <strong>Late</strong>", "First lamp. Late: was due in June 2024. No cable."]
    wanted += ["Two lamps", "Two <em>are</em> up.", "Next update due by 1 January 2999.", "To provide illumination."]
    wanted += ["Cameras</h3>", "Not adopted", "The law does not allow it.", "Wharf and Green", "Partners deliver it.", "It began"]
    for words in wanted:
        _, found, left = left.partition(words)
        assert found, words


def test_every_line_of_the_contents_leads_to_its_part_and_every_name_is_there_once(client, plan):
    action = ActionFactory(priority__plan=plan, priority__slug="who", slug="why")  # as other parts of the page are called
    ThemeFactory(plan=plan, slug="who", actions=[action])
    page = text(client)
    names = re.findall(r' id="([^"]+)"', page)
    assert sorted(names) == sorted(set(names))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(names)
    assert 'href="#action-why"' in page
    assert 'href="#priority-who"' in page


@time_machine.travel("2026-11-27 12:00")
def test_it_says_of_which_day_it_is_and_leads_back_to_the_live_plan(client, plan):
    page = text(client)
    live = "http://localhost:8000/plan/plans/the-plan/"
    assert '<time datetime="2026-11-27">27 November 2026</time>' in page
    assert f'<a href="/plan/plans/the-plan/">{live}</a>' in page
    assert " ".join(qr.svg(live, "Picture that leads a camera to the live plan").split()) in page


def test_it_asks_for_nothing_but_the_stylesheet_and_the_mark_in_the_tab(client, plan):
    ActionFactory(priority__plan=plan)
    page = text(client)
    fetched = re.findall(r"<(link|img|script|iframe|object|source|image|use)\b", page)
    assert fetched == ["link", "link"]
    assert re.findall(r'<link rel="(\w+)"', page) == ["icon", "stylesheet"]


@pytest.mark.parametrize("state", ["draft", "review", "archived", "scheduled"])
def test_what_is_not_public_is_not_on_it(client, plan, state):
    priority = PriorityFactory(plan=plan)
    hidden = ActionFactory(priority=priority, title="Secret action", **{state: True})
    ActionFactory(priority=priority, merged=True, merged_into=hidden, title="Shown action")
    ProgressUpdateFactory(action=ActionFactory(priority=priority), title="Secret note", **{state: True})
    PriorityFactory(plan=plan, title="Secret priority", **{state: True})
    ThemeFactory(plan=plan, title="Secret theme", **{state: True})
    page = text(client)
    assert "Secret" not in page
    assert "Shown action" in page


def test_a_plan_that_is_not_public_has_none(client):
    assert client.get(f"{PlanFactory(draft=True).get_absolute_url()}whole/").status_code == 404


def test_an_older_plan_s_themes_are_read_there(client):
    theme = ThemeFactory(plan__slug="the-plan", title="What was said then", slug="then")
    assert theme.get_absolute_url() == "/plan/plans/the-plan/whole/#theme-then"
    assert '<h3 id="theme-then">What was said then</h3>' in text(client)


def test_an_empty_plan_says_what_is_missing(client, plan):
    page = text(client)
    assert "No priority has been published yet." in page
    assert "is not on record here yet" in page


def test_the_plan_s_page_leads_to_it(client, plan):
    assert 'href="/plan/plans/the-plan/whole/"' in text(client, "/plan/")
