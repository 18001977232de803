"""What is told of a meeting afterwards, and at the next one of what has happened since."""

from typing import Any

from citysafe.privacy.models import PurgeRecord
from forum import services
from forum.models import Event


def told(event: Event, *, preview: bool) -> dict[str, Any]:
    """What was agreed at it once it is over, and `before`: the forum before it, with what was agreed there."""
    before = None if event.is_cancelled else Event.objects.shown(preview=preview).before(event).first()
    return {
        "agreed": event.agreed_actions.with_what_came(preview=preview) if event.is_past else [],
        "before": before,
        "agreed_before": before.agreed_actions.with_what_came(preview=preview) if before else [],
    } | _erased(event)


def _erased(event: Event) -> dict[str, Any]:
    """From which day who registered is erased, and the purge that did it; nothing where nobody has registered, or it is still to come."""
    if not (event.is_past and event.has_places):
        return {}
    since = event.held_on + services.IDENTITY_KEPT
    return {"identity_erased_on": since, "purge": PurgeRecord.objects.whole().filter(day__gte=since).last()}
