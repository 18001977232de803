"""Pages made anew with few things on them and with many, beside each other. A kept page costs the same with any number."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from tests.bench.rounds import counts, median

HEADINGS = ["Page made anew", "CPU ms", "Ratio", "Queries"]
Found = Mapping[str, Mapping[str, Any]]


def rows(page: str, few: str, many: str, found: Found) -> tuple[str, list[list[str]]]:
    """The remark on the A/A check of one page and its two lines; `found` is what `measuring.measure` found."""
    beside = found["few"]["cpu_ms"]
    a_a = ratio(found["again"]["cpu_ms"], beside)
    remark = f"{page}: A/A {a_a:.2f}" + ("." if counts(a_a) else ": outside 0.95 to 1.05. THESE FIGURES DO NOT COUNT.")
    return remark, [
        [f"{page}, {size}", f"{median(one['cpu_ms']):.1f}", f"{ratio(one['cpu_ms'], beside):.2f}", str(one["queries"])]
        for size, one in ((few, found["few"]), (many, found["many"]))
    ]


def ratio(rounds: list[float], beside: list[float]) -> float:
    """Each round with the one next to it."""
    return median([one / other for one, other in zip(rounds, beside, strict=True)])


def ask(module: str, rounds: int, python: Callable[..., str], environment: dict[str, str]) -> Any:
    """What a module that fills the database and measures prints as its last line, in a process of its own."""
    return json.loads(python(environment, "-m", module, str(rounds)).splitlines()[-1])
