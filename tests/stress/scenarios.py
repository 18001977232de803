"""The scenarios on the database of DATABASE_URL: `python -m tests.stress.scenarios NAME…`, all where none is named, with `--short` a round of each."""

import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import django

if __name__ == "__main__":
    django.setup()

from django.core.management import call_command

from tests.smtp import mail_server
from tests.stress import backups, churn, imports, kills, last_place, mail_faults, overselling, same_form
from tests.stress.site import Site


@dataclass(frozen=True)
class Scenario:
    """`run` takes the site and says what it saw; `short` is how much of it is a short round, None where another shows the same."""

    name: str
    run: Callable[..., str]
    short: dict[str, Any] | None


SCENARIOS = [
    Scenario("The last place", last_place.as_served, None),
    Scenario("The last place, crowded", last_place.crowded, {"people": 20, "capacities": (3,)}),
    Scenario("A careless build", overselling.run, {"people": 40}),
    Scenario("The same form", same_form.as_served, None),
    Scenario("The same form, crowded", same_form.crowded, {"times": 10}),
    Scenario("Kills", kills.run, {"people": 40, "times": 1}),
    Scenario("Faults of the mail server", mail_faults.run, {"people": 8, "order": ("accept", "refuse", "drop")}),
    Scenario("Imports, killed", imports.run, None),
    Scenario("Everything at once", partial(churn.run, seconds=30), {"seconds": 2, "people": 30}),
    Scenario("Backups under load", backups.run, {"times": 2, "people": 60, "pause": 0.5}),
    Scenario("Every mode at once", partial(churn.run, is_mixed=True), {"seconds": 2, "people": 30}),
]


def run(*words: str) -> bool:
    """Run one after the other and say how each went; whether all held."""
    names, short = [word for word in words if word != "--short"], "--short" in words
    if unknown := {*names} - {scenario.name for scenario in SCENARIOS}:
        sys.exit(f"There is no {unknown}. There are: {', '.join(scenario.name for scenario in SCENARIOS)}.")
    call_command("migrate", verbosity=0)
    chosen = [(scenario, scenario.short if short else {}) for scenario in SCENARIOS if not names or scenario.name in names]
    with mail_server() as server:
        site = Site(mail=server)
        held = [went_well(scenario, site, sizes) for scenario, sizes in chosen if sizes is not None]
    return all(held)


def went_well(scenario: Scenario, site: Site, sizes: dict[str, Any]) -> bool:
    started, held = time.monotonic(), True
    site.said()
    try:
        said = scenario.run(site, **sizes)
    except Exception:  # noqa: BLE001 (the next scenario is run all the same)
        said, held = f"DID NOT HOLD\n{traceback.format_exc()}\nThe site said last:\n{site.said()}", False
    print(f"{scenario.name} ({time.monotonic() - started:.1f} s): {said}", flush=True)  # noqa: T201
    return held


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that every process it started ends with it
    sys.exit(0 if run(*sys.argv[1:]) else 1)
