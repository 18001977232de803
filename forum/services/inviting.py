"""The link by which people register for a meeting that is by invitation."""

from typing import Any

from django.db import transaction
from django.db.models import F

from citysafe.history import services as history
from citysafe.history.reading import read
from forum.models import Event


@transaction.atomic
def renew_invitation(*, event: Event, by: Any, why: str) -> None:
    """End the link that was passed on; whoever has registered by it stays."""
    before = read(event)
    Event.objects.filter(pk=event.pk).update(invitation_version=F("invitation_version") + 1)
    history.record(thing=event, before=before, by=by, why=f"Invitation link renewed: {why}")
