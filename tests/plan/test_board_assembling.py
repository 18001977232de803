"""What a report to the board tells: what the public may see, as at its day, beside the report before it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plan.board.assembling import assemble
from plan.models import BoardReport, Plan
from tests import factories as make
from tests.plan.board import entries, frozen

pytestmark = pytest.mark.django_db
AS_AT = date(2024, 10, 1)


@pytest.fixture
def action():
    priority = make.PriorityFactory()
    lead = make.OrganisationFactory(name="The council")
    return make.ActionFactory(priority=priority, lead=lead, reference="F1", rating="green", progress="in_progress", rated_on=AS_AT)


@pytest.fixture
def report(action):
    return make.BoardReportFactory(plan=action.priority.plan)


def told(report, reference="F1"):
    return entries(assemble(report))[reference]


def test_an_action_is_told_with_where_it_stands(report, action):
    said = told(report)
    assert (said["title"], said["lead"], said["state_words"], said["rating_words"]) == (
        action.title,
        "The council",
        "In progress",
        "Green: on track",
    )


def test_only_what_the_public_may_see_is_told_whoever_may_read_the_report(action):
    for hidden in ({"draft": True}, {"review": True}, {"archived": True}, {"scheduled": True}):
        make.ActionFactory(priority=action.priority, **hidden)
        make.ProgressUpdateFactory(action=action, reported_on=date(2024, 5, 1), **hidden)
        make.ActionFactory(priority=make.PriorityFactory(plan=action.priority.plan, **hidden))
    make.ActionFactory()
    for audience in ("public", "board"):
        content = assemble(make.BoardReportFactory(plan=action.priority.plan, audience=audience))
        assert list(entries(content)) == ["F1"]
        assert len(content["priorities"]) == 1
        assert content["updates"] == []


@pytest.mark.parametrize(("due", "is_late"), [(AS_AT - timedelta(days=1), True), (AS_AT, False), (date(2025, 1, 31), False)])
def test_late_is_what_was_due_before_the_day_on_which_it_stands(report, action, due, is_late):
    type(action).objects.update(due_on=due, next_update_on=due)
    content = assemble(report)
    assert (entries(content)["F1"]["is_late"], entries(content)["F1"]["update_is_overdue"]) == (is_late, is_late)
    assert [entry["reference"] for entry in content["overdue"]] == (["F1"] if is_late else [])


@pytest.mark.parametrize(
    ("due", "reached", "reached_in", "missed_in"),
    [
        (date(2024, 9, 29), date(2024, 9, 30), True, False),
        (date(2024, 9, 30), date(2024, 4, 1), True, False),
        (date(2024, 3, 31), date(2024, 3, 31), False, False),
        (date(2024, 9, 30), date(2024, 10, 1), False, False),
        (date(2024, 9, 30), date(2024, 10, 2), False, True),
        (date(2024, 9, 30), None, False, True),
        (date(2022, 1, 31), None, False, True),
        (date(2024, 10, 1), None, False, False),
    ],
)
def test_a_milestone_is_met_in_the_period_or_missed_on_the_day(report, action, due, reached, reached_in, missed_in):
    make.MilestoneFactory(action=action, due_on=due, due_precision="day", reached_on=reached)
    found = assemble(report)["milestones"]
    assert (len(found["reached"]), len(found["missed"])) == (reached_in, missed_in)


def test_a_missed_milestone_gives_its_reason_and_its_new_date_unless_the_action_was_given_up(report, action):
    make.MilestoneFactory(action=action, due_on=date(2024, 8, 31), expected_on=date(2025, 1, 31), reason="No college.")
    stopped = make.ActionFactory(priority=action.priority, progress="stopped")
    make.MilestoneFactory(action=stopped, due_on=date(2024, 8, 31))
    [missed] = assemble(report)["milestones"]["missed"]
    assert (missed["action"], missed["expected_on"], missed["reason"], missed["due"]) == (
        "F1",
        "2025-01-31",
        "No college.",
        "in August 2024",
    )


def test_what_an_action_lacks_is_named(report, action):
    assert (told(report)["missing"], told(report)["has"], told(report)["of"]) == (
        ["a due date", "a milestone", "a measure it hopes to move", "a progress note of the period"],
        2,
        6,
    )
    type(action).objects.update(due_on=date(2024, 12, 31))
    make.MilestoneFactory(action=action)
    make.AimFactory(action=action)
    make.ProgressUpdateFactory(action=action, reported_on=date(2024, 5, 1))
    assert told(report)["missing"] == []
    assert assemble(report)["complete"] == {"has": 1, "of": 1}


def test_of_what_is_over_nobody_asks_for_a_rating_or_news_and_a_draft_measure_is_none(report, action):
    make.AimFactory(action=action, measure=make.MeasureFactory(draft=True))
    type(action).objects.update(progress="stopped", rating="", due_on=AS_AT)
    assert (told(report)["missing"], told(report)["of"], told(report)["rating_words"]) == (
        ["a milestone", "a measure it hopes to move"],
        4,
        "",
    )


def test_progress_notes_of_the_period_are_told(report, action):
    for day in (date(2024, 3, 31), date(2024, 4, 1), date(2024, 9, 30), date(2024, 10, 1)):
        make.ProgressUpdateFactory(action=action, reported_on=day, words="We met.", organisation=None)
    assert [update["reported_on"] for update in assemble(report)["updates"]] == ["2024-04-01", "2024-09-30"]


def test_what_a_partner_told_of_the_period_counts_when_it_was_sent_after_it(report, action):
    """As partners do: a quarter is reported once it has ended."""

    def sent(on, about):
        note = make.ProgressUpdateFactory(action=action, reported_on=on)
        make.ReportFactory(action=action, approved=True, update=note, period_ends_on=about)

    sent(date(2024, 4, 3), date(2024, 3, 31))
    content = assemble(report)
    assert [update["reported_on"] for update in content["updates"]] == ["2024-04-03"]
    assert "a progress note of the period" in entries(content)["F1"]["missing"]
    sent(date(2024, 10, 3), date(2024, 9, 30))
    sent(date(2025, 1, 3), date(2024, 12, 31))
    content = assemble(report)
    assert [update["reported_on"] for update in content["updates"]] == ["2024-04-03", "2024-10-03"]
    assert "a progress note of the period" not in entries(content)["F1"]["missing"]


def test_the_report_before_is_read_from_what_was_stored(report, action):
    first = frozen(report)
    second = make.BoardReportFactory(plan=report.plan, as_at=date(2025, 4, 1))
    type(action).objects.update(rating="red", rating_reason="No money.", title="Renamed")
    content = assemble(second)
    assert content["before"] == {
        "title": first.title,
        "address": f"/plan/reports/{first.slug}/",
        "as_at": "2024-10-01",
        "checksum": first.checksum,
    }
    assert [(move["kind"], move["title"], move["was"]) for move in content["moves"]] == [
        ("worse", "Renamed", "In progress. Green: on track")
    ]
    assert {"words": "Red: off track", "before": 0, "now": 1} in content["counts"]


def test_a_public_report_names_none_that_is_for_the_board_alone(report):
    frozen(plan=report.plan, as_at=date(2024, 7, 1), audience="board")
    make.BoardReportFactory(plan=report.plan, as_at=date(2024, 8, 1))
    frozen(as_at=date(2024, 8, 1))
    for_the_board = make.BoardReportFactory(plan=report.plan, audience="board")
    assert assemble(report)["before"] is None
    assert assemble(report)["moves"] == []
    assert assemble(for_the_board)["before"]["as_at"] == "2024-07-01"


@pytest.mark.parametrize("how", ["first", "second"])
def test_queries_do_not_grow_with_the_actions(how):
    asked = []
    for many in (10, 100):
        plan = make.PlanFactory()
        fill(plan, many)
        if how == "second":
            frozen(plan=plan)
        report = BoardReport.objects.get(pk=make.BoardReportFactory(plan=plan, as_at=date(2025, 4, 1)).pk)
        Plan.objects.get(pk=report.plan_id)
        with CaptureQueriesContext(connection) as queries:
            content = assemble(report)
        assert len(entries(content)) == len(content["figures"]) == len(content["updates"]) == many
        asked.append(len(queries))
    assert asked[0] == asked[1] < 20


def fill(plan, many):
    priorities = [make.PriorityFactory(plan=plan, number=number) for number in range(1, 6)]
    source, area = make.SourceFactory(), make.AreaFactory()
    for number in range(many):
        action = make.ActionFactory(priority=priorities[number % 5], lead=make.OrganisationFactory())
        make.MilestoneFactory(action=action)
        make.ProgressUpdateFactory(action=action, reported_on=date(2024, 5, 1))
        series = make.SeriesFactory(source=source, area=area, main=True)
        figure = make.ObservationFactory(series=series)
        make.FigureRevisionFactory(observation=figure, public_from=datetime(2024, 6, 1, tzinfo=UTC))
        make.AimFactory(action=action, measure=series.measure)
