"""Within the site's own settings, in a process apart: CPU of the overview made anew, with few measures and with many.

`python -m tests.bench.one_overview ROUNDS` fills the database, and prints for each number of measures the milliseconds of
each round and the queries, as one line of JSON.
"""

import gc
import json
import sys
import time
from datetime import date, timedelta

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from citysafe.publishing.models import Publishable  # noqa: E402
from citysafe.publishing.watching import raise_version  # noqa: E402
from statistics.models import Measure, Observation  # noqa: E402
from tests import factories as make  # noqa: E402
from tests.bench.overview import FEW, MANY, QUARTERS  # noqa: E402

CLIENT = Client(headers={"host": "plan.example.org"})
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


def visit() -> None:
    """As the first visitor after a change."""
    raise_version(connection)
    assert CLIENT.get("/statistics/", secure=True).status_code == 200


def cpu_ms() -> float:
    gc.collect()  # what the round before has left is not this one's work
    visit()
    begun = time.process_time()
    for _ in range(VISITS):
        visit()
    return 1e3 * (time.process_time() - begun) / VISITS


def queries() -> int:
    raise_version(connection)
    with CaptureQueriesContext(connection) as captured:
        CLIENT.get("/statistics/", secure=True)
    return len(captured)


def measure(rounds: int, made: list[int]) -> dict[str, dict[str, object]]:
    """Few, few again, many; and so on: what disturbs the machine disturbs all of them. The first round warms up."""
    found: dict[str, dict[str, object]] = {name: {"cpu_ms": []} for name in ("few", "again", "many")}
    for number in range(rounds + 1):
        for name, one in found.items():
            show(made if name == "many" else made[:FEW])
            spent = cpu_ms()
            one["cpu_ms"] += [spent] if number else []
            one["queries"] = queries()
    return found


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]), fill())))  # noqa: T201
