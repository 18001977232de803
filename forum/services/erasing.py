"""Erasing what is known about one person at once, as they wish: the place passes on, the counts stay."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from citysafe.people import erased
from citysafe.people.personal_data import IDENTITY, UNCONFIRMED, fields_of
from citysafe.privacy import traces
from citysafe.privacy.overwriting import overwrite_what_is_gone
from forum.models import Needs, Registration
from forum.models.states import TO_COME
from forum.services import organisations
from forum.services.ending import end
from forum.services.places import locked
from forum.services.standing import reread

KIND, MODEL = "forum.registration", "forum.Registration"


def erase(*, registration: Registration) -> bool:
    """Erase it for good; False where it is erased already, or has been handed over since. Nobody is told by mail.

    Its number is written down outside the database first, so that no backup brings it back. `OSError`: that cannot be
    done at this moment, and nothing was erased.
    """
    is_done = _erase(registration)
    overwrite_what_is_gone()
    return is_done


def erase_again(number: int, at: datetime) -> bool:
    """After a restore: what has the key of this number. It stays the person's own: one who has handed over was in another row before."""
    there = Registration.objects.filter(key=UUID(int=number), registered_at__lte=at, full_name__isnull=False).first()
    return there is not None and erase(registration=there)


@transaction.atomic(durable=True)
def _erase(registration: Registration) -> bool:
    locked(registration.event_id)
    there = reread(registration)
    if there.full_name is None or there.link_version != registration.link_version:
        return False
    erased.remember(KIND, there.key.int)
    if not there.event.has_begun:
        end(there, Registration.State.CANCELLED, TO_COME)
    _forget(reread(there))
    return True


def _forget(registration: Registration) -> None:
    organisations.give_back(registration)
    Needs.objects.filter(registration=registration).delete()
    registration.answers.all().delete()
    registration.hand_overs.all().delete()
    registration.lost_links.all().delete()
    fields = [*fields_of(Registration, IDENTITY), *fields_of(Registration, UNCONFIRMED)]
    Registration.objects.filter(pk=registration.pk).update(**dict.fromkeys(field.name for field in fields))
    traces.forget(MODEL, [registration.pk])
