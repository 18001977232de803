"""Within the site's own settings, in a process apart: the overview made anew, with few measures and with many.

`python -m tests.bench.one_overview ROUNDS` fills the database, and prints what it measures as one line of JSON.
"""

import json
import sys
from datetime import date, timedelta

import django

django.setup()

from citysafe.publishing.models import Publishable  # noqa: E402
from statistics.models import Measure, Observation  # noqa: E402
from tests import factories as make  # noqa: E402
from tests.bench.measuring import measure  # noqa: E402
from tests.bench.overview import FEW, MANY, QUARTERS  # noqa: E402

GROUPS = ("headline", "duty", "other")
VISITS = 15  # of one round


def fill() -> list[int]:
    """The keys of many measures, of all groups, in one area, from one publication in each group, with a figure for each quarter.

    One of the first measure’s is confidential, so that both sizes of the page work out what else must be hidden.
    """
    area, sources = make.AreaFactory(), {group: make.SourceFactory() for group in GROUPS}
    made = []
    for number in range(MANY):
        group = GROUPS[number % 3]
        series = make.SeriesFactory(is_main=True, area=area, source=sources[group], measure__group=group)
        Observation.objects.bulk_create(
            make.ObservationFactory.build(series=series, value=200 + number + quarter % 37, **_days(quarter)) for quarter in range(QUARTERS)
        )
        made.append(series.measure_id)
    hidden = Observation.objects.filter(series__measure=made[0]).order_by("period_end")[QUARTERS // 2]
    Observation.objects.filter(pk=hidden.pk).update(value=None, missing=Observation.Missing.CONFIDENTIAL)
    return made


def _days(quarter: int) -> dict[str, date]:
    start, after = (date(2004 + number // 4, 1 + 3 * (number % 4), 1) for number in (quarter, quarter + 1))
    return {"period_start": start, "period_end": after - timedelta(days=1)}


def show(measures: list[int]) -> None:
    """Make these measures public and no other."""
    Measure.objects.exclude(pk__in=measures).update(state=Publishable.State.DRAFT)
    Measure.objects.filter(pk__in=measures).update(state=Publishable.State.PUBLISHED)


if __name__ == "__main__":
    made = fill()
    sizes = {"few": made[:FEW], "many": made}
    paths = dict.fromkeys(sizes, "/statistics/")
    print(json.dumps(measure(int(sys.argv[1]), lambda size: show(sizes[size]), paths, visits=VISITS)))  # noqa: T201
