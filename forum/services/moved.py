"""A meeting that staff moved or cancelled: what was changed is kept, and everybody who is registered is told."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from forum import moves
from forum.models import Event, EventChange, Mailing
from forum.services.places import reopen_the_queue


@transaction.atomic
def record_change(*, event: Event, before: Mapping[str, Any], note: str = "") -> bool:
    """Keep how it stood `before` (`moves.facts`), and tell all who are registered; False where nothing of it has changed, or it had begun.

    To be called in the transaction that saved it. A mail that is on its way to many already begins anew with this one.
    """
    change = EventChange(event=event, saved_at=timezone.now(), note=note, **before)
    change.words = " ".join(moves.sentences(change, event))
    if not change.words:
        return False
    reopen_the_queue(event)
    if Event(**before).has_begun:
        return False
    change.save()
    mailings = Mailing.objects.filter(event=event, kind=Mailing.Kind.CHANGED)
    mailings.unfinished().update(finished_at=change.saved_at)
    mailings.create(event=event, kind=Mailing.Kind.CHANGED, moment=change.saved_at)
    return True
