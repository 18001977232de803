"""Staff start the next plan, and put it in the place of the current one."""

import pytest
from django.urls import reverse

from plan.models import Plan
from plan.models.plan import DROPPED
from tests.factories import ActionFactory, PlanFactory, PriorityFactory
from tests.world import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return PlanFactory(slug="now", title="New Plan", current=True, continues=PlanFactory())


@pytest.fixture
def new(plan):
    return PriorityFactory(plan=plan, number=1)


@pytest.fixture
def desk(client):
    client.force_login(member("editor"))
    return client


def start(desk, plan, **typed):
    address = reverse("admin:plan_plan_next", args=[plan.pk])
    return desk.post(address, {"title": "Next", "slug": "next", "starts_on": "01/04/2026", **typed}, follow=True)


def test_staff_start_the_next_plan_and_make_it_the_current_one(desk, plan, new):
    gone = ActionFactory(priority=new, title="Gone")
    change = reverse("admin:plan_plan_change", args=[plan.pk])
    assert reverse("admin:plan_plan_next", args=[plan.pk]) in desk.get(change).content.decode()
    assert "Carried on from “New Plan”: priorities 1, actions 1." in start(desk, plan).content.decode()
    made = Plan.objects.get(slug="next")
    gone.continued_by.all().delete()
    address = reverse("admin:plan_plan_make_current", args=[made.pk])
    assert reverse("admin:plan_action_change", args=[gone.pk]) in desk.get(address).content.decode()
    refused = desk.post(address, {"why": "Adopted."}).content.decode()
    assert DROPPED in refused
    assert "Gone: no reason." in refused
    gone.dropped_because = "Not any more."
    gone.save()
    assert "“Next” is now the current plan." in desk.post(address, {"why": "Adopted."}, follow=True).content.decode()
    assert [*Plan.objects.filter(is_current=True)] == [made]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"title": ""}, "Fill this in."),
        ({"title": "x" * 121}, "This is too long: shorten it."),
        ({"slug": "Not One"}, "Use letters without accents"),
        ({"slug": "now"}, "Another plan has this address part already."),
        ({"starts_on": "soon"}, "Enter the day as day/month/year"),
        ({"starts_on": ""}, "Give the first day, or the period in words"),
        ({"ends_on": "31/03/2026"}, "The last day lies before the first."),
        ({"period_note": "a\x00"}, "A sign in it cannot be stored"),
    ],
)
def test_what_is_wrong_with_the_next_plan_is_said(desk, plan, typed, told):
    assert told in start(desk, plan, **typed).content.decode()
    assert Plan.objects.count() == 2


def test_a_second_next_plan_is_refused_on_the_page(desk, plan):
    start(desk, plan)
    assert "has been started already: “Next”" in start(desk, plan, slug="another").content.decode()


def test_publishing_from_the_list_says_what_is_missing_and_goes_on(desk, plan, new):
    ActionFactory(priority=new, title="Gone")
    coming, other = PlanFactory(continues=plan, draft=True, title="Coming"), PlanFactory(draft=True, title="Other")
    chosen = {"action": "publish", "_selected_action": [coming.pk, other.pk]}
    shown = desk.post(reverse("admin:plan_plan_changelist"), chosen, follow=True).content.decode()
    assert f"Coming: {DROPPED}" in shown
    assert "1 of 2 chosen: now public." in shown
    assert [Plan.objects.get(pk=one.pk).state for one in (coming, other)] == ["draft", "published"]


@pytest.mark.parametrize("who", ["viewer", "statistician", "forum organiser"])
def test_nobody_else_starts_a_plan(client, plan, who):
    client.force_login(member(who))
    assert start(client, plan).status_code == 403
    assert client.post(reverse("admin:plan_plan_make_current", args=[plan.pk]), {"why": "x"}).status_code == 403
    assert (
        reverse("admin:plan_plan_next", args=[plan.pk])
        not in client.get(reverse("admin:plan_plan_change", args=[plan.pk])).content.decode()
    )
