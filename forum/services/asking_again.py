"""Whose address is typed into the form though it is registered already: its owner is told by due work, so that the form does the same for everybody."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from citysafe.mail import services as mail
from citysafe.mail.models import QueuedMail
from forum.models import Registration
from forum.services.holding import let_go

ONE_MAIL_EVERY = timedelta(hours=1)
KIND = "forum.already"


def tell_who_asked_again() -> str:
    """Once an hour at most; one sentence of how many were told."""
    asked = Registration.objects.filter(asked_again_at__isnull=False).order_by("pk")
    told = sum(_tell(pk) for pk in asked.values_list("pk", flat=True))
    return f"{told} told that they are registered already" if told else ""


@transaction.atomic(durable=True)
def _tell(pk: int) -> bool:
    """A registration that was held is let go by a form that looks as if a person had sent it."""
    there = Registration.objects.select_for_update().get(pk=pk)
    there.asked_again_at = None
    there.save(update_fields=["asked_again_at"])
    if there.is_live and there.is_held:
        let_go(there)
        return True
    recent = QueuedMail.objects.filter(kind=KIND, about=pk, queued_at__gt=timezone.now() - ONE_MAIL_EVERY)
    if not there.is_live or recent.exists():
        return False
    mail.queue(kind=KIND, about=pk)
    return True
