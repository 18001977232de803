"""The rates of stored figures. Populations are figures like any other: of measures that count residents."""

from collections.abc import Sequence

from statistics import comparison, shown
from statistics.models import Measure, Series
from statistics.rate import Population, Rate, rate


def of(found: Sequence[Series], *, preview: bool) -> dict[int, Rate]:
    """The rate of every figure of the series (read by `shown.series`), or the reason for none, by the figure's key.

    Three queries, however many series. Populations themselves have no rate and are left out.
    """
    counted = [series for series in found if series.figures and series.measure.counted != Measure.Counted.RESIDENTS]
    of_areas = _populations({series.area_id for series in counted}, preview=preview)
    return {
        figure.pk: rate(comparison.figure(figure), of_areas.get(series.area_id, []), comparison.rules(series.measure))
        for series in counted
        for figure in series.figures
    }


def _populations(areas: set[int], *, preview: bool) -> dict[int, list[Population]]:
    """By area, the main series of each measure first."""
    residents = Series.objects.shown(preview=preview).filter(measure__counted=Measure.Counted.RESIDENTS, area__in=areas)
    found: dict[int, list[Population]] = {}
    for series in shown.series(residents.in_order(), preview=preview):
        for figure in series.figures:
            if figure.value is not None:
                of_area = found.setdefault(series.area_id, [])
                source = series.source
                of_area.append(
                    Population(figure.value, figure.period, series.measure.title, source.title, source.publisher, figure.edition)
                )
    return found
