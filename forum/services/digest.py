"""Telling the data's owner once a week who exported personal data, and why: on Monday from eight o'clock, or as soon as it can be."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from citysafe.mail import services as mail
from citysafe.pages.models import Partnership
from forum.models import ExportDigest

KIND = "forum.exports"
AT = 8  # o'clock, local time


def owner() -> str:
    """The mailbox of whoever answers for personal data; empty where none is on record."""
    partnership = Partnership.objects.first()
    return (partnership.data_owner_mailbox or partnership.contact_email) if partnership else ""


@transaction.atomic
def tell_the_owner() -> str:
    """Queue this week's list, where there is something to tell and somebody to tell it to; one sentence of it."""
    monday = due_on(timezone.localtime())
    if ExportDigest.objects.filter(monday=monday).exists() or not ExportDigest(monday=monday).exports.exists() or not owner():
        return ""
    digest, is_ours = ExportDigest.objects.get_or_create(monday=monday)
    if not is_ours:
        return ""
    mail.queue(kind=KIND, about=digest.pk)
    return "the data’s owner is told"


def due_on(now: datetime) -> date:
    """The last Monday on which eight o'clock has struck; `now` is local time."""
    monday = now.date() - timedelta(days=now.weekday())
    return monday if now.date() > monday or now.hour >= AT else monday - timedelta(days=7)
