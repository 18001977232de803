"""What a change of wholes, parts or sources would show that is hidden now: found by making it and taking it back at once."""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from citysafe.history.models import Revision
from citysafe.publishing.models import DataVersion
from statistics import protection, shown
from statistics.disclosure import Line
from statistics.models import FigureRevision, Observation, RelationChange, Suppression
from statistics.models.relation_change import set_relations
from statistics.protection import Protection
from statistics.services import suppressing

Pair = tuple[int, int]
"""A figure that is hidden, and the confidential one for whose sake it is."""


@dataclass(frozen=True)
class Showing:
    """Keys of figures: those whose count would be shown, and those of which it would be told what they said before.

    `freed` is what need not be remembered any more.
    """

    counts: frozenset[int] = frozenset()
    pasts: frozenset[int] = frozenset()
    freed: frozenset[Pair] = frozenset()

    @property
    def keys(self) -> frozenset[int]:
        return self.counts | self.pasts

    def figures(self) -> models.QuerySet[Observation]:
        """In the order of the figures page."""
        links = ("series__measure", "series__area", "series__source")
        found = Observation.objects.filter(pk__in=self.keys).select_related(*links)
        return found.order_by("series__measure__group", "series__measure__position", "series__measure__title", "series", "period_end", "pk")


def of(thing: models.Model, says: dict[str, Any]) -> Showing:
    """What the public, or a reader of what is on its way, would see if its relations said this. Nobody else changes figures meanwhile.

    What would stay hidden for another reason alone counts too: that reason may be gone tomorrow, and nobody would be asked.
    """
    with transaction.atomic():
        list(DataVersion.objects.select_for_update())  # whoever writes a figure waits for it
        before, demanded = _protections(), shown.protected(preview=False, remembers=False)
        with transaction.atomic():
            suppressing.remember()
            _make(thing, says)
            demands = shown.protected(preview=False, remembers=False)
            freed = frozenset(_freed(demanded, demands))
            forget(freed)
            after = _protections()
            transaction.set_rollback(True)
    pairs = [(demanded, demands), *zip(before, after, strict=True)]
    counts = frozenset(key for then, now in pairs for key in then.further if key not in now.hidden and _is_hidden(key, before))
    pasts = frozenset(key for then, now in pairs for key in then.without_past - now.without_past)
    return Showing(counts, _with_a_past(pasts), freed)


def forget(pairs: Collection[Pair]) -> None:
    """Of what is remembered, these."""
    kept = Suppression.objects.filter(figure__in={figure for figure, _ in pairs})
    Suppression.objects.filter(pk__in=[row.pk for row in kept if (row.figure_id, row.secret_id) in pairs]).delete()


def digest(change: RelationChange, found: Showing) -> str:
    """The fingerprint by which somebody says: this, and nothing else, is what I looked at."""
    figures = found.figures().order_by("pk").values_list("pk", "value", "missing")
    told = [change.pk, change.before, change.after, sorted(found.counts), sorted(found.pasts), list(figures)]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]


def _is_hidden(key: int, now: Iterable[Protection]) -> bool:
    return any(key in one.hidden for one in now)


def _protections() -> list[Protection]:
    return [shown.protected(preview=preview) for preview in (False, True)]


def _freed(before: Protection, after: Protection) -> Iterator[Pair]:
    """What is remembered and was demanded before this change but not after it, or of two between which no sum can be drawn up any more."""
    family = protection.relations([]).family
    for row in Suppression.objects.select_related("figure__series", "secret__series"):
        was_demanded = row.secret_id in before.further.get(row.figure_id, ())
        one, other = (family(Line(of.series.measure_id, of.series.area_id, of.series.source_id)) for of in (row.figure, row.secret))
        if one != other or (was_demanded and row.figure_id not in after.further):
            yield row.figure_id, row.secret_id


def _make(thing: models.Model, says: dict[str, Any]) -> None:
    if thing.pk:
        type(thing)._base_manager.filter(pk=thing.pk).update(**says)
    else:
        tried = copy(thing)
        set_relations(tried, says)
        tried.save()


def _with_a_past(keys: frozenset[int]) -> frozenset[int]:
    """Those that were ever changed: of the others there is nothing to tell."""
    return frozenset(_changed(keys)) if keys else keys


def _changed(keys: frozenset[int]) -> Iterator[int]:
    yield from FigureRevision.objects.filter(observation__in=keys).values_list("observation", flat=True)
    figure = ContentType.objects.get_for_model(Observation)
    yield from Revision.objects.filter(content_type=figure, object_id__in=keys, kind=Revision.Kind.CHANGED).values_list(
        "object_id", flat=True
    )
