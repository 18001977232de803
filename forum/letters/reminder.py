"""Shortly before the meeting: to those who have a place, and to those who have not said yet whether they take one."""

from citysafe.mail.letters import Letter
from citysafe.mail.models import QueuedMail
from forum.letters.writing import letter, of
from forum.models import Registration
from forum.services.reminding import last_due

KIND = "forum.reminder"
SUBJECTS = {Registration.State.CONFIRMED: "Reminder", Registration.State.OFFERED: "Will you take your place?"}


def reminder(of: Registration) -> Letter | None:
    subject = SUBJECTS.get(Registration.State(of.state))
    return letter(of, subject, "forum/mail/reminder.txt") if subject else None


def _unless_reminded(of: Registration) -> Letter | None:
    """An earlier reminder that could not be sent until this one was due is enough."""
    due = last_due(of.event)
    sent = QueuedMail.objects.filter(kind=KIND, about=of.pk, state=QueuedMail.State.SENT)
    return None if due and sent.filter(finished_at__gte=due).exists() else reminder(of)


by_number = of(_unless_reminded)
