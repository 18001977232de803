from datetime import date

import pytest
import time_machine

from tests.factories import ActionFactory, MilestoneFactory, PlanFactory

pytestmark = pytest.mark.django_db


def test_a_date_of_month_precision_is_stored_as_its_last_day():
    action = ActionFactory(start_on=date(2024, 4, 17), start_precision="month", due_on=date(2025, 3, 3), due_precision="month")
    assert (action.start_on, action.due_on) == (date(2024, 4, 1), date(2025, 3, 31))
    assert (action.start_words, action.due_words) == ("April 2024", "March 2025")


@pytest.mark.parametrize(("today", "late"), [("2025-03-31", False), ("2025-04-01", True)])
def test_an_action_is_late_the_day_after_the_last_day_it_was_due(today, late):
    action = ActionFactory(due_on=date(2025, 3, 3), due_precision="month", progress="in_progress")
    with time_machine.travel(f"{today} 12:00"):
        assert action.is_late is late


@pytest.mark.parametrize("progress", ["complete", "stopped"])
def test_what_is_over_is_never_late(progress):
    assert not ActionFactory(due_on=date(2020, 1, 1), progress=progress).is_late


def test_without_a_date_nothing_is_late():
    assert not ActionFactory().is_late


def test_milestones_are_counted_in_words():
    action = ActionFactory()
    assert action.milestones_words == "None set yet"
    MilestoneFactory(action=action, due_on=date(2024, 5, 1), reached_on=date(2024, 5, 17))
    MilestoneFactory(action=action, due_on=date(2024, 8, 1))
    MilestoneFactory(action=action, due_on=date(2999, 1, 1))
    assert action.milestones_words == "1 of 3 reached, 1 late"


def test_a_reached_milestone_is_never_late():
    assert not MilestoneFactory(due_on=date(2020, 1, 1), reached_on=date(2024, 1, 1)).is_late


def test_other_titles_are_one_a_line():
    assert PlanFactory.build(other_titles="One\n\n Two \n").other_title_list == ["One", "Two"]


def test_the_chairs_message_can_be_hidden():
    assert PlanFactory.build(with_message=True).has_chair_message
    assert not PlanFactory.build(with_message=True, chair_message_shown=False).has_chair_message
