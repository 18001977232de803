"""Entering a figure, and comparing it with its source: the work of two persons."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from citysafe.history import services as history
from citysafe.history.models import Revision
from citysafe.people.models import User
from statistics.models import Observation
from statistics.services import suppressing

NOT_ONE_S_OWN = "You entered it yourself, and a figure is checked by another person. Ask a colleague."
CORRECTED_SINCE = "It was corrected while you were checking. Compare it with the source again."
THE_COUNT = ("series_id", "period_start", "period_end", "value", "missing")
WHAT_A_CHECK_IS_FOR = (*THE_COUNT, "edition")


def enter(*, observation: Observation, by: User | None, why: str = "", public_note: str = "") -> Revision | None:
    """Save a figure: whoever enters or corrects its count answers for it, and the check of what stood there before no longer counts.

    Whoever mends the words beside a count does not answer for it, or the one who entered it could release it. Nobody
    answers for what the command line enters without naming an account.
    """
    with transaction.atomic():
        stored = Observation.objects.select_for_update().filter(pk=observation.pk).first()
        if stored is None or _said(stored, THE_COUNT) != _said(observation, THE_COUNT):
            if stored is not None:
                suppressing.refuse_to_show(stored)
            observation.entered_by = by
        if stored is None or _said(stored, WHAT_A_CHECK_IS_FOR) != _said(observation, WHAT_A_CHECK_IS_FOR):
            observation.checked_by, observation.checked_at = None, None
        return history.save(thing=observation, by=by, why=why, public_note=public_note)


def mark_as_checked(*, observation: Observation, by: User, why: str = "") -> Revision | None:
    """Record that somebody else than the person who entered the figure has compared it with the source."""
    seen = _said(observation, WHAT_A_CHECK_IS_FOR)
    with transaction.atomic():
        history.reread(observation)
        if _said(observation, WHAT_A_CHECK_IS_FOR) != seen:
            raise ValidationError(CORRECTED_SINCE)
        if observation.entered_by_id == by.pk:
            raise ValidationError(NOT_ONE_S_OWN)
        observation.checked_by, observation.checked_at = by, timezone.now()
        return history.save(thing=observation, by=by, why=why, fields=("checked_by", "checked_at", "updated_at"))


def _said(observation: Observation, names: Sequence[str]) -> tuple[object, ...]:
    return tuple(getattr(observation, name) for name in names)
