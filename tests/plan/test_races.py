"""Two people at one thing of the plan at the same moment, on a database that lets both in."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from citysafe.history.models import Revision
from citysafe.mail.models import QueuedMail
from plan.models import BoardReport, Plan, PlanImport, ProgressUpdate, Reminder, Report
from plan.services import approving, board_reports, next_plan, plan_files, reminding, reporting
from tests.factories import ActionFactory, BoardReportFactory, MembershipFactory, PlanFactory, PriorityFactory, UserFactory
from tests.plan.board import approved
from tests.plan.files.build import changed
from tests.plan.reports import an_action, approve, person_of, submit
from tests.races import meanwhile, needs_two_writers

pytestmark = [
    needs_two_writers,
    pytest.mark.django_db(transaction=True),
]


def approving_it(report):
    """By an editor who has the report before them as it is now."""
    return partial(approve, Report.objects.select_related("action").get(pk=report.pk), UserFactory())


def test_of_two_editors_who_approve_one_does_and_the_other_is_told():
    report = submit(an_action())
    fault, faults = meanwhile('SELECT "plan_action"', approving_it(report), approving_it(report))
    assert (fault is None) == bool(faults)
    assert ProgressUpdate.objects.count() == 1
    assert QueuedMail.objects.filter(kind=approving.KIND).count() == 1


def test_a_report_that_is_withdrawn_while_it_is_approved_is_one_of_the_two():
    action = an_action()
    report, again = submit(action), Report.objects.get()
    fault, faults = meanwhile('SELECT "plan_action"', lambda: reporting.withdraw(report=again, by=person_of(action)), approving_it(report))
    assert (fault is None) == bool(faults)
    assert (Report.objects.get().decision == "approved") == ProgressUpdate.objects.exists()


def test_of_two_who_report_on_one_quarter_one_waits():
    action = an_action()
    other = MembershipFactory(organisation=action.lead).user
    first, second = (partial(submit, action, by=by) for by in (person_of(action), other))
    fault, faults = meanwhile('SELECT "plan_action"', first, second)
    assert (fault is None) == bool(faults)
    assert Report.objects.count() == 1


def test_two_rounds_of_due_work_remind_once():
    membership = MembershipFactory()
    ActionFactory(lead=membership.organisation, next_update_on=timezone.localdate() + timedelta(days=3), priority__plan__is_current=True)
    assert meanwhile('INSERT INTO "plan_reminder"', reminding.remind, reminding.remind) == (None, [])
    assert (Reminder.objects.count(), QueuedMail.objects.count()) == (1, 1)


def test_of_two_who_freeze_a_report_both_leave_the_same():
    report = approved(BoardReportFactory())
    both = [partial(board_reports.freeze, report=BoardReport.objects.get(), by=UserFactory()) for _ in range(2)]
    fault, faults = meanwhile('SELECT "plan_boardreport"', *both)
    assert fault is None or not faults
    frozen = BoardReport.objects.get()
    assert frozen.is_frozen
    assert frozen.checksum == report.checksum


def test_of_two_who_start_the_next_plan_one_does():
    plan = PlanFactory(current=True)
    ActionFactory(priority=PriorityFactory(plan=plan))
    said = {"title": "Next", "starts_on": date(2027, 4, 1)}
    both = [
        partial(next_plan.start_next, plan=Plan.objects.get(pk=plan.pk), by=UserFactory(), slug=slug, **said) for slug in ("one", "two")
    ]
    fault, faults = meanwhile('SELECT "plan_plan"', *both)
    assert (fault is None) == bool(faults)
    assert Plan.objects.filter(continues=plan).count() == 1


def test_a_file_that_two_apply_is_applied_once():
    action, editor = ActionFactory(title="Do it"), UserFactory()
    plan = action.priority.plan
    of = plan_files.upload(plan=plan, kind="actions", file=SimpleUploadedFile("file.csv", changed(plan, title="Do it soon")), by=editor)
    seen = plan_files.preview_of(of).digest
    both = [partial(plan_files.apply, of=PlanImport.objects.get(), digest=seen, by=editor, why="A round.") for _ in range(2)]
    fault, faults = meanwhile('SELECT "plan_planimport"', *both)
    assert (fault is None) == bool(faults)
    assert Revision.objects.of(action).count() == 1
