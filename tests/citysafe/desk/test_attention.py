"""What waits for somebody, on the front page of the desk: each number leads to the list of exactly those."""

import re
from datetime import timedelta

import pytest
from django.contrib import admin
from django.utils import timezone

from citysafe.work.attention import AttentionFilter
from tests import factories as make
from tests.world import ROLES, make_world, member

pytestmark = pytest.mark.django_db
DESKS = {desk.opts.label_lower: desk for desk in admin.site._registry.values() if hasattr(desk, "matters")}


def day(days):
    return timezone.localdate() + timedelta(days=days)


def waiting(label, name):
    desk = DESKS[label]
    return set(desk.matters[name].narrow(desk.model.objects.all()))


@pytest.fixture
def priority():
    return make.PriorityFactory(plan=make.PlanFactory(current=True))


def whole(priority, **fields):
    """An action that lacks nothing, but for what the fields take away."""
    action = make.ActionFactory(
        priority=priority, **{"lead": make.OrganisationFactory(), "due_on": day(90), "next_update_on": day(90), **fields}
    )
    make.MilestoneFactory(action=action, reached_on=day(-1))
    make.AimFactory(action=action)
    return action


@pytest.mark.parametrize(
    ("name", "inside", "outside"),
    [
        ("late", {"due_on": day(-1)}, {"due_on": day(0)}),
        ("update", {"next_update_on": day(-1)}, {"next_update_on": day(0)}),
        ("due", {"due_on": day(31)}, {"due_on": day(32)}),
        ("due", {"due_on": day(0)}, {"due_on": day(-1)}),
        ("incomplete", {"lead": None}, {}),
        ("incomplete", {"due_on": None}, {}),
        ("incomplete", {"next_update_on": None}, {}),
    ],
)
def test_actions_wait_while_they_are_in_force_and_not_over(priority, name, inside, outside):
    found = whole(priority, **inside)
    whole(priority, **outside)
    whole(make.PriorityFactory(plan=make.PlanFactory()), **inside)
    whole(priority, progress="complete", **inside)
    whole(priority, state="draft", published_at=None, **inside)
    assert waiting("plan.action", name) == {found}


@pytest.mark.parametrize("what", ["milestones", "aims"])
def test_an_action_without_a_milestone_or_a_measure_is_incomplete(priority, what):
    found = whole(priority)
    whole(priority)
    getattr(found, what).all().delete()
    assert waiting("plan.action", "incomplete") == {found}


def test_what_waits_beside_the_plan():
    now, ago = timezone.now(), timedelta(minutes=1)
    release = make.ReleaseFactory(state="draft", published_at=None, due_on=day(31))
    make.ReleaseFactory(state="draft", published_at=None, due_on=day(32))
    make.ReleaseFactory(due_on=day(-1))
    reviewed = make.ReleaseFactory(state="review", published_at=None, due_on=day(60))
    assert waiting("statistics.release", "coming") == {release}
    assert waiting("statistics.release", "review") == {reviewed}

    page = make.PageFactory(review_on=day(-1))
    make.PageFactory(review_on=day(0)), make.PageFactory(review_on=day(-1), state="draft", published_at=None)
    assert waiting("pages.page", "review") == {page}

    contacts = {make.HelpContactFactory(checked_on=None), make.HelpContactFactory(checked_on=day(-183))}
    make.HelpContactFactory(checked_on=day(-182)), make.HelpContactFactory(checked_on=None, is_shown=False)
    assert waiting("pages.helpcontact", "check") == contacts

    faulty = {make.TaskRunFactory(ran_at=now - ago, faulted_at=now), make.TaskRunFactory(ran_at=None, faulted_at=now)}
    make.TaskRunFactory(ran_at=now, faulted_at=now - ago), make.TaskRunFactory(ran_at=now, faulted_at=None)
    assert waiting("work.taskrun", "fault") == faulty


@pytest.mark.parametrize("role", ROLES)
def test_every_number_leads_to_a_list_of_exactly_so_many(client, role):
    make_world()
    client.force_login(member(role))
    front = client.get("/admin/")
    matters = [*front.context["waiting"], *front.context["quiet"]]
    for matter in matters:
        found = client.get(matter.address)
        assert found.status_code == 200
        assert found.context["cl"].result_count == matter.number, matter
        assert f'href="{matter.address}"' in front.content.decode()
    may_look = {label for label, desk in DESKS.items() if desk.has_view_permission(front.wsgi_request)}
    assert len(matters) == sum(len(DESKS[label].matters) for label in may_look)


def test_every_page_with_matters_offers_them_as_a_filter():
    assert [label for label, desk in DESKS.items() if AttentionFilter not in desk.list_filter] == []


def test_what_waits_is_told_before_what_does_not(client, priority):
    client.force_login(member("editor"))
    whole(priority, due_on=day(-1), published_at=timezone.now())
    page = " ".join(re.sub(r"<[^>]+>", " ", client.get("/admin/").content.decode()).split())
    told = page[page.index("What waits for somebody") : page.index("Where nothing waits")]
    assert told.split(" : ") == ["What waits for somebody Actions past their date", "1 "]
