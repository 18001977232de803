"""From stored figures to the arithmetic of disclosure, and back: which figures are hidden at this moment, and why.

A confidential figure is protected from the moment it is stored, be it a draft, under embargo, archived or of a measure
that is not public: a stranger does not see it, or saw that it was hidden, and would read it out of a total.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from math import ceil
from typing import Any

from django.db.models import Q, QuerySet

from statistics import disclosure
from statistics.disclosure import Cell, Line, Relations, Tree
from statistics.models import Area, FigureRevision, Measure, Observation, Series, Source
from statistics.models.measure import SeriesQuerySet

COLUMNS = ("series", "period_start", "period_end", "value", "missing", "first_public_at")  # all that is asked of a figure here
DAYS_OF_A_MONTH = 31
LARGEST_SIZE = 999
NEVER_PUBLIC = date.max.toordinal()


@dataclass(frozen=True)
class Protection:
    """Keys of figures: those that are confidential, those that are hidden for their sake, and those whose past is not told."""

    confidential: frozenset[int] = frozenset()
    further: dict[int, set[int]] = field(default_factory=dict)
    without_past: frozenset[int] = frozenset()

    @cached_property
    def hidden(self) -> set[int]:
        return {*self.confidential, *self.further}


def secrets() -> list[Cell]:
    """Every confidential figure, seen by the public or not, archived or not; one query, and mostly the only one."""
    hides = {"missing": Observation.Missing.CONFIDENTIAL}
    about_to_be = FigureRevision.objects.to_be_written().filter(**hides).order_by().values("observation")
    found = Observation.objects.filter(Q(**hides) | Q(pk__in=about_to_be))
    rows = found.values_list("pk", "series__measure", "series__area", "series__source", "period_start", "period_end")
    return [Cell(pk, Line(*line), start.toordinal(), end.toordinal() + 1, None) for pk, *line, start, end in rows]


def relations(of: Iterable[Cell]) -> Relations:
    """What staff have said about wholes, parts and sources; three queries."""
    sources = Source.objects.filter(pk__in={cell.line.source for cell in of})
    limits = {source.pk: source.hides_up_to for source in sources if source.hides_up_to}
    return Relations(_tree(Measure.objects.all()), _tree(Area.objects.all()), limits)


def beside(found: Iterable[Cell], related: Relations, *, preview: bool) -> SeriesQuerySet:
    """The series that may say something of these figures."""
    families = {related.family(cell.line) for cell in found}
    return Series.objects.shown(preview=preview).filter(
        measure__in=_within(related.measures, {family.measure for family in families}),
        area__in=_within(related.areas, {family.area for family in families}),
        source__in={family.source for family in families},
    )


def work_out(found: Sequence[Cell], shown: Iterable[Series], related: Relations) -> Protection:
    """What must be hidden of those series while these figures are confidential."""
    public = [_cell(figure, series) for series in shown for figure in series.figures if figure.missing != Observation.Missing.CONFIDENTIAL]
    asked = [*found], public, related
    for before, answer in [*_lately]:
        if before == asked:
            return answer
    answer = _work_out(*asked)
    _lately.appendleft((asked, answer))
    return answer


_lately: deque[tuple[tuple[list[Cell], list[Cell], Relations], Protection]] = deque(maxlen=2)
"""For the public and for a preview: with thousands of figures it takes seconds, and every page asks for the same."""


def _work_out(found: Sequence[Cell], public: Sequence[Cell], related: Relations) -> Protection:
    known = [cell for cell in public if not cell.is_confidential]
    return Protection(
        frozenset(cell.key for cell in found),
        disclosure.protect([*found, *known], related),
        frozenset(cell.key for cell in public if any(_may_tell(cell, secret, related) for secret in found)),
    )


def _may_tell(cell: Cell, secret: Cell, related: Relations) -> bool:
    """Its past: that of a figure that has a count now says no more than it, unless the secret one is counted in it."""
    return (cell.value is None or cell.overlaps(secret)) and related.family(cell.line) == related.family(secret.line)


def _cell(figure: Observation, series: Series) -> Cell:
    line = Line(series.measure_id, series.area_id, series.source_id)
    months = ceil(figure.period.days / DAYS_OF_A_MONTH)
    size = min(months * (3 if series.is_main else 1), LARGEST_SIZE)
    start, stop = figure.period_start.toordinal(), figure.period_end.toordinal() + 1
    return Cell(figure.pk, line, start, stop, figure.value, size, _since(figure.first_public_at))


def _since(first_public_at: datetime | None) -> int:
    return first_public_at.toordinal() if first_public_at else NEVER_PUBLIC


def _tree(found: QuerySet[Any]) -> Tree:
    rows = list(found.order_by().exclude(part_of=None, parts_are_all=False).values_list("pk", "part_of", "parts_are_all"))
    return Tree.of([(pk, whole) for pk, whole, _ in rows if whole], [pk for pk, _, are_all in rows if are_all])


def _within(tree: Tree, roots: set[int]) -> set[int]:
    return roots | {part for part in tree.whole_of if tree.root(part) in roots}
