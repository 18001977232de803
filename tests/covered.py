"""How much of the code the tests must reach, and whether they did."""

import json
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# It warns that branches of the tests themselves are not looked at; nobody asks it to.
SLIPCOVER = [sys.executable, "-W", "ignore:Unable to activate pytest branch coverage", "-m", "slipcover"]
SOURCE = ["citysafe", "plan", "statistics", "forum"]
LEAST_OVERALL = 95
# Every branch of these is reached; so is every branch of the modules that know nothing of Django (pyproject.toml lists them).
WHOLLY = ["*/services.py", "*/services/*.py", "*/permissions.py", "*/roles.py"]
PURE_CONTRACT = "Arithmetic, drawing and dates know nothing of Django"


def command(results: Path) -> list[str]:
    """What runs a module and writes to `results` what it reached; a process that a test starts is not looked at."""
    return [*SLIPCOVER, "--branch", "--source", ",".join(SOURCE), "--omit", "*/migrations/*", "--json", "--out", str(results)]


def faults(folder: Path) -> list[str]:
    """Show the report on the results in `folder`; say in sentences where too little was reached."""
    results = [str(path) for path in sorted(folder.glob("*.covered.json"))]
    if not results:
        return ["No run says what it reached."]
    together = folder / "together.json"
    subprocess.run([*SLIPCOVER, "--merge", *results, "--skip-covered", "--out", str(together)], cwd=ROOT, check=True)
    return judge(json.loads(together.read_text()))


def judge(report: dict) -> list[str]:
    overall = report["summary"]["percent_covered"]
    sentences = [f"Coverage is {overall:.1f} %: it must be {LEAST_OVERALL} % or more."] if overall < LEAST_OVERALL else []
    for path, found in sorted(report["files"].items()):
        reached = found["summary"]["percent_covered"]
        if reached < 100 and is_wholly(path):
            sentences.append(f"{path} is covered to {reached:.1f} %: services, permissions and pure modules must be covered wholly.")
    return sentences


def is_wholly(path: str) -> bool:
    return path in pure_modules() or any(fnmatch(path, pattern) for pattern in WHOLLY)


def pure_modules() -> set[str]:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    (contract,) = [contract for contract in contracts if contract["name"] == PURE_CONTRACT]
    places = [ROOT / module.replace(".", "/") for module in contract["source_modules"]]
    files = [file for place in places for file in (sorted(place.glob("*.py")) if place.is_dir() else [place.with_suffix(".py")])]
    return {str(file.relative_to(ROOT)) for file in files}
