"""The overview made anew with many measures beside the same page with few."""

from collections.abc import Callable

from tests.bench import made_anew

FEW, MANY, QUARTERS = 5, 50, 80


def rows(rounds: int, python: Callable[..., str], environment: dict[str, str]) -> tuple[str, list[list[str]]]:
    """The remark on the A/A check and the table's lines for one database, filled in a process of its own."""
    found = made_anew.ask("tests.bench.one_overview", rounds, python, environment)
    return made_anew.rows("Overview", f"{FEW} measures", f"{MANY} measures × {QUARTERS // 4} years of quarters", found)
