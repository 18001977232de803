"""A report to the board from a draft to something that never changes."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from citysafe.history.models import Revision
from plan.board.assembling import assemble
from plan.board.canonical import checksum
from plan.models import BoardReport
from plan.models.board_report import IS_FROZEN, TOLD
from plan.services import board_reports as services
from tests import factories as make
from tests.plan.board import approved, entries, frozen

pytestmark = pytest.mark.django_db


@pytest.fixture
def action():
    priority = make.PriorityFactory()
    lead = make.OrganisationFactory(name="The council")
    return make.ActionFactory(
        priority=priority, lead=lead, reference="F1", rating="green", progress="in_progress", rated_on=date(2024, 6, 1)
    )


@pytest.fixture
def report(action):
    return make.BoardReportFactory(plan=action.priority.plan)


def test_freezing_the_same_twice_gives_the_same_checksum(report, action, time_machine):
    sums = []
    for day in ("2026-11-01", "2027-02-01"):
        time_machine.move_to(f"{day} 12:00")
        BoardReport._base_manager.update(frozen_at=None, content=None, approved_at=None, approved_by=None, checksum="")
        report.refresh_from_db()
        frozen(report)
        sums.append((report.checksum, checksum(BoardReport.objects.get().content)))
    assert len({*sums[0], *sums[1]}) == 1


def test_whatever_changes_in_the_data_changes_the_checksum(report, action):
    milestone = make.MilestoneFactory(action=action, due_on=date(2024, 8, 31))
    seen = {checksum(assemble(report))}
    for thing, fields in [
        (action, {"title": "Other"}),
        (action, {"rating": "red", "rating_reason": "No money."}),
        (action.lead, {"name": "The college"}),
        (action.priority, {"title": "Other"}),
        (milestone, {"reason": "No college."}),
        (report.plan, {"title": "Other"}),
        (report, {"summary": "Other."}),
        (report, {"title": "Other"}),
        (report, {"audience": "board"}),
    ]:
        type(thing).objects.filter(pk=thing.pk).update(**fields)
        seen.add(checksum(assemble(BoardReport.objects.get())))
    assert len(seen) == 10


def test_what_is_frozen_is_what_was_approved(report, action):
    approved(report)
    type(action).objects.update(title="Other")
    with pytest.raises(ValidationError, match="has changed since it was approved"):
        services.freeze(report=report, by=make.UserFactory())
    report.refresh_from_db()
    assert not report.is_frozen
    frozen(report)
    assert told_in(report.content) == ["Other"]


def told_in(content):
    return [entry["title"] for entry in entries(content).values()]


def test_nobody_approves_what_they_have_not_seen(report, action):
    seen = checksum(assemble(report))
    type(action).objects.update(title="Other")
    with pytest.raises(ValidationError, match="since you looked at it"):
        services.approve(report=report, seen=seen, by=make.UserFactory())


@pytest.mark.parametrize(
    ("fields", "words"), [({"as_at": date(2099, 1, 1)}, "still to come"), ({"plan": make.PlanFactory.build(draft=True)}, "not public")]
)
def test_what_cannot_stand_is_not_approved(fields, words):
    if "plan" in fields:
        fields["plan"].save()
    report = make.BoardReportFactory(**fields)
    with pytest.raises(ValidationError, match=words):
        approved(report)


def test_each_step_is_taken_once_and_in_its_order(report):
    by = make.UserFactory()
    with pytest.raises(ValidationError, match="Nobody has approved it"):
        services.freeze(report=report, by=by)
    with pytest.raises(ValidationError, match="Nobody has approved it"):
        services.take_back(report=report, by=by)
    approved(report)
    with pytest.raises(ValidationError, match="approved already"):
        approved(report)
    services.take_back(report=report, by=by)
    assert report.standing == "Draft"
    frozen(report)
    for act in (lambda: approved(report), lambda: frozen(report), lambda: services.take_back(report=report, by=by)):
        with pytest.raises(ValidationError, match="It is frozen"):
            act()


@pytest.mark.parametrize("name", TOLD)
def test_an_approval_is_withdrawn_when_what_was_approved_is_edited(report, name):
    approved(report)
    report.save()
    assert BoardReport.objects.get().is_approved
    other = {
        "plan_id": make.PlanFactory().pk,
        "slug": "other",
        "period_starts": date(2024, 1, 1),
        "period_ends": date(2024, 12, 31),
        "as_at": date(2024, 12, 31),
        "audience": "board",
    }
    setattr(report, name, other.get(name, "Other."))
    report.save(update_fields=[name])
    stored = BoardReport.objects.get()
    assert (stored.is_approved, stored.approved_by, stored.checksum) == (False, None, "")


def test_what_is_frozen_is_never_changed_or_deleted(report):
    frozen(report)
    for field, value in (("title", "Other"), ("content", {}), ("frozen_at", None)):
        report.refresh_from_db()
        setattr(report, field, value)
        with pytest.raises(ValidationError, match="It is frozen"):
            report.save()
    for act in (
        report.delete,
        BoardReport.objects.all().delete,
        lambda: BoardReport.objects.update(title="Other"),
        lambda: BoardReport.objects.bulk_update([report], ["title"]),
    ):
        with pytest.raises(ValidationError, match="It is frozen"), transaction.atomic():
            act()
    for thing in (report.plan, report.approved_by):
        with pytest.raises(ProtectedError):
            thing.delete()
    report.refresh_from_db()
    report.title = "Other"
    with pytest.raises(ValidationError) as refusal:
        report.full_clean()
    assert refusal.value.messages == [IS_FROZEN]
    assert BoardReport.objects.get().title != "Other"


def test_a_draft_can_be_changed_in_a_list_and_deleted(report):
    assert BoardReport.objects.update(title="Other") == 1
    BoardReport.objects.all().delete()
    make.BoardReportFactory().delete()
    assert not BoardReport.objects.exists()


def test_each_step_is_in_the_history_and_the_public_is_told_of_a_public_one_alone(report):
    by = make.UserFactory()
    approved(report, by=by)
    services.freeze(report=report, by=by)
    frozen(audience="board", plan=report.plan)
    said = Revision.objects.of(report)
    assert [(revision.by, revision.why.split(",")[0]) for revision in said] == [(by, "Frozen"), (by, "Approved")]
    assert [revision.public_note for revision in Revision.objects.public()] == [
        "The report to the board as at 1 October 2024 is published."
    ]
