"""The one place where a registration's state changes: what goes with the state changes with it."""

from datetime import datetime

from forum.models import Registration
from forum.models.states import WITH_A_PLACE


def set_state(registration: Registration, state: str, *, expires_at: datetime | None = None) -> None:
    """To be called while the row of places is locked. `expires_at`: until when an offer stands."""
    registration.state, registration.has_place, registration.expires_at = state, state in WITH_A_PLACE, expires_at
    registration.save(update_fields=["state", "has_place", "expires_at", "changed_at"])
