"""From one plan to the next, as the public reads it and staff preview it."""

import re
from datetime import date

import pytest

from plan import versions
from plan.models import Plan
from tests.factories import ActionFactory, OrganisationFactory, PlanFactory, PriorityFactory
from tests.world import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def before():
    return PlanFactory(slug="before", title="Old Plan")


@pytest.fixture
def plan(before):
    return PlanFactory(slug="now", title="New Plan", current=True, continues=before)


@pytest.fixture
def old(before):
    return PriorityFactory(plan=before, number=1, title="Families")


@pytest.fixture
def new(plan):
    return PriorityFactory(plan=plan, number=1, title="Families")


@pytest.fixture
def desk(client):
    client.force_login(member("editor"))
    return client


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    main = re.search(r"<main.*</main>", answer.content.decode(), re.DOTALL)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def fates(plan, before, *, preview=False):
    found = versions.since_the_plan_before(plan, before, preview=preview)
    return {
        "carried over": [(pair.action, pair.by) for pair in found.carried_over],
        "changed": [(pair.action, pair.by) for pair in found.changed],
        "dropped": [*found.dropped],
        "over": [*found.over],
        "new": [*found.new],
    }


def test_what_became_of_each_action_is_worked_out(plan, before, old, new):
    kept, altered, dropped = (ActionFactory(priority=old, reference=name, title=name) for name in ("K", "A", "D"))
    done, stopped = ActionFactory(priority=old, complete=True), ActionFactory(priority=old, progress="stopped")
    same = ActionFactory(priority=new, title="K", continues=kept, red=True)
    differs = ActionFactory(priority=new, title="A2", continues=altered)
    fresh = ActionFactory(priority=new)
    assert fates(plan, before) == {
        "carried over": [(kept, same)],
        "changed": [(altered, differs)],
        "dropped": [dropped],
        "over": [done, stopped],
        "new": [fresh],
    }


@pytest.mark.parametrize(
    ("said", "difference"),
    [
        ({"title": "Other"}, ("Title", "Do it", "Other")),
        ({"due_on": date(2026, 3, 31), "due_precision": "month"}, ("Due", "not stated", "March 2026")),
        ({"start_on": date(2026, 3, 31)}, ("Starts", "not stated", "31 March 2026")),
        ({"area": "Here"}, ("Where", "not stated", "Here")),
        ({"summary": "Other words."}, ("What it means", "", "")),
        ({"official_wording": "Agreed."}, ("The wording agreed in the plan", "", "")),
    ],
)
def test_a_change_is_one_of_wording_place_or_dates(plan, before, old, new, said, difference):
    one = ActionFactory(priority=old, title="Do it")
    ActionFactory(priority=new, continues=one, **{"title": "Do it", **said})
    (pair,) = versions.since_the_plan_before(plan, before, preview=False).changed
    assert [(found.label, found.before, found.after) for found in pair.differences] == [difference]


def test_another_lead_or_priority_is_a_change_and_line_ends_are_none(plan, before, old, new):
    one = ActionFactory(priority=old, title="Do it", summary="a\r\nb")
    other = PriorityFactory(plan=plan, number=2, title="Schools")
    ActionFactory(priority=other, title="Do it", summary="a\nb", continues=one, lead=OrganisationFactory(name="Council"))
    (pair,) = versions.since_the_plan_before(plan, before, preview=False).changed
    assert [(found.label, found.before, found.after) for found in pair.differences] == [
        ("Priority", "Families", "Schools"),
        ("Lead partner", "to be confirmed", "Council"),
    ]


def test_one_action_may_be_carried_on_by_two(plan, before, old, new):
    one = ActionFactory(priority=old, title="Both")
    same, other = ActionFactory(priority=new, title="Both", continues=one), ActionFactory(priority=new, title="Half", continues=one)
    found = fates(plan, before)
    assert (found["carried over"], found["changed"], found["dropped"]) == ([(one, same)], [(one, other)], [])


def test_the_public_sees_nothing_of_drafts_and_what_one_carries_on_is_not_called_dropped(client, plan, before, old, new):
    one = ActionFactory(priority=old, title="Same")
    draft = ActionFactory(priority=new, title="Same", continues=one, draft=True)
    assert not any(fates(plan, before).values())
    assert "does not carry it on" not in read(client, one.get_absolute_url())
    assert fates(plan, before, preview=True)["carried over"] == [(one, draft)]


def test_the_page_says_what_changed_and_why(client, plan, before, old, new):
    altered = ActionFactory(priority=old, title="Do it")
    ActionFactory(priority=new, title="Do it well", continues=altered)
    ActionFactory(priority=old, title="Silent")
    ActionFactory(priority=old, title="Gone", dropped_because="The money went elsewhere.")
    shown = read(client, "/plan/plans/now/changes/")
    assert "Was: Do it. Is now: Do it well" in shown
    assert "Why: The money went elsewhere." in shown
    assert "No reason has been given yet." in shown


def test_the_first_plan_says_that_there_is_none_before(client, before):
    assert "There is no plan before the Old Plan on this site." in read(client, "/plan/plans/before/changes/")


def test_a_plan_before_that_is_not_public_is_not_told(client, plan, before):
    Plan.objects.filter(pk=before.pk).update(state="archived")
    assert "Old Plan" not in read(client, "/plan/plans/now/changes/")
    assert "Old Plan" not in read(client, "/plan/plans/")
    assert "What changed" not in read(client, "/plan/plans/now/")


def test_all_plans_are_listed_with_their_standing(client, plan, before):
    shown = read(client, "/plan/plans/")
    assert shown.index("New Plan Current plan") < shown.index("Old Plan Earlier plan")
    assert "What changed since the Old Plan" in shown
    assert "All plans, earlier ones included" in read(client, "/plan/")


def test_everything_of_an_earlier_plan_is_marked_and_leads_on(client, plan, before, old, new):
    one = ActionFactory(priority=old, title="Do it")
    later = ActionFactory(priority=new, title="Do it", continues=one)
    for address in (before.get_absolute_url(), old.get_absolute_url(), one.get_absolute_url()):
        assert "This is an earlier plan, kept for the record. The current plan is the New Plan" in read(client, address)
        assert 'href="/plan/plans/now/changes/"' in client.get(address).content.decode()
    assert f"The New Plan carries it on: {later}" in read(client, one.get_absolute_url())
    assert f"Carries on {one} of the Old Plan" in read(client, later.get_absolute_url())
    assert "earlier plan, kept" not in read(client, later.get_absolute_url()) + read(client, "/plan/") + read(
        client, new.get_absolute_url()
    )


def test_a_dropped_action_says_why_and_a_stopped_or_merged_one_where_to_go(client, plan, before, old, new):
    dropped = ActionFactory(priority=old, dropped_because="The money went elsewhere.")
    silent, stopped, merged = (
        ActionFactory(priority=old),
        ActionFactory(priority=old, progress="stopped"),
        ActionFactory(priority=old, merged=True),
    )
    assert "The New Plan does not carry it on. Why: The money went elsewhere." in read(client, dropped.get_absolute_url())
    assert "No reason has been given yet." in read(client, silent.get_absolute_url())
    assert "This action was stopped. Its page is kept" in read(client, stopped.get_absolute_url())
    assert f"It goes on as {merged.merged_into}" in read(client, merged.get_absolute_url())
    assert "does not carry it on" not in read(client, stopped.get_absolute_url())


def test_the_public_sees_nothing_of_the_next_plan_while_it_is_a_draft(client, desk, plan, new):
    one = ActionFactory(priority=new, dropped_because="A secret so far.")
    coming = PlanFactory(title="Coming Plan", slug="coming", continues=plan, draft=True)
    later = ActionFactory(priority=PriorityFactory(plan=coming, draft=True), continues=one, draft=True, title="Secret")
    for address in ("/plan/", "/plan/plans/", one.get_absolute_url(), new.get_absolute_url()):
        assert not {"Coming", "Secret", "secret"} & {*re.findall(r"\w+", read(client, address))}, address
    assert client.get("/plan/plans/coming/changes/").status_code == 404
    assert "This is the next plan, which is not in force yet. The current plan is the New Plan" in read(desk, "/preview/plan/plans/coming/")
    assert f"The Coming Plan carries it on: {later}" in read(desk, f"/preview{one.get_absolute_url()}")
