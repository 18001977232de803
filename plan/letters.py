"""The mails to partners, written when they are sent: as things stand then, or not at all."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from citysafe.design.text import day
from citysafe.mail.kinds import Kind
from citysafe.mail.letters import Letter, paragraphs
from citysafe.pages.models import Partnership
from citysafe.people.models import User
from plan.models import Action, Organisation, Report
from plan.services.approving import KIND as DECIDED
from plan.services.reminding import AHEAD, TO_MAILBOX, TO_OWNER, TO_PERSON

Decision = Report.Decision
SUBJECTS = {
    Decision.APPROVED: "Your report is published",
    Decision.RETURNED: "Your report comes back with a question",
    Decision.REJECTED: "Your report is not published",
}

EXAMPLES = [("A1. An example of an action", date(2030, 3, 31)), ("A2. Another one", date(2030, 4, 5))]


def decided(about: int) -> Letter | None:
    """To whoever sent it, as long as they belong to the organisation; else to its mailbox. No word of the report is in it."""
    report = Report.objects.select_related("action", "organisation", "submitted_by").filter(pk=about).first()
    if report is None or report.decision not in SUBJECTS:
        return None
    sender = report.organisation.memberships.filter(user=report.submitted_by, user__is_active=True).exists()
    to = report.submitted_by.email if sender and report.submitted_by else report.organisation.mailbox
    return _decided(report, to) if to else None


def due_to_person(about: int) -> Letter | None:
    user = User.objects.filter(pk=about, is_active=True).first()
    return _due(user.email, Action.objects.led_by_organisations_of(user)) if user else None


def due_to_mailbox(about: int) -> Letter | None:
    organisation = Organisation.objects.filter(pk=about).first()
    if organisation is None or not organisation.mailbox:
        return None
    return _due(organisation.mailbox, organisation.led_actions.all())


def due_to_owner(about: int) -> Letter | None:
    """What nobody else could be reminded of."""
    owner = Partnership.objects.filter(pk=about).first()
    if owner is None or not owner.contact_email:
        return None
    return _due(owner.contact_email, Action.objects.without_contact(), to_owner=True)


def _decided(report: Report, to: str) -> Letter:
    return Letter(
        to=to,
        subject=f"{SUBJECTS[Decision(report.decision)]}: {report}",
        paragraphs=paragraphs("partners/mail/decided.txt", {"report": report}),
        facts=[("Action", str(report.action)), ("Period", report.period_words)],
        action=("Sign in and see it", _sign_in(report.get_absolute_url())),
    )


def _due(to: str, among: Iterable[Action], *, to_owner: bool = False) -> Letter | None:
    due = among.expecting_report(timezone.localdate() + AHEAD).order_by("next_update_on", "reference")  # type: ignore[attr-defined]
    return _reminder(to, [(str(action), action.next_update_on) for action in due], to_owner=to_owner) if due else None


def _reminder(to: str, due: list[tuple[str, date]], *, to_owner: bool = False) -> Letter:
    today, desk = timezone.localdate(), settings.SITE_URL + reverse("admin:plan_organisation_changelist")
    template = "partners/mail/due_to_owner.txt" if to_owner else "partners/mail/due.txt"
    return Letter(
        to=to,
        subject=f"Report due: {due[0][0]}" if len(due) == 1 else f"{len(due)} reports due",
        paragraphs=paragraphs(template, {"due": due}),
        facts=[(name, f"{'was due by' if on < today else 'due by'} {day(on)}") for name, on in due],
        action=("Open the staff desk", desk) if to_owner else ("Sign in and report", _sign_in(reverse("partners:home"))),
    )


def _sign_in(to: str) -> str:
    return f"{settings.SITE_URL}{reverse('account_request_login_code')}?next={to}"


def _sample_decided() -> Letter:
    action = Action(pk=0, reference="A1", title="An example of an action")
    report = Report(pk=0, action=action, period_ends_on=date(2030, 3, 31), decision=Decision.RETURNED)
    return _decided(report, "sam@example.org")


def _sample_due() -> Letter:
    return _reminder("sam@example.org", EXAMPLES)


def _sample_due_to_owner() -> Letter:
    return _reminder("sam@example.org", EXAMPLES, to_owner=True)


KINDS = [
    Kind(DECIDED, "A report is decided", decided, _sample_decided, about="plan.Report"),
    Kind(TO_PERSON, "Reports are due", due_to_person, _sample_due, about="people.User"),
    Kind(TO_MAILBOX, "Reports are due: to a role mailbox", due_to_mailbox, _sample_due, about="plan.Organisation"),
    Kind(TO_OWNER, "Reports are due: to the plan’s owner", due_to_owner, _sample_due_to_owner, about="pages.Partnership"),
]
