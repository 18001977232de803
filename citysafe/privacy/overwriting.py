"""On SQLite what is erased is overwritten in the file, but stays in the write-ahead log until that is emptied.

Whoever erases somebody empties it at once. The due work does so in each round in which anything stands in it: what somebody
changed or cancelled goes too, and what was erased by a process that was killed before it came to that.
"""

from contextlib import suppress
from pathlib import Path

from django.db import DatabaseError, connection

PATIENCE, IN_PASSING = 2_000, 20  # milliseconds in which nobody else writes


def overwrite_what_is_gone() -> None:
    """Empty the log. Where that cannot be done at this moment, as while somebody reads from it, the due work does it.

    Does nothing in a transaction, and nothing on PostgreSQL, where autovacuum frees what is gone in its own time.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with suppress(DatabaseError):
            _empty(PATIENCE)


def run() -> str:
    """Empty the log if anything stands in it and nobody reads from it just now; nothing to say about it."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block and _log_is_used():
        _empty(IN_PASSING)
    return ""


def _log_is_used() -> bool:
    log = Path(f"{connection.settings_dict['NAME']}-wal")
    return log.is_file() and log.stat().st_size > 0


def _empty(patience: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {patience}")
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {connection.settings_dict['OPTIONS']['timeout'] * 1_000}")
