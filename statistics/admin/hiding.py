"""Why a figure is not shown although it is not confidential itself: for staff alone."""

from collections.abc import Collection

from statistics import shown
from statistics.models import Observation

NOT_HIDDEN = "No."
BECAUSE = "Hidden from the public, who are told no more than “confidential”. From it this could be worked out: {secrets}."
MOST_NAMED = 3


def reasons(keys: Collection[int]) -> dict[int, str]:
    """Of these figures those that are hidden now, or will be once what waits is public, each with a sentence."""
    found: dict[int, set[int]] = {}
    for preview in (False, True):
        for key, secrets in shown.hidden_further(preview=preview).items():
            found.setdefault(key, set()).update(secrets)
    wanted = {key: found[key] for key in keys if key in found}
    named = _named({secret for secrets in wanted.values() for secret in secrets}) if wanted else {}
    return {key: BECAUSE.format(secrets=_listed([named[secret] for secret in sorted(secrets)])) for key, secrets in wanted.items()}


def _named(keys: Collection[int]) -> dict[int, str]:
    figures = Observation.objects.filter(pk__in=keys).select_related("series__measure", "series__area", "series__source")
    return {figure.pk: f"{figure}, {figure.series.area}" for figure in figures}


def _listed(names: list[str]) -> str:
    more = len(names) - MOST_NAMED
    return "; ".join([*names[:MOST_NAMED], *([f"{more} more"] if more > 0 else [])])
