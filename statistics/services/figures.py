"""Entering a figure, and comparing it with its source: the work of two persons."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from citysafe.history import services as history
from citysafe.history.models import Revision
from citysafe.people.models import User
from statistics.models import Observation

NOT_ONE_S_OWN = "You entered it yourself, and a figure is checked by another person. Ask a colleague."
CORRECTED_SINCE = "It was corrected while you were checking. Compare it with the source again."
WHAT_A_CHECK_IS_FOR = ("series_id", "period_start", "period_end", "value", "missing", "edition")


def enter(*, observation: Observation, by: User | None, why: str = "", public_note: str = "") -> Revision | None:
    """Save a figure: whoever enters or corrects it answers for it, and the check of what stood there before no longer counts.

    Nobody answers for what the command line enters without naming an account.
    """
    with transaction.atomic():
        stored = Observation.objects.select_for_update().filter(pk=observation.pk).first()
        if stored is None or _what_is_checked(stored) != _what_is_checked(observation):
            observation.entered_by, observation.checked_by, observation.checked_at = by, None, None
        return history.save(thing=observation, by=by, why=why, public_note=public_note)


def mark_as_checked(*, observation: Observation, by: User, why: str = "") -> Revision | None:
    """Record that somebody else than the person who entered the figure has compared it with the source."""
    seen = _what_is_checked(observation)
    with transaction.atomic():
        history.reread(observation)
        if _what_is_checked(observation) != seen:
            raise ValidationError(CORRECTED_SINCE)
        if observation.entered_by_id == by.pk:
            raise ValidationError(NOT_ONE_S_OWN)
        observation.checked_by, observation.checked_at = by, timezone.now()
        return history.save(thing=observation, by=by, why=why, fields=("checked_by", "checked_at", "updated_at"))


def _what_is_checked(observation: Observation) -> tuple[object, ...]:
    return tuple(getattr(observation, name) for name in WHAT_A_CHECK_IS_FOR)
