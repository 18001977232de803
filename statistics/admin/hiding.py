"""Why a figure is not shown although it is not confidential itself: for staff alone."""

from collections.abc import Callable, Collection
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from statistics import services, shown
from statistics.models import Observation

NOT_HIDDEN = "No."
BECAUSE = "Hidden from the public, who are told no more than “confidential”. From it this could be worked out: {secrets}."
MOST_NAMED = 3


class RemembersAdmin(admin.ModelAdmin):
    """For what decides which figures are hidden for another: those that are so until now are noted down before it changes."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        services.remember()
        super().save_model(request, obj, form, change)

    def _act(self, request: HttpRequest, queryset: QuerySet, act: Callable[..., Any], done: str) -> None:
        services.remember()
        super()._act(request, queryset, act, done)  # type: ignore[misc]


def reasons(keys: Collection[int]) -> dict[int, str]:
    """Of these figures those that are hidden now, or will be once what waits is public, each with a sentence."""
    return {key: BECAUSE.format(secrets=named) for key, named in secrets(keys).items()}


def secrets(keys: Collection[int]) -> dict[int, str]:
    """The same, each with the names of what could be worked out from it."""
    found: dict[int, set[int]] = {}
    for preview in (False, True):
        for key, given_away in shown.hidden_further(preview=preview).items():
            found.setdefault(key, set()).update(given_away)
    wanted = {key: found[key] for key in keys if key in found}
    named = names({secret for given_away in wanted.values() for secret in given_away}) if wanted else {}
    return {key: listed([named[secret] for secret in sorted(given_away)]) for key, given_away in wanted.items()}


def changes_to_come() -> dict[str, list[str]]:
    """The figures that are hidden for another, and those that are shown again, once all that waits is public: by name."""
    now, then = shown.protected(preview=False), shown.protected(preview=True)
    keys = {"hidden": sorted(then.further.keys() - now.hidden), "shown": sorted(now.further.keys() - then.hidden)}
    named = names([key for found in keys.values() for key in found]) if any(keys.values()) else {}
    return {what: [named[key] for key in found] for what, found in keys.items()}


def names(keys: Collection[int]) -> dict[int, str]:
    figures = Observation.objects.filter(pk__in=keys).select_related("series__measure", "series__area", "series__source")
    return {figure.pk: f"{figure}, {figure.series.area}" for figure in figures}


def listed(names: list[str]) -> str:
    more = len(names) - MOST_NAMED
    return "; ".join([*names[:MOST_NAMED], *([f"{more} more"] if more > 0 else [])])
