"""The story of an action: what is still to come apart from what has happened, who said so, and what changed from what to what."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine

from citysafe.history.models import Revision
from plan import timeline
from tests.factories import (
    ActionFactory,
    FieldChangeFactory,
    MilestoneFactory,
    OrganisationFactory,
    ProgressUpdateFactory,
    RevisionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def action():
    published = datetime(2025, 1, 1, tzinfo=UTC)
    return ActionFactory(progress="in_progress", published_at=published, due_on=date(2034, 3, 31), next_update_on=date(2033, 1, 15))


def parts(client, action):
    """The text of both parts, without the marks around it."""
    answer = client.get(action.get_absolute_url())
    assert answer.status_code == 200
    page = " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode().partition('<h2 id="milestones">')[2]).split())
    to_come, _, happened = page.partition("What has happened")
    return to_come, happened.partition("What it hopes to change")[0]


def in_order(text, wanted):
    places = [text.find(words) for words in wanted]
    assert [words for words, place in zip(wanted, places, strict=True) if place < 0] == []
    assert places == sorted(places)


@time_machine.travel("2026-11-27 12:00")
def test_what_is_to_come_stands_apart_and_what_is_late_stands_first(client, action):
    MilestoneFactory(action=action, title="Second", due_on=date(2034, 1, 31), due_precision="month")
    MilestoneFactory(action=action, title="Overdue", due_on=date(2025, 10, 1), due_precision="quarter", reason="No cable.")
    MilestoneFactory(action=action, title="Done", due_on=date(2025, 3, 1), reached_on=date(2025, 3, 20))
    to_come, happened = parts(client, action)
    in_order(
        to_come,
        [
            "Still to come",
            "Overdue Milestone. Late: was due between October and December 2025. No cable.",
            "The next report Next update due by 15 January 2033.",
            "Second Milestone. Due in January 2034",
            "The whole action Due on 31 March 2034",
        ],
    )
    assert "Done" not in to_come
    assert "20 March 2025 . Milestone reached, due in March 2025 Done" in happened


def test_what_is_due_on_one_last_day_stands_in_the_order_of_how_exact_it_is():
    action = ActionFactory()
    for precision in ("year", "day", "quarter", "month"):
        MilestoneFactory(action=action, title=precision, due_on=date(2034, 12, 31), due_precision=precision)
    assert [moment.thing.title for moment in timeline.of(action, [], []).to_come] == ["day", "month", "quarter", "year"]


def test_what_happened_is_told_newest_first_with_who_said_it(client, action):
    council = OrganisationFactory(name="The council")
    ProgressUpdateFactory(action=action, organisation=council, title="Six lamps", words="Six *are* up.", reported_on=date(2026, 3, 2))
    ProgressUpdateFactory(action=action, organisation=None, title="A first lamp", reported_on=date(2025, 5, 1))
    ProgressUpdateFactory(action=action, title="Not for now", reported_on=date(2026, 4, 1), draft=True)
    MilestoneFactory(action=action, title="Lamps bought", reached_on=date(2025, 9, 9))
    RevisionFactory(of=action, public_note="The cable is late.", at=datetime(2026, 2, 1, tzinfo=UTC))
    _, happened = parts(client, action)
    wanted = ["2 March 2026 . Report by The council Six lamps Six are up.", "1 February 2026 . Changed on this page The cable is late."]
    wanted += ["9 September 2025 . Milestone reached", "Lamps bought", "1 May 2025 . Report A first lamp"]
    in_order(happened, wanted)
    assert "Not for now" not in happened


def test_a_change_of_state_or_rating_is_told_from_and_to_with_what_the_public_is_told(client, action):
    change = RevisionFactory(of=action, public_note="The cable is late.", why="Said on the telephone.", at=datetime(2026, 2, 1, tzinfo=UTC))
    FieldChangeFactory(revision=change, field="rating", label="Rating", before="Green: on track", after="Amber: some risk")
    FieldChangeFactory(revision=change, field="to_confirm", label="To confirm", before="", after="Ask the railway.")
    silent = RevisionFactory(of=action, public_note="", why="A slip.", at=datetime(2026, 2, 2, tzinfo=UTC))
    FieldChangeFactory(revision=silent, field="progress", label="State", before="Stopped", after="In progress")
    _, happened = parts(client, action)
    assert "Rating: from “Green: on track” to “Amber: some risk” The cable is late." in happened
    assert not [words for words in ("Ask the railway", "telephone", "Stopped", "A slip") if words in happened]


def test_what_it_was_as_a_draft_is_not_told(client, action):
    change = RevisionFactory(of=action, public_note="A new action.", at=datetime(2024, 12, 31, tzinfo=UTC))
    FieldChangeFactory(revision=change, field="progress", label="State", before="Stopped", after="In progress")
    _, happened = parts(client, action)
    assert "A new action." in happened
    assert "Stopped" not in happened


def test_of_what_is_over_no_more_is_said_to_come(client):
    action = ActionFactory(progress="stopped", due_on=date(2034, 3, 31), next_update_on=date(2033, 1, 15))
    MilestoneFactory(action=action, title="Never begun", due_on=date(2025, 3, 1))
    to_come, _ = parts(client, action)
    assert to_come.startswith("Not reached Never begun")
    assert "The next report" not in to_come
    assert "The whole action" not in to_come


def test_what_is_missing_is_said(client):
    to_come, happened = parts(client, ActionFactory())
    assert "No milestone has been set yet." in to_come
    assert "No report yet." in happened


def test_a_day_is_london_s(action):
    RevisionFactory(of=action, public_note="Late at night.", at=datetime(2025, 6, 30, 23, 30, tzinfo=UTC))
    assert [moment.on for moment in timeline.of(action, [], Revision.objects.of(action).public()).happened] == [date(2025, 7, 1)]
