"""From stored figures to the arithmetic of disclosure, and back: which figures are hidden at this moment, and why.

A confidential figure is protected from the moment it is stored, be it a draft, under embargo, archived or of a measure
that is not public: a stranger does not see it, or saw that it was hidden, and would read it out of a total.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from math import ceil
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from statistics import disclosure
from statistics.disclosure import Cell, Line, Relations, Tree
from statistics.models import Area, FigureRevision, Measure, Observation, Series, Source, Suppression
from statistics.models.measure import SeriesQuerySet
from statistics.models.revision import FigureRevisionQuerySet

COLUMNS = ("series", "period_start", "period_end", "value", "missing", "first_public_at")  # all that is asked of a figure here
DAYS_OF_A_MONTH = 31
LARGEST_SIZE = 999
CONFIDENTIAL = Observation.Missing.CONFIDENTIAL
NEVER_PUBLIC = 2**40  # a minute long after all others


@dataclass(frozen=True)
class Protection:
    """Keys of figures: those that are confidential, those that are hidden for their sake, and those whose past is not told."""

    confidential: frozenset[int] = frozenset()
    further: dict[int, set[int]] = field(default_factory=dict)
    without_past: frozenset[int] = frozenset()

    @cached_property
    def hidden(self) -> set[int]:
        return {*self.confidential, *self.further}


def secrets(*, preview: bool) -> list[Cell]:
    """Every confidential figure, seen by the public or not, archived or not; one query, and mostly the only one.

    What a revision says that is laid over the figure counts, not what stands in it still.
    """
    laid_over = FigureRevision.objects.laid_over(preview=preview)
    hidden_by = laid_over.filter(missing=CONFIDENTIAL).order_by().values("observation")
    became_hidden = FigureRevision.objects.public().filter(missing=CONFIDENTIAL).exclude(missing_before=CONFIDENTIAL)
    found = Observation.objects.filter(Q(missing=CONFIDENTIAL) | Q(pk__in=hidden_by)).annotate(
        says=Coalesce(_last(laid_over, "missing"), "missing"), hidden_from=_last(became_hidden, "public_from")
    )
    lines = ("series__measure", "series__area", "series__source", "period_start", "period_end")
    rows = found.values_list("pk", "says", "hidden_from", "first_public_at", "entered_at", *lines)
    return [
        Cell(pk, Line(*line), start.toordinal(), end.toordinal() + 1, None, since=_minute(hidden_from or min(first or entered, entered)))
        for pk, says, hidden_from, first, entered, *line, start, end in rows
        if says == CONFIDENTIAL
    ]


def _last(revisions: FigureRevisionQuerySet, name: str) -> Subquery:
    """What the last of those revisions of a figure says."""
    return Subquery(revisions.filter(observation=OuterRef("pk")).reverse().values(name)[:1])


def remembered(of: Iterable[Cell]) -> dict[int, set[int]]:
    """What has been hidden for the sake of these until now; one query."""
    secrets = {cell.key for cell in of}
    found: dict[int, set[int]] = {}
    for figure, secret in Suppression.objects.order_by().values_list("figure", "secret"):
        if secret in secrets and figure not in secrets:
            found.setdefault(figure, set()).add(secret)
    return found


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


def work_out(found: Sequence[Cell], shown: Iterable[Series], related: Relations, kept: dict[int, set[int]]) -> Protection:
    """What must be hidden of those series while these figures are confidential, and what has been until now."""
    public = [_cell(figure, series) for series in shown for figure in series.figures if figure.missing != CONFIDENTIAL]
    asked = [*found], public, related, kept
    for before, answer in [*_lately]:
        if before == asked:
            return answer
    answer = _work_out(*asked)
    _lately.appendleft((asked, answer))
    return answer


_lately: deque[tuple[tuple[list[Cell], list[Cell], Relations, dict[int, set[int]]], Protection]] = deque(maxlen=2)
"""For the public and for a preview: with thousands of figures it takes seconds, and every page asks for the same."""


def _work_out(found: Sequence[Cell], public: Sequence[Cell], related: Relations, kept: dict[int, set[int]]) -> Protection:
    known = [cell for cell in public if not cell.is_confidential]
    return Protection(
        frozenset(cell.key for cell in found),
        disclosure.protect([*found, *known], related, kept),
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
    since = _minute(figure.first_public_at) if figure.first_public_at else NEVER_PUBLIC
    return Cell(figure.pk, line, start, stop, figure.value, size, since)


def _minute(at: datetime) -> int:
    return int(at.timestamp() // 60)


def _tree(found: QuerySet[Any]) -> Tree:
    rows = list(found.order_by().exclude(part_of=None, parts_are_all=False).values_list("pk", "part_of", "parts_are_all"))
    return Tree.of([(pk, whole) for pk, whole, _ in rows if whole], [pk for pk, _, are_all in rows if are_all])


def _within(tree: Tree, roots: set[int]) -> set[int]:
    return roots | {part for part in tree.whole_of if tree.root(part) in roots}
