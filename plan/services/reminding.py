"""Reminding lead partners: two weeks before a report is due, the day after, and two weeks after. Each once."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from citysafe.mail import services as mail
from citysafe.pages.models import Partnership
from plan.models import Action, Membership, Reminder

AHEAD = AFTER = timedelta(days=14)
TO_PERSON, TO_MAILBOX, TO_OWNER = "plan.report-due", "plan.report-due-mailbox", "plan.report-due-owner"
Which = Reminder.Which


def stage(due_on: date, today: date) -> str:
    """Which reminder it is time for. Only the last one that was missed is made up for."""
    if due_on >= today:
        return Which.BEFORE
    return Which.AFTER if today - due_on < AFTER else Which.LATER


@transaction.atomic
def remind() -> str:
    """Queue what is due, one mail a recipient, and return how many actions it is about.

    In one transaction: no mail goes out before the last action of its recipient is among them.
    """
    today = timezone.localdate()
    due = Action.objects.expecting_report(today + AHEAD).select_related("lead").order_by("pk")
    wanted = {(action.pk, action.next_update_on, stage(action.next_update_on, today)): action for action in due if action.next_update_on}
    known = Reminder.objects.filter(action__in=[action.pk for action in wanted.values()])
    for key in known.values_list("action", "due_on", "which"):
        wanted.pop(key, None)
    new = [action for (_, due_on, which), action in wanted.items() if due_on and _is_ours(action, due_on, which)]
    for action in new:
        _queue(action)
    return f"{len(new)} action{'' if len(new) == 1 else 's'} reminded of" if new else ""


def _is_ours(action: Action, due_on: date, which: str) -> bool:
    """Another worker may be at the same: the database lets one of the two write it."""
    return Reminder.objects.get_or_create(action=action, due_on=due_on, which=which)[1]


def _queue(action: Action) -> None:
    """To the people of the lead partner; where there is none, to its mailbox; where there is none, to the plan's owner."""
    people = Membership.objects.filter(organisation=action.lead_id, user__is_active=True).order_by("user")
    users = [*people.values_list("user", flat=True)]
    for user in users:
        mail.queue(kind=TO_PERSON, about=user)
    if not users and action.lead and action.lead.mailbox:
        mail.queue(kind=TO_MAILBOX, about=action.lead.pk)
    elif not users and (owner := Partnership.objects.first()):
        mail.queue(kind=TO_OWNER, about=owner.pk)
