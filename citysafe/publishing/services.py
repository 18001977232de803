"""Showing something to the public, and taking it back: each with a line in the history.

Each acts on the thing as it is stored at that moment: what is not saved yet is forgotten.
"""

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone

from citysafe.history import services as history
from citysafe.history.models import Revision
from citysafe.people.models import User
from citysafe.publishing.models import Publishable

CHANGED = ("state", "published_at", "updated_at")


def publish(*, thing: Publishable, by: User | AnonymousUser | None, why: str = "") -> Revision | None:
    """Make it public from this moment; what is public already keeps the moment it has.

    What the thing itself refuses is a ValidationError, and nothing is stored.
    """
    with transaction.atomic():
        history.reread(thing)
        if thing.is_published:
            return None
        thing.state, thing.published_at = Publishable.State.PUBLISHED, timezone.now()
        thing.clean()
        return history.save(thing=thing, by=by, why=why, fields=CHANGED)


def take_back(*, thing: Publishable, by: User | AnonymousUser | None, why: str = "") -> Revision | None:
    """Make it a draft again; a moment that was set for it no longer counts."""
    with transaction.atomic():
        history.reread(thing)
        if thing.state == Publishable.State.DRAFT:
            return None
        thing.state, thing.published_at = Publishable.State.DRAFT, None
        return history.save(thing=thing, by=by, why=why, fields=CHANGED)


def archive(*, thing: Publishable, by: User | AnonymousUser | None, why: str = "") -> Revision | None:
    """Take it off the site and keep it."""
    with transaction.atomic():
        history.reread(thing)
        if thing.state == Publishable.State.ARCHIVED:
            return None
        thing.state = Publishable.State.ARCHIVED
        return history.save(thing=thing, by=by, why=why, fields=CHANGED)
