"""Remembering what is hidden for another's sake, so that two readings at different times tell no more than one."""

from django.core.exceptions import ValidationError
from django.db import transaction

from statistics import shown
from statistics.models import Observation, Suppression

KEEPS_HIDDEN = (
    "Public figures are hidden for the sake of this confidential one: without it they would be shown at once. "
    "Release it as confidential first, and then revise it: a colleague looks at both."
)


def remember() -> int:
    """Note down what the public is not told at this moment, before anything changes it; how many were new."""
    hidden = {(figure, secret) for figure, secrets in shown.hidden_further(preview=False).items() for secret in secrets}
    if not hidden:
        return 0
    with transaction.atomic():
        new = sorted(hidden.difference(Suppression.objects.values_list("figure", "secret")))
        Suppression.objects.bulk_create((Suppression(figure_id=figure, secret_id=secret) for figure, secret in new), ignore_conflicts=True)
        return len(new)


def remember_due() -> str:
    """The same for the due work, as a sentence."""
    noted = remember()
    return f"{noted} figures hidden for another noted down." if noted else ""


def keeps_hidden(secret: Observation) -> bool:
    """Whether figures that nobody has seen yet would be shown if this stored one were gone, or no longer confidential."""
    if secret.missing != Observation.Missing.CONFIDENTIAL:
        return False
    for_its_sake = [figure for figure, secrets in shown.hidden_further(preview=False).items() if secret.pk in secrets]
    return Observation.objects.filter(pk__in=for_its_sake, first_public_at__gte=secret.entered_at).exists()


def refuse_to_show(secret: Observation) -> None:
    """Nobody alone takes a confidential figure away for whose sake others are hidden."""
    if keeps_hidden(secret):
        raise ValidationError(KEEPS_HIDDEN)
