"""The whole suite on both databases side by side, and what it covered: `python -m tests.both`.

What touches a database and is marked `once` runs on SQLite alone. Browser tests, which have a site of their own, and what
touches no database are the third run. Anything after the command goes to pytest; then coverage is not judged.
"""

import os
import random
import sqlite3
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import psycopg2

from tests import covered, postgresql

ROOT = Path(__file__).resolve().parent.parent
NOTHING_CHOSEN = 5  # what pytest says where the options left no test


@dataclass(frozen=True)
class Counts:
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


class Run:
    """The suite on one database, in a process of its own, its output kept until it is asked for."""

    def __init__(self, name: str, *, folder: Path, database: str | None, options: list[str]) -> None:
        self.seed = random.randrange(1_000_000)
        self.heading = f"{name}, order {self.seed}"
        self.output, self.results = folder / f"{name}.txt", folder / f"{name}.xml"
        environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        if database:
            environment["DATABASE_URL"] = database
        watched = covered.command(folder / f"{name}.covered.json")
        command = [*watched, "-m", "pytest", "-q", f"--randomly-seed={self.seed}", f"--junitxml={self.results}"]
        with self.output.open("w") as output:
            self.process = subprocess.Popen([*command, *options], cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)

    def finish(self) -> Counts:
        """Wait for it, show what it said, and count; a run that broke off counts as one failure."""
        status = self.process.wait()
        say(f"\n===== {self.heading} =====\n{self.output.read_text(errors='replace').rstrip()}")
        counts = count(self.results)
        return counts if counts.failed or status in (0, NOTHING_CHOSEN) else counts + Counts(failed=1)


def count(results: Path) -> Counts:
    if not results.is_file():
        return Counts()
    suites = ElementTree.parse(results).getroot().iter("testsuite")
    numbers = [[int(suite.get(name, 0)) for name in ("tests", "failures", "errors", "skipped")] for suite in suites]
    tests, failures, errors, skipped = (sum(column) for column in zip(*numbers, strict=True))
    return Counts(tests - failures - errors - skipped, failures + errors, skipped)


def say(words: str) -> None:
    print(words, flush=True)  # noqa: T201


def version_of(address: str) -> str:
    connection = psycopg2.connect(address)
    version = connection.info.server_version
    connection.close()
    return f"{version // 10000}.{version % 10000}"


def main(options: list[str]) -> int:
    with tempfile.TemporaryDirectory() as name, postgresql.server() as address:
        folder = Path(name)
        runs = [
            Run(f"SQLite {sqlite3.sqlite_version}", folder=folder, database=None, options=["--part", "first database", *options]),
            Run(f"PostgreSQL {version_of(address)}", folder=folder, database=address, options=["--part", "second database", *options]),
            Run("Browser, and no database", folder=folder, database=None, options=["--part", "rest", *options]),
        ]
        try:
            counts = sum((run.finish() for run in runs), Counts())
        finally:
            for run in runs:
                run.process.terminate()
                run.process.wait()
        say("\n===== Coverage of all runs together =====")
        faults = covered.faults(folder)
    if options:
        faults = []
    for fault in faults:
        say(fault)
    say(f"\n{counts}")
    return 1 if counts.failed or faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
