"""One mail to many, queued in slices: each is one short transaction, and no one is left out or told twice, however it ends."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from citysafe.mail import services as mail
from citysafe.work import tasks
from forum.models import Event, Mailing, Registration, Subscriber
from forum.models.registrations import RegistrationQuerySet
from forum.services.announcing import note_written, plan_announcements, who_asked
from forum.services.reminding import plan_reminders

SLICE = 50
SETTLED = timedelta(minutes=5)  # what staff save again within it is one mail
Kind = Mailing.Kind
LETTERS = {Kind.CHANGED: "forum.changed", Kind.REMINDER: "forum.reminder", Kind.ANNOUNCED: "forum.announced"}


def send_mailings() -> str:
    """Queue what is due; one sentence of how many mails that were."""
    plan_reminders()
    plan_announcements()
    is_settled = Q(kind=Kind.REMINDER) | Q(moment__lte=timezone.now() - SETTLED)
    due = Mailing.objects.unfinished().filter(is_settled, event__in=Event.objects.published())
    queued = sum(_send(mailing.pk) for mailing in due)
    return f"{queued} queued" if queued else ""


def _send(pk: int) -> int:
    queued = 0
    while not tasks.ending.is_set() and (number := _send_slice(pk)):
        queued += number
    return queued


@transaction.atomic(durable=True)
def _send_slice(pk: int) -> int:
    """Queue it for the next of those whom it concerns, and note how far it got; how many that were."""
    mailing = Mailing.objects.unfinished().select_for_update(of=("self",)).select_related("event").filter(pk=pk).first()
    if mailing is None:
        return 0
    following = [] if mailing.event.has_begun else [*recipients(mailing).filter(pk__gt=mailing.reached)[:SLICE]]
    if following:
        mail.queue_each(kind=LETTERS[Kind(mailing.kind)], about=following)
        if mailing.kind == Kind.ANNOUNCED:
            note_written(following)
        mailing.reached = following[-1]
    else:
        mailing.finished_at = timezone.now()
    mailing.save(update_fields=["reached", "finished_at"])
    return len(following)


def recipients(mailing: Mailing) -> QuerySet[Registration, int] | QuerySet[Subscriber, int]:
    """Whom it concerns, by number. What is held is told nothing until it is let go."""
    if mailing.kind == Kind.ANNOUNCED:
        return who_asked(mailing)
    there = to_be_told(mailing.event).filter(registered_at__lte=mailing.moment)
    if mailing.kind == Kind.REMINDER:
        there = there.with_a_place()
    return there.order_by("pk").values_list("pk", flat=True)


def to_be_told(event: Event) -> RegistrationQuerySet:
    """Who is told what becomes of a meeting. An address that nobody has confirmed learns it with the mail that follows on that."""
    return event.registrations.live().filter(is_held=False, email__isnull=False).exclude(state="awaiting_confirmation")
