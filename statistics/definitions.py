"""The shelf of definitions: each subject with the definitions that compete, and the measures that use none of them."""

from dataclasses import dataclass
from datetime import datetime

from citysafe.publishing.models import is_shown
from statistics.models import Concept, Definition, Measure


@dataclass(frozen=True)
class Shelf:
    """The subjects in their order, and the measures about other subjects."""

    concepts: list[Concept]
    elsewhere: list[Measure]

    @property
    def updated_at(self) -> datetime | None:
        moments = (definition.updated_at for concept in self.concepts for definition in concept.definitions.all())
        return max([*(concept.updated_at for concept in self.concepts), *moments], default=None)


def shelf(*, preview: bool) -> Shelf:
    """Everything on the shelf in four queries, however much it is."""
    concepts = list(Concept.objects.shown(preview=preview).with_definitions(preview=preview))
    elsewhere = Measure.objects.shown(preview=preview).exclude(definition_used__concept__in=concepts)
    return Shelf(concepts, list(elsewhere.order_by("title")))


def used_by(measure: Measure, *, preview: bool) -> Definition | None:
    """The definition that a measure uses, with its subject; None while that is not on the shelf."""
    on_the_shelf = Definition.objects.filter(is_shown("concept", preview=preview)).select_related("concept")
    return on_the_shelf.filter(measures=measure).first()
