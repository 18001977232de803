"""How much of the code the tests must reach, and whether they did."""

import json
import os
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LEAST_OVERALL = 95
# Every branch of these is reached; so is every branch of the modules that know nothing of Django (pyproject.toml lists them).
WHOLLY = ["*/services.py", "*/services/*.py", "*/permissions.py", "*/roles.py"]
PURE_CONTRACT = "Arithmetic, drawing and dates know nothing of Django"


def faults(folder: Path) -> list[str]:
    """Show the report on the data files in `folder`; say in sentences where too little was reached."""
    _coverage(folder, "combine", "--quiet")
    _coverage(folder, "report", "--precision=1")
    _coverage(folder, "json", "--quiet", "-o", str(folder / "coverage.json"))
    return judge(json.loads((folder / "coverage.json").read_text()))


def judge(report: dict) -> list[str]:
    overall = report["totals"]["percent_covered"]
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


def _coverage(folder: Path, *command: str) -> None:
    environment = {**os.environ, "COVERAGE_FILE": str(folder / ".coverage")}
    subprocess.run([sys.executable, "-m", "coverage", *command], cwd=ROOT, env=environment, check=True)
