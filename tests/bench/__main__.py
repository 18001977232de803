"""`make bench`: what a page and an import cost beside a bare view and a bare load in the same run. Loopback alone, some minutes."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests import postgresql
from tests.bench import importing, made_anew, overview, plan
from tests.bench.rounds import Case, Round, counts, measure, median, ratio
from tests.bench.server import ROOT, Server
from tests.browser.site import free_port

FORM = "/forum/{event}/register/"
# A page is a line: its name and its address.
PAGES = {
    "Front page": "/",
    "A priority": "/plan/priorities/{priority}/",
    "A measure": "/statistics/{measure}/",
    "Register page": FORM,
}
BARE_VIEW, AGAIN, BARE_FORM = "Bare view", "Bare view again", "Bare form sent"
HEADINGS = ["Page", "CPU µs", "Ratio", "Beside", "A second", "p95 ms", "Queries", "First", "Bytes", "gzip", "br"]
MADE_ANEW = {"overview": overview.rows, "plan": plan.rows}
PARTS = ("pages", "imports", *MADE_ANEW)
MOST_A_SECOND = 4000  # forms that one round can send


def in_service(folder: Path, database: str) -> dict[str, str]:
    """The settings of a site in service, with a database and static files of its own."""
    return {
        "ENV_FILE": str(ROOT / "tests" / "in_service.env"),
        "DATABASE_URL": database,
        "STATIC_ROOT": str(folder / "static"),
        "TRUSTED_PROXY": "true",
        "DJANGO_SETTINGS_MODULE": "citysafe.settings",
    }


def python(environment: dict[str, str], *arguments: str) -> str:
    """What a process of its own prints, with these settings."""
    command = [sys.executable, "-W", "ignore", *arguments]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=True, stdout=subprocess.PIPE, text=True).stdout


def inside(environment: dict[str, str], what: str, **options: Any) -> Any:
    return json.loads(python(environment, "-m", "tests.bench.inside", what, json.dumps(options)).splitlines()[-1])


def prepare(environment: dict[str, str], folder: str, options: argparse.Namespace) -> list[tuple[str, list[int]]]:
    """Each page's address and at last the form's, with the queries for the first visitor and for the next."""
    for command in (["migrate"], ["load_launch_content"], ["collectstatic", "--noinput"]):
        python(environment, "manage.py", *command, "-v0")
    python(environment, "-m", "tests.bench.bare_form")
    bodies = int(MOST_A_SECOND * options.seconds)
    return inside(environment, "seed", folder=folder, rounds=options.rounds + 1, bodies=bodies, paths=[*PAGES.values()], form=FORM)


def run(name: str, database: str, workers: int, options: argparse.Namespace) -> tuple[list[str], list[list[str]]]:
    """The remarks and the table of one database."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as servers:
        environment = in_service(Path(folder), database or f"sqlite:///{folder}/site.sqlite3")
        asked = prepare(environment, folder, options)

        def start(application: str) -> Server:
            return servers.enter_context(Server(f"{application}:application", free_port(), workers, environment))

        site, bare, bare_form = start("citysafe.wsgi"), start("tests.bench.bare"), start("tests.bench.bare_form")
        cases = cases_of(site, bare, bare_form, asked)
        rounds = measured(cases, folder, options)
        stored, held = inside(environment, "held")
        remarks = [
            f"{name}, {workers} worker{'s' if workers > 1 else ''}. {a_a_remark(rounds)}",
            f"Cold start {site.seconds_to_start:.1f} s (bare {bare.seconds_to_start:.1f} s). Memory of each worker {site.worker_mebibytes()} MiB.",
            f"{stored:,} registrations were stored, {held:,} of them held.",
        ]
        return remarks, [row(case, rounds) for case in cases if case.title != AGAIN]


def cases_of(site: Server, bare: Server, bare_form: Server, asked: list[tuple[str, list[int]]]) -> list[Case]:
    *pages, (form, form_queries) = asked
    return [
        Case(BARE_VIEW, bare, "/", BARE_VIEW),
        Case(AGAIN, bare, "/", BARE_VIEW),
        *(Case(title, site, path, BARE_VIEW, queries) for title, (path, queries) in zip(PAGES, pages, strict=True)),
        Case(BARE_FORM, bare_form, "/register/", BARE_FORM, (3, 3), is_form=True),
        Case("Registration sent", site, form, BARE_FORM, form_queries, is_form=True),
    ]


def measured(cases: list[Case], folder: str, options: argparse.Namespace) -> dict[str, list[Round]]:
    """Bare, bare again, each page; and so on: what disturbs the machine disturbs all of them."""
    rounds: dict[str, list[Round]] = {case.title: [] for case in cases}
    for number in range(options.rounds + 1):
        for case in cases:
            found = measure(case, options.seconds, options.connections, f"{folder}/bodies-{number}")
            rounds[case.title] += [found] if number else []  # the first warms up
    return rounds


def a_a_remark(rounds: dict[str, list[Round]]) -> str:
    a_a = ratio(rounds[AGAIN], rounds[BARE_VIEW])
    fault = ": outside 0.95 to 1.05. THESE FIGURES DO NOT COUNT; run it again on a quiet machine."
    return f"A/A {a_a:.2f}" + ("." if counts(a_a) else fault)


def row(case: Case, rounds: dict[str, list[Round]]) -> list[str]:
    own = rounds[case.title]
    faults = sum(one.faults for one in own)
    cpu, speed, p95 = (median([getattr(one, name) for one in own]) for name in ("cpu_us", "per_second", "p95_ms"))
    figures = [f"{cpu:.0f}", f"{ratio(own, rounds[case.beside]):.2f}", case.beside]
    figures += [f"{speed:.0f}" + (f" ({faults} faults)" if faults else ""), f"{p95:.1f}"]
    first, kept = case.queries
    return [case.title, *figures, str(kept), str(first), *(["–"] * 3 if case.is_form else sizes(case.server, case.path))]


def sizes(server: Server, path: str) -> list[str]:
    """Bytes of the body for a browser that takes no compression, gzip, brotli."""
    return [f"{len(server.get(path, **{'Accept-Encoding': kind})[1]):,}" for kind in ("identity", "gzip", "br")]


def imports(name: str, database: str, options: argparse.Namespace) -> list[list[str]]:
    """The table of imports into one database."""
    with tempfile.TemporaryDirectory() as folder:
        environment = in_service(Path(folder), database or f"sqlite:///{folder}/site.sqlite3")
        for command in (["migrate"], ["load_launch_content"]):
            python(environment, "manage.py", *command, "-v0")
        return importing.rows(name, Path(folder), options.rows, options.import_rounds, python, environment)


def anew(rows: Callable[..., tuple[str, list[list[str]]]], database: str, options: argparse.Namespace) -> tuple[str, list[list[str]]]:
    """The remark and the table of pages with few things on them and with many."""
    with tempfile.TemporaryDirectory() as folder:
        environment = in_service(Path(folder), database or f"sqlite:///{folder}/site.sqlite3")
        for command in (["migrate"], ["collectstatic", "--noinput"]):
            python(environment, "manage.py", *command, "-v0")
        return rows(options.rounds, python, environment)


def table(headings: list[str], rows: list[list[str]], *, markdown: bool) -> str:
    if markdown:
        return "\n".join("| " + " | ".join(row) + " |" for row in [headings, ["---"] * len(headings), *rows])
    widths = [max(len(row[column]) for row in [headings, *rows]) for column in range(len(headings))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in [headings, *rows])


def say(*lines: str) -> None:
    print("\n".join(["", *lines]), flush=True)  # noqa: T201


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--connections", type=int, default=4)
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("--sqlite-only", action="store_true")
    parser.add_argument("--only", choices=PARTS, help="one part of the bench alone")
    parser.add_argument("--rows", type=int, default=480_000, help="of the street files that are imported")
    parser.add_argument("--import-rounds", type=int, default=3)
    options = parser.parse_args()
    with ExitStack() as servers:
        runs = [("SQLite", "", 1)]
        if not options.sqlite_only:
            runs.append(("PostgreSQL", servers.enter_context(postgresql.server()), 2))
        for name, database, workers in runs:
            if options.only in {None, "pages"}:
                remarks, rows = run(name, database, workers, options)
                say(*remarks, "", table(HEADINGS, rows, markdown=options.markdown))
            if options.only in {None, "imports"}:
                loads = imports(name, database, options)
                say(f"{name}, imports.", "", table(importing.HEADINGS, loads, markdown=options.markdown))
            for part in [part for part in MADE_ANEW if options.only in {None, part}]:
                remark, rows = anew(MADE_ANEW[part], database, options)
                say(f"{name}, the {part}. {remark}", "", table(made_anew.HEADINGS, rows, markdown=options.markdown))


if __name__ == "__main__":
    main()
