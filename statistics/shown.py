"""Figures as they are shown at this moment: the one place through which every page, file and claim reads them."""

from collections.abc import Iterable, Sequence

from django.db.models import Q

from statistics.models import FigureRevision, Observation, Series
from statistics.models.measure import SeriesQuerySet


def series(found: SeriesQuerySet, *, preview: bool, columns: Sequence[str] = ()) -> list[Series]:
    """The series with their figures, or with those columns of them; in the order asked for. Queries do not grow with their number."""
    read = list(found.with_figures(preview=preview, columns=columns))
    revised([figure for one in read for figure in one.figures], preview=preview)
    return read


def revised(figures: Iterable[Observation], *, preview: bool) -> None:
    """Lay over the figures, in memory, what revisions say of them that are public and not written into them yet.

    A preview has those too that are still in a release to come. One query.
    """
    by_key: dict[int, list[Observation]] = {}
    for figure in figures:
        by_key.setdefault(figure.pk, []).append(figure)
    unwritten = FigureRevision.objects.filter(is_written=False).order_by("public_from", "pk")
    due = FigureRevision.objects.to_be_written()
    for revision in unwritten.filter(Q(public_from__isnull=False) | Q(release__isnull=False)) if preview else due:
        for figure in by_key.get(revision.observation_id, []):
            revision.lay_over(figure)
