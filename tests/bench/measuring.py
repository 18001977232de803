"""Within the site's own settings: the CPU and the queries of a page that is made anew for each visit."""

import gc
import time
from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from citysafe.publishing.watching import raise_version

CLIENT = Client(headers={"host": "plan.example.org"})


def visit(path: str) -> None:
    """As the first visitor after a change."""
    raise_version(connection)
    assert CLIENT.get(path, secure=True).status_code == 200


def cpu_ms(path: str, visits: int) -> float:
    gc.collect()  # what the round before has left is not this one's work
    visit(path)
    begun = time.process_time()
    for _ in range(visits):
        visit(path)
    return 1e3 * (time.process_time() - begun) / visits


def queries(path: str) -> int:
    raise_version(connection)
    with CaptureQueriesContext(connection) as captured:
        CLIENT.get(path, secure=True)
    return len(captured)


def measure(rounds: int, show: Callable[[str], None], paths: dict[str, str], *, visits: int) -> dict[str, dict[str, object]]:
    """The milliseconds of each round and the queries, of few things and of many: `show` makes those public, `paths` are their pages.

    Few, few again, many; and so on: what disturbs the machine disturbs all of them. The first round warms up.
    """
    found: dict[str, dict[str, object]] = {name: {"cpu_ms": []} for name in ("few", "again", "many")}
    for number in range(rounds + 1):
        for name, one in found.items():
            size = "many" if name == "many" else "few"
            show(size)
            spent = cpu_ms(paths[size], visits)
            one["cpu_ms"] += [spent] if number else []
            one["queries"] = queries(paths[size])
    return found
