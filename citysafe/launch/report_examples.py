"""What an invented partner has sent: a report in every decision, so that the queue and the partner's own list can be tried out."""

from datetime import date
from uuid import uuid4

from django.utils import timezone

from citysafe.mail.models import QueuedMail
from citysafe.people.models import User
from plan import dates
from plan.models import Action, Membership, Report
from plan.proposals import digest
from plan.services import approving, reporting
from plan.services.reporting import Said

ASK = "Good news. Which two routes are lit, and since when? Please name them, then send it again."
NO = "This is about the apprentices, which is another action. Please report it there."


def add_reports() -> None:
    """Sent by the account for trying out that belongs to a partner, decided by the one of an editor. No mail goes out."""
    partner = User.objects.filter(is_demo=True, memberships__isnull=False).first()
    editor = User.objects.filter(is_demo=True, groups__name="Editor").first()
    if partner is None or editor is None:
        return
    actions = list(_led_by(partner))
    for action, send in zip(actions, (_returned, _one_of_each, _waiting), strict=False):
        send(action, partner, editor)
    QueuedMail.objects.filter(kind=approving.KIND).delete()


def _led_by(partner: User) -> list[Action]:
    organisations = Membership.objects.of(partner).values("organisation")
    return list(Action.objects.in_force().unfinished().filter(lead__in=organisations).order_by("reference"))


def _one_of_each(action: Action, partner: User, editor: User) -> None:
    """Approved, with shorter words than were sent; rejected; and withdrawn."""
    last, before = _quarters()
    sent = "Sixty-four families have a key worker now. Two more workers begin after the holidays, which an example may say."
    report = _send(action, partner, last, "green", "Sixty-four families have a key worker", sent)
    shorter = "Sixty-four families have a key worker now. Two more workers begin soon."
    next_update_on = dates.next_due(action.next_update_on, timezone.localdate())
    looked_at = digest(report.action)
    approving.approve(report=report, by=editor, looked_at=looked_at, title=report.title, words=shorter, next_update_on=next_update_on)
    wrong = _send(action, partner, before, "amber", "A college is found", "The course for the apprentices is settled.")
    approving.reject(report=wrong, by=editor, note=NO)
    reporting.withdraw(report=_send(action, partner, before, "green", "Sent too early", "Half of it is missing."), by=partner)


def _returned(action: Action, partner: User, editor: User) -> None:
    words = "Two more routes are lit. People who use them say that they feel safer."
    report = _send(action, partner, _quarters()[0], "amber", "Two more routes are lit", words)
    approving.send_back(report=report, by=editor, note=ASK)


def _waiting(action: Action, partner: User, editor: User) -> None:
    words = "Three apprentices began in October. Seven places are still empty, because fewer people applied than we hoped."
    _send(action, partner, _quarters()[0], "amber", "Three apprentices have begun", words, "https://council.exampleton.example/apprentices")


def _quarters() -> tuple[date, date]:
    """The last days of the quarter that ended last and of the one before it."""
    _, last, before = dates.quarters_until(timezone.localdate(), 3)
    return last, before


def _send(action: Action, partner: User, period: date, rating: str, title: str, words: str, evidence_url: str = "") -> Report:
    reason = "" if rating == "green" else "It goes more slowly than planned: posts are empty."
    said = Said(period, "in_progress", rating, reason, title, words, evidence_url)
    return reporting.submit(action=action, by=partner, key=uuid4(), said=said)
