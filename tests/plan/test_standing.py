"""What the dates say beside the stated rating."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from plan import dates, standing
from plan.models import Action
from tests.factories import ActionFactory, MilestoneFactory, PlanFactory, PriorityFactory, ProgressUpdateFactory
from tests.filled import filled
from tests.world import member

pytestmark = pytest.mark.django_db


def ago(days):
    return timezone.localdate() - timedelta(days=days)


def read(action):
    return Action.objects.with_last_report().get(pk=action.pk)


def said(action):
    return [(signal.words, signal.rating) for signal in standing.signals(read(action))]


def fresh(**fields):
    action = ActionFactory(**{"progress": "in_progress", "rating": "green", **fields})
    ProgressUpdateFactory(action=action, reported_on=ago(1))
    return action


@pytest.mark.parametrize(
    ("on", "before"),
    [
        (date(2026, 11, 27), date(2026, 8, 27)),
        (date(2026, 5, 31), date(2026, 2, 28)),
        (date(2024, 5, 31), date(2024, 2, 29)),
        (date(2026, 1, 31), date(2025, 10, 31)),
        (date(2026, 3, 15), date(2025, 12, 15)),
    ],
)
def test_a_quarter_before(on, before):
    assert dates.quarter_before(on) == before


def test_where_all_is_well_the_dates_say_nothing():
    action = fresh(due_on=ago(0))
    MilestoneFactory(action=action, due_on=ago(0), due_precision="day")
    assert said(action) == []


def test_what_is_late_would_be_red_and_a_late_milestone_amber():
    action = fresh(due_on=date(2026, 3, 1), due_precision="quarter")
    for _ in range(2):
        MilestoneFactory(action=action, due_on=ago(40))
    MilestoneFactory(action=action, due_on=ago(40), reached_on=ago(2))
    assert said(action) == [
        ("It was due between January and March 2026 and is not complete.", "red"),
        ("2 milestones are past their date.", "amber"),
    ]


def test_a_month_is_late_once_it_is_over_whether_it_is_stored_or_just_typed():
    action = fresh(due_on=None)
    action.due_on, action.due_precision = timezone.localdate().replace(day=1), "month"
    action.last_reported_on = ago(1)
    assert standing.signals(action, milestones=[]) == []


def test_no_update_for_a_quarter_counts_from_the_last_one_that_is_public():
    limit = dates.quarter_before(timezone.localdate())
    action = ActionFactory(progress="in_progress")
    ProgressUpdateFactory(action=action, reported_on=limit)
    assert said(action) == []
    action.updates.update(reported_on=limit - timedelta(days=1))
    ProgressUpdateFactory(action=action, reported_on=ago(1), state="draft", published_at=None)
    assert said(action) == [(f"The last update is of {dates.words(limit - timedelta(days=1), 'day')}: more than a quarter ago.", "amber")]


def test_without_any_update_it_counts_from_the_day_on_which_the_action_became_public():
    long_ago = timezone.now() - timedelta(days=100)
    action = ActionFactory(published_at=long_ago)
    [(words, rating)] = said(action)
    assert words.startswith("No update has been published since it became public on")
    assert rating == "amber"
    assert said(ActionFactory(published_at=timezone.now())) == []
    assert said(ActionFactory(state="draft", published_at=None)) == []


def test_what_is_called_complete_with_a_milestone_to_go_is_said():
    action = ActionFactory(complete=True)
    MilestoneFactory(action=action, reached_on=None)
    assert said(action) == [("1 milestone is not marked as reached.", "")]
    assert said(ActionFactory(progress="stopped", due_on=ago(9))) == []


@pytest.mark.parametrize(
    ("rating", "due", "milestone", "is_so"),
    [
        ("green", 1, None, True),
        ("amber", 1, None, True),
        ("red", 1, None, False),
        ("", 1, None, False),
        ("green", -1, 40, True),
        ("amber", -1, 40, False),
        ("green", -1, None, False),
    ],
)
def test_a_rating_better_than_the_dates_overrides_them(rating, due, milestone, is_so):
    action = fresh(rating=rating, rating_reason="Why." if rating in ("amber", "red") else "", rated_on=ago(0), due_on=ago(due))
    if milestone:
        MilestoneFactory(action=action, due_on=ago(milestone))
    found = standing.signals(read(action))
    assert standing.is_overridden(action, found) is is_so
    assert bool(standing.missing_reason(read(action))) is (is_so and rating == "green")


def test_an_override_at_the_desk_needs_a_reason_and_nothing_typed_is_lost(client):
    action = fresh(rating="", due_on=ago(5), due_precision="day")
    MilestoneFactory(action=action, title="Begun")
    client.force_login(member("editor"))
    address = reverse("admin:plan_action_change", args=[action.pk])
    typed = {**filled(client, address), "rating": "green", "why": "From the lead partner.", "milestones-0-title": "Begun at last"}
    refused = client.post(address, typed)
    assert refused.status_code == 200
    page = refused.content.decode()
    assert "The dates say otherwise. It was due on" in page
    assert "Begun at last" in page
    assert client.post(address, {**typed, "rating_reason": "The building opens next week."}).status_code == 302
    assert Action.objects.get().rating == "green"


def test_what_stood_there_already_hinders_no_other_change(client):
    action = fresh(due_on=ago(5), due_precision="day")
    client.force_login(member("editor"))
    address = reverse("admin:plan_action_change", args=[action.pk])
    assert client.post(address, {**filled(client, address), "area": "The harbour"}).status_code == 302


def test_the_page_tells_both_and_that_one_overrides_the_other(client):
    action = fresh(due_on=date(2026, 3, 31), due_precision="day")
    page = client.get(action.get_absolute_url()).content.decode()
    assert "The dates say" in page
    assert "It was due on 31 March 2026 and is not complete." in page
    assert "It is rated “Green: on track” all the same, and no reason has been given." in page
    assert "The dates say" not in client.get(fresh().get_absolute_url()).content.decode()


def test_the_list_finds_exactly_what_the_page_says_of_each(client):
    priority = PriorityFactory(plan=PlanFactory(current=True))
    long_ago = timezone.now() - timedelta(days=200)
    for progress in Action.Progress.values:
        if progress != "merged":
            action = ActionFactory(priority=priority, progress=progress, published_at=long_ago)
            MilestoneFactory(action=action, due_on=ago(40))
    ProgressUpdateFactory(action=ActionFactory(priority=priority, published_at=long_ago), reported_on=ago(1))
    every = Action.objects.with_last_report()
    assert set(Action.objects.quiet()) == {action for action in every if standing.is_quiet(action)} != set()
    assert set(Action.objects.with_a_late_milestone()) == {one for one in every if standing.has_a_late_milestone(one)} != set()
