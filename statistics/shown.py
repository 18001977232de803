"""Figures as they are shown at this moment: the one place through which every page, file and claim reads them."""

from collections.abc import Sequence

from statistics.models import Series
from statistics.models.measure import SeriesQuerySet


def series(found: SeriesQuerySet, *, preview: bool, columns: Sequence[str] = ()) -> list[Series]:
    """The series with their figures, or with those columns of them; in the order asked for. Queries do not grow with their number."""
    return list(found.with_figures(preview=preview, columns=columns))
