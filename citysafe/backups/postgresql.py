"""PostgreSQL: copied by pg_dump in its own format, put back by pg_restore and psql in one transaction. The password goes by environment."""

import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from citysafe.backups import unfinished
from citysafe.backups.faults import BackupError
from citysafe.backups.snapshot import Snapshot

VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "passfile": "PGPASSFILE",
    "service": "PGSERVICE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "connect_timeout": "PGCONNECT_TIMEOUT",
}
SIGNED_OUT = "DELETE FROM public.django_session;\n"
SERVED = "The database is in use by others: stop the site and the due work first, then restore."


def place() -> Path:
    """Where a restored database is prepared: where backups lie, never among the files that are served."""
    return Path(settings.BACKUP_FOLDER or settings.BASE_DIR / "var" / "restoring")


def size() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def copy(target: Path) -> Snapshot:
    """Copy the database and count its rows, both as at one moment: a snapshot that pg_dump takes over."""
    own = connection.copy()
    try:
        with own.cursor() as cursor:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            [snapshot] = cursor.fetchone()
            _run(
                "pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--no-password", f"--snapshot={snapshot}", f"--file={target}"
            )
            return Snapshot(_rows(cursor), _migrations(cursor))
    finally:
        own.close()


def holds_rows(apart_from: frozenset[str]) -> bool:
    """Whether anything is stored in other tables than those."""
    with connection.cursor() as cursor:
        return any(number for table, number in _rows(cursor).items() if table not in apart_from)


def refuse_while_served() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        if cursor.fetchone()[0]:
            raise BackupError(SERVED)


def restore(prepared: Path, rows: Mapping[str, int], finish: Callable[[], None]) -> None:
    """Put the copy in the place of all tables, count its rows and sign everybody out, in one transaction; then let `finish` do its work."""
    before, script, after = (prepared.with_name(f"{name}.sql") for name in ("before", "restore", "after"))
    _run("pg_restore", "--exit-on-error", "--no-owner", "--no-privileges", f"--file={script}", str(prepared))
    with connection.cursor() as cursor:
        before.write_text("".join(f"DROP TABLE {_quoted(table)} CASCADE;\n" for table in _tables(cursor)), encoding="utf-8")
    after.write_text(_counting(rows) + SIGNED_OUT, encoding="utf-8")
    connection.close()
    refuse_while_served()
    connection.close()
    files = [f"--file={file}" for file in (before, script, after)]
    with unfinished.noted():
        _run("psql", "--no-psqlrc", "--quiet", "--no-password", "--single-transaction", "--set=ON_ERROR_STOP=1", *files)
    finish()


def _tables(cursor: Any) -> list[str]:
    return sorted(table.name for table in connection.introspection.get_table_list(cursor) if table.type in {"t", "p"})


def _rows(cursor: Any) -> dict[str, int]:
    rows = {}
    for table in _tables(cursor):
        cursor.execute(f"SELECT count(*) FROM {_quoted(table)}")  # noqa: S608
        rows[table] = cursor.fetchone()[0]
    return rows


def _migrations(cursor: Any) -> list[str]:
    cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
    return [f"{app}.{name}" for app, name in cursor.fetchall()]


def _quoted(table: str) -> str:
    return f'public."{table}"'


def _counting(rows: Mapping[str, int]) -> str:
    """What ends the transaction with a fault where a table has other rows than the manifest says."""
    checks = [
        f"IF (SELECT count(*) FROM {_quoted(table)}) <> {number} THEN RAISE EXCEPTION 'other rows than its manifest says'; END IF;\n"  # noqa: S608
        for table, number in rows.items()
    ]
    return f"DO $$ BEGIN\n{''.join(checks)}END $$;\n"


def _run(program: str, *arguments: str) -> None:
    try:
        subprocess.run([program, *arguments], env=_environment(), capture_output=True, text=True, errors="replace", check=True)  # noqa: S603
    except FileNotFoundError:
        raise BackupError(
            f"{program} is not on this machine: install PostgreSQL’s client programs (on Debian: postgresql-client)."
        ) from None
    except subprocess.CalledProcessError as fault:
        raise _in_our_words(program, fault.stderr) from None


def _environment() -> dict[str, str]:
    """How to reach the database, where no list of running programs shows it."""
    given = {name: str(value) for name, value in connection.get_connection_params().items() if name in VARIABLES and value}
    return {**os.environ, "LC_ALL": "C", "PGCLIENTENCODING": "UTF8"} | {VARIABLES[name]: value for name, value in given.items()}


def _in_our_words(program: str, said: str) -> Exception:
    if "No space left on device" in said:
        return OSError(28, os.strerror(28))
    if "version mismatch" in said or "unsupported version" in said:
        return BackupError(
            f"{program} here is older than the database: install PostgreSQL’s client programs of its version or a newer one."
        )
    lines = [line for line in said.strip().splitlines() if line.strip()]
    reason = next((line for line in lines if "error:" in line.lower()), lines[-1] if lines else "it gave no reason")
    return BackupError(f"{program} could not do it, and nothing was changed: {reason}")
