"""Erasing what is known about one person at once, as they wish: the place passes on, the counts stay."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from citysafe.people import erased
from citysafe.people.personal_data import IDENTITY, THREE_DAYS, UNCONFIRMED, fields_of
from citysafe.privacy import traces
from citysafe.privacy.overwriting import overwrite_what_is_gone
from citysafe.privacy.whole_rows import WholeRows
from forum.models import Needs, Registration
from forum.models.states import TO_COME
from forum.services import organisations, workshops
from forum.services.ending import end
from forum.services.places import locked
from forum.services.recording import note
from forum.services.standing import reread

KIND, MODEL = "forum.registration", "forum.Registration"


def erase(*, registration: Registration, by: Any = None, why: str = "") -> bool:
    """Erase it for good; False where it is erased already, or has been handed over since. Nobody is told by mail.

    `by`: a member of staff, whose reason stays in the history; nobody where the person did it.

    Its number is written down outside the database first, so that no backup brings it back. `OSError`: that cannot be
    done at this moment, and nothing was erased.
    """
    with transaction.atomic(durable=True):
        is_done = erase_one(registration, by, why)
    overwrite_what_is_gone()
    return is_done


def erase_again(number: int, at: datetime) -> bool:
    """After a restore: what has the key of this number. It stays the person's own: one who has handed over was in another row before."""
    there = Registration.objects.filter(key=UUID(int=number), registered_at__lte=at, full_name__isnull=False).first()
    return there is not None and erase(registration=there)


def erase_one(registration: Registration, by: Any, why: str) -> bool:
    """The same, to be called in a transaction, after which what is gone is still to be overwritten."""
    locked(registration.event_id)
    there = reread(registration)
    if there.full_name is None or there.link_version != registration.link_version:
        return False
    erased.remember(KIND, there.key.int)
    if not there.event.has_begun:
        end(there, Registration.State.CANCELLED, TO_COME)
    _forget(reread(there))
    if by is not None:
        note(registration=there, by=by, words=f"Erased for good. {why}")
    return True


def _forget(registration: Registration) -> None:
    organisations.give_back(registration)
    workshops.choose(registration, ())
    Needs.objects.filter(registration=registration).delete()
    registration.answers.all().delete()
    for hanging in (registration.hand_overs.all(), registration.lost_links.all()):
        traces.forget(hanging.model._meta.label, [row.pk for row in hanging])
        hanging.delete()
    fields = [field for kept in (IDENTITY, UNCONFIRMED, THREE_DAYS) for field in fields_of(Registration, kept)]
    nothing = dict.fromkeys(field.name for field in fields)
    Registration.objects.filter(pk=registration.pk).update(link_version=F("link_version") + 1, **nothing)
    traces.forget(MODEL, [registration.pk])


WHOLE = (WholeRows("forum.hand-over", "forum.HandOver"), WholeRows("forum.lost-link", "forum.LostLink"))
"""Of an invitation to take over, or of a request for a link, nothing is kept; the registration stays as it is."""
