"""What breaks each constraint of partners, their reports and reminders (tests/test_constraints.py)."""

from tests.breaking import change, repeat
from tests.factories import MembershipFactory, MilestoneReportFactory, ReminderFactory, ReportDraftFactory, ReportFactory


def approved_by_whoever_sent_it() -> None:
    report = ReportFactory(approved=True)
    change(report, decided_by=report.submitted_by)


OF_REPORTS = {
    "plan_membership_once": lambda: repeat(MembershipFactory, "user", "organisation"),
    "plan_milestone_report_once": lambda: repeat(MilestoneReportFactory, "report", "milestone"),
    "plan_milestone_report_reached_or_moved_with_a_reason": lambda: change(MilestoneReportFactory(moved=True), reason=""),
    "plan_reminder_once": lambda: repeat(ReminderFactory, "action"),
    "plan_reminder_which_is_known": lambda: change(ReminderFactory(), which="lost"),
    "plan_report_amber_and_red_have_a_reason": lambda: change(ReportFactory(), rating="red"),
    "plan_report_approved_by_another_person": approved_by_whoever_sent_it,
    "plan_report_approved_is_published": lambda: change(ReportFactory(returned=True), decision="approved"),
    "plan_report_decision_is_known": lambda: change(ReportFactory(returned=True), decision="lost"),
    "plan_report_draft_one_each": lambda: repeat(ReportDraftFactory, "action", "by"),
    "plan_report_one_of_an_organisation_waits": lambda: repeat(ReportFactory, "action", "organisation"),
    "plan_report_rating_fits_its_state": lambda: change(ReportFactory(), progress="complete"),
    "plan_report_refusal_says_why": lambda: change(ReportFactory(rejected=True), note=""),
    "plan_report_says_what_happened": lambda: change(ReportFactory(), words=""),
    "plan_report_waits_or_is_decided": lambda: change(ReportFactory(), decision="withdrawn"),
}
