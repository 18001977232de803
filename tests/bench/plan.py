"""The pages of the plan made anew with many actions beside the same pages with few, each action with its updates."""

from collections.abc import Callable

from tests.bench import made_anew

FEW, MANY, UPDATES = 20, 1_000, 20
PAGES = {
    "The plan": "/plan/",
    "All actions": "/plan/actions/",
    "All actions as a file": "/plan/actions/actions.csv",
    "An action": "/plan/actions/{action}/",
}


def rows(rounds: int, python: Callable[..., str], environment: dict[str, str]) -> tuple[str, list[list[str]]]:
    """The remarks on the A/A checks and the table's lines for one database, filled in a process of its own."""
    found = made_anew.ask("tests.bench.one_plan", rounds, python, environment)
    each = [made_anew.rows(page, f"{FEW} actions × {UPDATES} updates", f"{MANY:,} actions", found[page]) for page in PAGES]
    return " ".join(remark for remark, _ in each), [row for _, lines in each for row in lines]
