"""The overview made anew with many measures beside the same page with few. A kept page costs the same with any number."""

import json
from collections.abc import Callable

from tests.bench.rounds import counts, median

FEW, MANY, QUARTERS = 5, 50, 80
HEADINGS = ["Page made anew", "CPU ms", "Ratio", "Queries"]


def rows(rounds: int, python: Callable[..., str], environment: dict[str, str]) -> tuple[str, list[list[str]]]:
    """The remark on the A/A check and the table's lines for one database, filled in a process of its own."""
    said = python(environment, "-m", "tests.bench.one_overview", str(rounds))
    found = json.loads(said.splitlines()[-1])
    few, again, many = (found[name] for name in ("few", "again", "many"))
    a_a = ratio(again["cpu_ms"], few["cpu_ms"])
    remark = f"A/A {a_a:.2f}" + ("." if counts(a_a) else ": outside 0.95 to 1.05. THESE FIGURES DO NOT COUNT.")
    titles = [(f"Overview, {FEW} measures", few), (f"Overview, {MANY} measures × {QUARTERS // 4} years of quarters", many)]
    return remark, [
        [title, f"{median(one['cpu_ms']):.1f}", f"{ratio(one['cpu_ms'], few['cpu_ms']):.2f}", str(one["queries"])] for title, one in titles
    ]


def ratio(rounds: list[float], beside: list[float]) -> float:
    """Each round with the one next to it."""
    return median([one / other for one, other in zip(rounds, beside, strict=True)])
