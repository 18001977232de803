"""SQLite: copied by its own call while the site goes on, put back while nobody has it open. Never by an ordinary copy of the file."""

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection

from citysafe.backups import unfinished
from citysafe.backups.faults import BackupError
from citysafe.backups.ownership import move
from citysafe.backups.snapshot import Snapshot
from citysafe.backups.workplace import sync

PAGES = 256  # of 4 KB in one step
SERVED = "The database is in use: stop the site and the due work first, then restore."
BROKEN = "The database cannot be read ({}): it may be damaged."


def place() -> Path:
    """Where a restored database is prepared: on the disk of the one that it follows."""
    return _live().parent


def size() -> int:
    with _reading() as source:
        return int(source.execute("PRAGMA page_count").fetchone()[0] * source.execute("PRAGMA page_size").fetchone()[0])


def copy(target: Path) -> Snapshot:
    """Copy the database as it is at this moment, by a connection of its own; whoever writes meanwhile waits for nothing."""
    with _reading() as source, closing(sqlite3.connect(target)) as made:
        copy_held(source, made)
        made.execute("PRAGMA journal_mode=DELETE")  # one file, whole by itself
    return _examined(target)


def copy_held(source: sqlite3.Connection, made: sqlite3.Connection, progress: Callable[[int, int, int], object] | None = None) -> None:
    """Copy in small steps. What reads holds on to its moment: else each write of somebody else would make it begin anew."""
    source.execute("BEGIN")
    source.execute("SELECT count(*) FROM sqlite_master").fetchone()
    source.backup(made, pages=PAGES, progress=progress)
    source.execute("ROLLBACK")


def holds_rows(apart_from: frozenset[str]) -> bool:
    """Whether anything is stored in other tables than those; a file that cannot be read may hold anything."""
    if not _live().is_file():
        return False
    try:
        with _reading() as source:
            return any(number for table, number in _rows(source).items() if table not in apart_from)
    except BackupError:
        return True


def refuse_while_served() -> None:
    with _alone():
        pass


def restore(prepared: Path, rows: Mapping[str, int], finish: Callable[[], None]) -> None:
    """Check the copy, let `finish` do its work in it through Django, and put it in the place of the database in one step."""
    if _examined(prepared).rows != rows:
        raise BackupError("The database of this backup has other rows than its manifest says. Nothing was restored.")
    with _django_on(prepared):
        finish()
    with closing(sqlite3.connect(prepared)) as whole:
        whole.execute("PRAGMA journal_mode=DELETE")
    sync(prepared)
    with _alone(), unfinished.noted():
        move(prepared, _live())
    sync(_live().parent)


def _live() -> Path:
    return Path(connection.settings_dict["NAME"])


@contextmanager
def _reading() -> Iterator[sqlite3.Connection]:
    if not _live().is_file():
        raise BackupError(f"There is no database at {_live()}: nothing to back up.")
    with _said(), closing(sqlite3.connect(_live(), timeout=20, isolation_level=None)) as line:
        yield line


@contextmanager
def _said() -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as fault:
        if fault.sqlite_errorname == "SQLITE_FULL":
            raise OSError(28, os.strerror(28)) from fault
        raise BackupError(BROKEN.format(fault)) from fault
    except sqlite3.DatabaseError as fault:
        raise BackupError(BROKEN.format(fault)) from fault


def _examined(file: Path) -> Snapshot:
    with _said(), closing(sqlite3.connect(file)) as line:
        [(verdict,), *_] = line.execute("PRAGMA quick_check(1)").fetchall()
        if verdict != "ok":
            raise BackupError(BROKEN.format(verdict))
        migrations = line.execute("SELECT app, name FROM django_migrations ORDER BY app, name").fetchall()
        return Snapshot(_rows(line), [f"{app}.{name}" for app, name in migrations])


def _rows(line: sqlite3.Connection) -> dict[str, int]:
    tables = line.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite^_%' ESCAPE '^'").fetchall()
    return {table: line.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for (table,) in sorted(tables)}  # noqa: S608


@contextmanager
def _django_on(file: Path) -> Iterator[None]:
    """Django's own connection leads to this file instead."""
    there = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(file)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = there


@contextmanager
def _alone() -> Iterator[None]:
    """Nobody else has the database open, nor can anybody open it until this ends. A damaged file has no owner."""
    connection.close()
    if not _live().is_file():
        yield
        return
    with closing(sqlite3.connect(_live(), timeout=1, isolation_level=None)) as line:
        try:
            line.execute("PRAGMA journal_mode=DELETE")  # refused while any other connection is open, idle or not
            line.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            raise BackupError(SERVED) from None
        except sqlite3.DatabaseError:
            for end in ("-wal", "-shm", "-journal"):  # what belongs to the damaged file must never be taken for the new one's
                Path(f"{_live()}{end}").unlink(missing_ok=True)
        yield
