"""Imports beside a bare load of the same file into the same database: rows a second, and peak memory."""

import json
from collections.abc import Callable
from pathlib import Path

from tests.bench import street_files
from tests.bench.rounds import median

HEADINGS = ["File", "Load", "Rows a second", "Ratio", "Seconds", "Peak MiB", "Peak beside"]
BARE = {"SQLite": "Bare csv loop", "PostgreSQL": "Bare COPY"}


def rows(name: str, folder: Path, number: int, rounds: int, python: Callable[..., str], environment: dict[str, str]) -> list[list[str]]:
    """The table's lines for one database: the bare load and the import in turn, each in a process of its own."""
    path = folder / "street.zip"
    street_files.write(path, number)
    found: dict[str, list[dict[str, float]]] = {"bare": [], "import": []}
    for _ in range(rounds):
        for what, measured in found.items():
            said = python(environment, "-m", "tests.bench.one_import", what, str(path))
            measured.append(json.loads(said.splitlines()[-1]))
    path.unlink()
    bare, whole = found["bare"], found["import"]
    speed = median([one["seconds"] / other["seconds"] for one, other in zip(bare, whole, strict=True)])
    memory = median([other["peak"] / one["peak"] for one, other in zip(bare, whole, strict=True)])
    title = f"Street files, {number:,} rows"
    return [_row(title, BARE[name], bare, number, 1, 1), _row(title, "Import", whole, number, speed, memory)]


def _row(title: str, load: str, measured: list[dict[str, float]], number: int, speed: float, memory: float) -> list[str]:
    seconds, peak = (median([one[name] for one in measured]) for name in ("seconds", "peak"))
    return [title, load, f"{number / seconds:,.0f}", f"{speed:.2f}", f"{seconds:.1f}", f"{peak:.0f}", f"{memory:.2f}"]
