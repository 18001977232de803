"""The scenarios on both databases, one after the other: `python -m tests.stress`, or those that are named, such as “Every mode at once”."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests import postgresql

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 1800  # seconds on one database: what takes longer hangs, on however slow a machine


def run(name: str, database: str, folder: Path, *options: str) -> bool:
    """Run the scenarios on this database, in a process of their own that ends in time; whether all held."""
    say(f"\n===== {name} =====")
    command = [sys.executable, "-m", "tests.stress.scenarios", *options]
    with subprocess.Popen(command, cwd=ROOT, env=environment(database, folder)) as process:
        try:
            return process.wait(LONGEST) == 0
        except subprocess.TimeoutExpired:
            say(f"It takes longer than {LONGEST} s.")
            return False
        finally:
            process.terminate()


def environment(database: str, folder: Path) -> dict[str, str]:
    """Nothing of this machine's own but the path; files lie in the folder."""
    ours = {
        "DATABASE_URL": database,
        "ENV_FILE": str(ROOT / "tests" / "stress" / "site.env"),
        "DJANGO_SETTINGS_MODULE": "citysafe.settings",
        "MEDIA_ROOT": str(folder / "media"),
        "ERASED_FOLDER": str(folder / "erased"),
    }
    return {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ} | ours


def say(words: str) -> None:
    print(words, flush=True)  # noqa: T201


def main() -> int:
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, postgresql.server() as address:
        databases = {"SQLite": f"sqlite:///{folder}/stress.sqlite3", "PostgreSQL": address}
        held = [run(name, database, Path(folder) / name, *sys.argv[1:]) for name, database in databases.items()]
    say(f"\n{'Everything held' if all(held) else 'NOT EVERYTHING HELD'}, in {time.monotonic() - started:.0f} s.")
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
