"""Published statements, when the figures under them move."""

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone

from citysafe.history import services as history
from citysafe.history.models import Revision
from citysafe.people.models import User
from statistics.models import Claim


def look_again(*, thing: Claim, by: User | AnonymousUser | None, why: str = "") -> Revision | None:
    """Record that somebody has looked at a statement again after a figure it rests on was revised."""
    with transaction.atomic():
        history.reread(thing)
        thing.looked_at = timezone.now()
        return history.save(thing=thing, by=by, why=why or "Looked at again after a revision.", fields=("looked_at",))
