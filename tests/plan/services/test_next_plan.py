"""The next plan: begun from the current one, and put in its place."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from citysafe.history.models import Revision
from citysafe.publishing import services as publishing
from plan.models import Action, Plan
from plan.models.plan import DROPPED
from plan.services import next_plan
from tests.factories import (
    ActionFactory,
    AimFactory,
    MilestoneFactory,
    PlanFactory,
    PriorityFactory,
    ProgressUpdateFactory,
    SupportFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def somebody():
    return UserFactory(staff=True)


@pytest.fixture
def plan():
    return PlanFactory(current=True, with_message=True, slug="our-plan", starts_on=date(2025, 4, 1), adopted_on=date(2025, 3, 1))


@pytest.fixture
def priority(plan):
    return PriorityFactory(plan=plan, number=1, slug="families-2025")


def started(plan, by, **said):
    return next_plan.start_next(plan=plan, by=by, **{"title": "Next plan", "slug": "next-plan", "starts_on": date(2026, 4, 1), **said})


def test_the_next_plan_is_a_draft_of_the_current_one(plan, priority, somebody):
    made = started(plan, somebody)
    stored = Plan.objects.get(pk=made.pk)
    assert (stored.title, stored.state, stored.is_current, stored.continues) == ("Next plan", "draft", False, plan)
    assert (stored.premise, stored.starts_on, stored.ends_on) == (plan.premise, date(2026, 4, 1), None)
    assert (stored.published_at, stored.first_public_at, stored.adopted_on, stored.chair_message, stored.launched_on) == (
        None,
        None,
        None,
        "",
        None,
    )
    assert [(one.number, one.slug, one.state) for one in stored.priorities.all()] == [(1, "families-2026", "draft")]
    plan.refresh_from_db()
    assert (plan.is_current, plan.state) == (True, "published")
    assert Revision.objects.of(stored).get().by == somebody


def test_what_is_not_finished_is_carried_on_with_its_parts(plan, priority, somebody):
    action = ActionFactory(priority=priority, slug="f1-do-it", red=True, next_update_on=date(2025, 6, 1), due_on=date(2026, 3, 31))
    SupportFactory(action=action)
    AimFactory(action=action)
    MilestoneFactory(action=action, title="To come")
    MilestoneFactory(action=action, title="Reached", reached_on=date(2025, 5, 1))
    ProgressUpdateFactory(action=action)
    made = Action.objects.get(priority__plan=started(plan, somebody))
    assert (made.continues, made.reference, made.title, made.lead, made.due_on) == (
        action,
        action.reference,
        action.title,
        action.lead,
        action.due_on,
    )
    assert (made.slug, made.state, made.progress, made.rating, made.rating_reason, made.next_update_on) == (
        "f1-do-it-2026",
        "draft",
        "in_progress",
        "",
        "",
        None,
    )
    assert "check it against what was agreed" in made.to_confirm
    assert [made.supports.count(), made.aims.count(), made.updates.count()] == [1, 1, 0]
    assert [row.title for row in made.milestones.all()] == ["To come"]
    assert [action.supports.count(), action.aims.count(), action.milestones.count(), action.updates.count()] == [1, 1, 2, 1]
    assert Revision.objects.of(made).get().why == next_plan.STARTED_FROM.format(title=plan)


@pytest.mark.parametrize("state", [{"complete": True}, {"merged": True}, {"progress": "stopped"}, {"archived": True}])
def test_what_is_over_or_put_away_is_not_carried_on(plan, priority, somebody, state):
    action = ActionFactory(priority=priority, **state)
    made = started(plan, somebody)
    assert not Action.objects.filter(priority__plan=made, continues=action).exists()


def test_an_address_that_is_taken_gets_a_number(plan, priority, somebody):
    PriorityFactory(slug="families-2026")
    ActionFactory(priority=priority, slug="a" * 80)
    made = started(plan, somebody)
    assert made.priorities.get().slug == "families-2026-2"
    assert Action.objects.get(priority__plan=made).slug == f"{'a' * 75}-2026"


def test_a_period_in_words_ends_the_addresses(plan, priority, somebody):
    made = started(plan, somebody, starts_on=None, period_note="2026 to 2027")
    assert made.priorities.get().slug == "families-2026-to-2027"


def test_only_the_current_plan_is_carried_on_and_only_once(plan, priority, somebody):
    with pytest.raises(ValidationError, match=next_plan.NOT_CURRENT):
        started(PlanFactory(), somebody)
    first = started(plan, somebody)
    with pytest.raises(ValidationError, match="has been started already: “Next plan”"):
        started(plan, somebody, slug="another")
    assert Plan.objects.filter(continues=plan).count() == 1
    publishing.archive(thing=first, by=somebody)
    assert started(plan, somebody, slug="another").continues == plan


def test_half_a_plan_is_never_stored(plan, priority, somebody, monkeypatch):
    ActionFactory(priority=priority)
    monkeypatch.setattr(next_plan.history, "record", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        started(plan, somebody)
    assert Plan.objects.count() == 1


def test_the_next_plan_takes_the_place_of_the_one_before(plan, priority, somebody):
    ActionFactory(priority=priority)
    made = started(plan, somebody)
    next_plan.make_current(plan=made, by=somebody, why="Adopted by the board.")
    plan.refresh_from_db()
    made.refresh_from_db()
    assert (plan.is_current, plan.is_published, made.is_current, made.is_published) == (False, True, True, True)
    assert {thing.is_published for thing in (*made.priorities.all(), *Action.objects.filter(priority__plan=made))} == {True}
    assert "Adopted by the board." in Revision.objects.of(plan).first().why


def test_what_is_dropped_needs_a_reason_first(plan, priority, somebody):
    kept, dropped = ActionFactory(priority=priority), ActionFactory(priority=priority, reference="F9", title="Gone")
    made = started(plan, somebody)
    Action.objects.get(continues=dropped).delete()
    for act in (
        lambda: next_plan.make_current(plan=made, by=somebody, why="Now."),
        lambda: publishing.publish(thing=made, by=somebody),
    ):
        with pytest.raises(ValidationError) as refusal:
            act()
        assert refusal.value.messages == [DROPPED, "F9. Gone: no reason."]
        made.refresh_from_db()
        assert (made.state, made.is_current, Plan.objects.get(pk=plan.pk).is_current) == ("draft", False, True)
    Action.objects.filter(pk=dropped.pk).update(dropped_because="The money went to F1.")
    next_plan.make_current(plan=made, by=somebody, why="Now.")
    assert (made.is_current, kept.continued_by.count()) == (True, 1)


def test_a_continuation_that_is_put_away_is_none(plan, priority, somebody):
    ActionFactory(priority=priority)
    made = started(plan, somebody)
    publishing.archive(thing=Action.objects.get(priority__plan=made), by=somebody)
    assert made.dropped_without_reason()


def test_a_plan_in_force_is_still_changed_when_an_old_action_loses_its_reason(plan, priority, somebody):
    made = started(plan, somebody)
    next_plan.make_current(plan=made, by=somebody, why="Now.")
    ActionFactory(priority=priority)
    made.refresh_from_db()
    made.full_clean()


@pytest.mark.parametrize("how", ["no plan before", "before is not current", "is current", "archived"])
def test_only_what_carries_on_the_current_plan_takes_its_place(plan, how, somebody):
    made = PlanFactory(continues=plan, draft=True)
    if how == "no plan before":
        made = PlanFactory(draft=True)
    elif how == "before is not current":
        Plan.objects.filter(pk=plan.pk).update(is_current=False)
    elif how == "is current":
        Plan.objects.filter(pk=plan.pk).update(is_current=False)
        Plan.objects.filter(pk=made.pk).update(is_current=True)
    else:
        publishing.archive(thing=made, by=somebody)
    told = next_plan.PUT_AWAY if how == "archived" else next_plan.NOT_NEXT
    with pytest.raises(ValidationError, match=told):
        next_plan.make_current(plan=made, by=somebody, why="Now.")
