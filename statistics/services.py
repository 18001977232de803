"""Comparing a figure with its source: the work of a second person."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from citysafe.history import services as history
from citysafe.history.models import Revision
from citysafe.people.models import User
from statistics.models import Observation

NOT_ONE_S_OWN = "A figure is checked by another person than the one who entered it."


def mark_as_checked(*, observation: Observation, by: User, why: str = "") -> Revision | None:
    """Record that somebody else than the person who entered the figure has compared it with the source."""
    if observation.entered_by_id == by.pk:
        raise ValidationError(NOT_ONE_S_OWN)
    observation.checked_by, observation.checked_at = by, timezone.now()
    return history.save(thing=observation, by=by, why=why)
