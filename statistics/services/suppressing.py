"""Remembering what is hidden for another's sake, so that two readings at different times tell no more than one."""

from django.db import transaction

from statistics import shown
from statistics.models import Suppression


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
