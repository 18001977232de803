"""What a file is taken for as a whole: its kind, its length, its reasons, its digest."""

from datetime import date

import pytest

from plan.files import comparing
from tests.factories import (
    ActionFactory,
    MilestoneFactory,
    OrganisationFactory,
)
from tests.plan.files.build import changed, exported, faults, looked_at, outcomes, table, written

pytestmark = pytest.mark.django_db


def test_the_file_of_another_kind_is_refused_whole(plan, action):
    preview = looked_at(plan, table({"number": "", "priority": "1", "reference": "F1", "words": "x"}))
    assert (preview.fault.startswith("There is no column of this name."), preview.line, preview.column) == (True, 1, "number")
    assert not preview.may_be_applied


def test_only_what_hangs_on_a_public_action_needs_a_reason(plan):
    shown, draft = ActionFactory(priority__plan=plan, priority__number=1), ActionFactory(priority__plan=plan, draft=True)
    for action in (shown, draft):
        MilestoneFactory(action=action)
    assert [line.is_public for line in looked_at(plan, written(exported(plan, "milestones")), "milestones").lines] == [True, False]
    assert [line.is_public for line in looked_at(plan, written(exported(plan))).lines] == [True, False]


def test_a_long_text_is_shown_where_it_begins_to_differ(plan, action):
    action.summary = "a" * 1_000 + "old"
    action.save()
    change = looked_at(plan, changed(plan, summary="a" * 1_000 + "new")).changed[0].changes[0]
    assert (change.before_shown, change.after_shown) == (f"…{'a' * 80}old", f"…{'a' * 80}new")


def test_the_digest_tells_every_difference(plan, action):
    content = changed(plan, title="New")
    digests = {looked_at(plan, content).digest, looked_at(plan, content).digest}
    assert len(digests) == 1
    digests.add(looked_at(plan, changed(plan, title="Newer")).digest)
    action.area = "Here"
    action.save()
    digests.add(looked_at(plan, content).digest)
    assert len(digests) == 3


def test_more_rows_than_can_be_checked_at_once_are_refused(plan, action, monkeypatch):
    monkeypatch.setattr(comparing, "MOST_AT_ONCE", 2)
    new = [{"priority": "1", "reference": f"N{number}", "title": "x", "summary": "x"} for number in range(4)]
    preview = looked_at(plan, table({"priority": "1", "reference": "F1", "title": "Do it", "summary": action.summary}, *new))
    assert outcomes(preview) == ["unchanged", "new", "new", "refused", "refused"]
    assert faults(preview)[0][2:] == ("", comparing.TOO_MANY.format(most=2))


def test_looking_at_a_long_file_asks_little(plan, action, django_assert_max_num_queries):
    for number in range(30):
        ActionFactory(priority=action.priority, reference=f"B{number}", lead=OrganisationFactory())
    content = written(exported(plan))
    with django_assert_max_num_queries(6):
        assert len(looked_at(plan, content).unchanged) == 31


def test_a_rating_better_than_the_dates_say_needs_its_reason_as_at_the_desk(plan):
    late = {"due_on": date(2020, 1, 1), "progress": "in_progress"}
    action = ActionFactory(priority__plan=plan, priority__number=1, reference="F1", title="Do it", **late)
    MilestoneFactory(action=action, due_on=date(2019, 1, 1))
    [(_, _, column, why)] = faults(looked_at(plan, changed(plan, rating="Green: on track")))
    assert column == "reason_for_the_rating"
    assert "It was due on 1 January 2020 and is not complete. 1 milestone is past its date." in why
    assert outcomes(looked_at(plan, changed(plan, rating="Green: on track", reason_for_the_rating="All but the paint."))) == ["changed"]
    assert outcomes(looked_at(plan, changed(plan, title="Do it now"))) == ["changed"]
    new = {"priority": "1", "reference": "F2", "title": "New", "summary": "x", "rating": "Green: on track", "due": "2020-01-01"}
    assert [column for _, _, column, _ in faults(looked_at(plan, table(new | {"state": "In progress"})))] == ["reason_for_the_rating"]
    assert outcomes(looked_at(plan, table(new | {"due": ""}))) == ["new"]
