"""Figures as they are shown at this moment: the one place through which every page, file and claim reads them."""

from statistics.models import Series
from statistics.models.measure import SeriesQuerySet


def series(found: SeriesQuerySet, *, preview: bool) -> list[Series]:
    """The series with their figures, in the order asked for; queries do not grow with their number."""
    return list(found.with_figures(preview=preview))
