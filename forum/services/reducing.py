"""What stays of a registration when its person is gone: how it stood, for the counts. Nothing in anybody’s mailbox leads to it any more."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from citysafe.people.personal_data import IDENTITY
from citysafe.privacy import traces
from citysafe.work import tasks
from forum.models import Registration
from forum.references import reference_of

MODEL = "forum.Registration"
SLICE = 20  # rows in one transaction
NOBODY = ""
"""The notice that nobody has agreed to: what has been reduced is known by it."""


def reduce_what_stays() -> int:
    """Another key and reference for each registration of nobody, and days instead of moments, 30 days after the meeting.

    Until then what was erased keeps its key: the same form, sent twice, must not register the person again. It is no
    number that the record of the purge tells.
    """
    nobody = Registration.objects.filter(full_name=None, event__held_on__lte=timezone.localdate() - IDENTITY.after)
    over = nobody.exclude(notice_version=NOBODY).order_by("pk")
    while not tasks.ending.is_set() and (chosen := list(over[:SLICE])):
        _reduce(chosen)
    return 0


@transaction.atomic
def _reduce(chosen: list[Registration]) -> None:
    for one in chosen:
        key = uuid4()
        reference = reference_of(key)
        Registration.objects.filter(pk=one.pk).update(
            key=key,
            reference=reference,
            notice_version=NOBODY,
            registered_at=_day(one.registered_at),
            changed_at=_day(one.changed_at),
            moved_to=None,
            thanked_at=None,
            asked_again_at=None,
        )
        traces.history_of(MODEL, [one.pk]).update(name=reference)


def _day(moment: datetime) -> datetime:
    """The first minute of that day."""
    return timezone.localtime(moment).replace(hour=0, minute=0, second=0, microsecond=0)
