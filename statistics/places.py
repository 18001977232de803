"""Where the figures are: each area with the measures that have a figure for it, and the initiatives that work there."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet

from statistics import shown
from statistics.models import Area, Measure, Series
from statistics.models.measure import SeriesQuerySet

# How each kind is headed on the page, in the order of the page, with what is true of all of its areas.
KINDS = {
    Area.Kind.CITY: ("City and boroughs", "Each is the area of one council."),
    Area.Kind.NEIGHBOURHOOD: (
        "Neighbourhoods",
        "Places that people call by a name. A neighbourhood need not follow the boundary of a ward.",
    ),
    Area.Kind.INITIATIVE: ("Areas of initiatives", "Where an initiative works. Such an area may cross the boundary between two boroughs."),
    Area.Kind.FORCE: ("Police force areas", "Each is the area of one police force, with several boroughs in it."),
    Area.Kind.REGION: ("Regions", "Each takes in the areas of several police forces."),
}


@dataclass(frozen=True)
class Place:
    """One area with its series that may be shown, and what else speaks of it."""

    area: Area
    series: list[Series]
    initiatives: list[Any]
    has_claims: bool

    @property
    def is_listed(self) -> bool:
        return self.area.is_listed or bool(self.series or self.initiatives) or self.has_claims

    @property
    def measures(self) -> list[Measure]:
        """Those that have a figure for it, and not only the reason why there is none."""
        counted = (one.measure for one in self.series if any(figure.value is not None for figure in one.figures))
        return list(dict.fromkeys(counted))


@dataclass(frozen=True)
class Group:
    """The areas of one kind."""

    heading: str
    sentence: str
    places: list[Place]

    @property
    def updated_at(self) -> datetime:
        return max(place.area.updated_at for place in self.places)


def groups(*, preview: bool) -> list[Group]:
    """The areas by their kind, those with figures first, in five queries; a kind without an area is left out.

    The public finds an area once something public speaks of it, or where staff say so; staff find all of them in the preview.
    """
    found: dict[str, list[Place]] = defaultdict(list)
    for place in _places(preview=preview):
        if place.is_listed or preview:
            found[place.area.kind].append(place)
    return [Group(*KINDS[kind], sorted(found[kind], key=lambda place: not place.measures)) for kind in KINDS if kind in found]


def of_initiative(pk: int, *, preview: bool) -> list[Place]:
    """The areas that an initiative works in, those alone that have a figure."""
    by_area = _by_area(Series.objects.filter(area__initiatives=pk), preview=preview)
    places = [Place(area, by_area[area.pk], [], has_claims=False) for area in Area.objects.filter(initiatives=pk)]
    return [place for place in places if place.measures]


def _by_area(found: SeriesQuerySet, *, preview: bool) -> dict[int, list[Series]]:
    by_area: dict[int, list[Series]] = defaultdict(list)
    for series in shown.series(found.shown(preview=preview).in_order(), preview=preview):
        if series.figures:
            by_area[series.area_id].append(series)
    return by_area


def _places(*, preview: bool) -> list[Place]:
    by_area = _by_area(Series.objects.all(), preview=preview)
    claimed = set(shown.claims(preview=preview).values_list("area", flat=True))
    return [Place(area, by_area[area.pk], list(area.initiatives.all()), area.pk in claimed) for area in _with_initiatives(preview=preview)]


def _with_initiatives(*, preview: bool) -> QuerySet[Area]:
    """All areas, each with its initiatives that may be shown. They are the plan's, and known here by the link alone."""
    initiatives: Any = Area._meta.get_field("initiatives").related_model
    return Area.objects.prefetch_related(Prefetch("initiatives", initiatives.objects.shown(preview=preview)))
