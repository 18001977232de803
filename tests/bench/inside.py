"""Within the site's own settings, in a process apart: `python -m tests.bench.inside seed|held OPTIONS`, which are JSON.

Prints its answer as one line of JSON.
"""

import json
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from citysafe.publishing.watching import raise_version  # noqa: E402
from forum.models import Event, Registration  # noqa: E402
from plan.models import Priority  # noqa: E402
from statistics.models import Measure  # noqa: E402
from tests.forum import build  # noqa: E402

CLIENT = Client(headers={"host": "plan.example.org", "x-forwarded-for": "192.0.2.1"})
ENDS = ("BEGIN", "COMMIT")


def seed(*, folder: str, rounds: int, bodies: int, paths: list[str], form: str) -> list[tuple[str, list[int]]]:
    """Make an open event and, in `folder`, so many bodies of its form for each round.

    Each page's address and at last the form's, with the queries for the first visitor and for the next.
    """
    event = build.event(capacity=1_000_000)
    about = build.subject(event)
    for number in range(rounds):
        lines = (urlencode(build.typed(event, f"person-{number}-{one}", stamp=build.stamp(about))) for one in range(bodies))
        Path(folder, f"bodies-{number}").write_text("\n".join(lines), encoding="ascii")
    slugs = {
        "priority": Priority.objects.published().first().slug,
        "measure": Measure.objects.published().filter(group="headline").first().slug,
        "event": event.slug,
    }
    pages = [(path, page_queries(path)) for path in (path.format(**slugs) for path in paths)]
    form = form.format(**slugs)
    return [*pages, (form, [form_queries(form, event, name) for name in ("first", "next")])]


def page_queries(path: str) -> list[int]:
    CLIENT.get(path, secure=True)
    raise_version(connection)
    return [queries(200, CLIENT.get, path) for _ in range(2)]


def form_queries(path: str, event: Event, name: str) -> int:
    return queries(302, CLIENT.post, path, build.typed(event, name))


def queries(status: int, ask: Any, *request: Any) -> int:
    """How many one request costs, without the two ends of a transaction."""
    with CaptureQueriesContext(connection) as captured:
        assert ask(*request, secure=True).status_code == status, request
    return len([query for query in captured.captured_queries if not query["sql"].startswith(ENDS)])


def held() -> list[int]:
    """How many registrations are stored, and how many of them are held."""
    return [Registration.objects.count(), Registration.objects.held().count()]


if __name__ == "__main__":
    print(json.dumps({"seed": seed, "held": held}[sys.argv[1]](**json.loads(sys.argv[2]))))  # noqa: T201
