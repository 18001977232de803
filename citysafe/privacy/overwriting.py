"""On SQLite what is erased is overwritten in the file, but stays in the write-ahead log until that is emptied."""

from pathlib import Path

from django.conf import settings
from django.db import connection

PATIENCE = 2_000  # milliseconds in which nobody else writes


def overwrite_what_is_gone() -> bool:
    """Empty the write-ahead log; False where somebody reads from it just now, then the due work tries again.

    Does nothing in a transaction, and nothing on PostgreSQL, where autovacuum frees what is gone in its own time.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return True
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE}")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        is_busy = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {connection.settings_dict['OPTIONS']['timeout'] * 1_000}")
    if is_busy:
        _mark().parent.mkdir(parents=True, exist_ok=True)
        _mark().touch()
    else:
        _mark().unlink(missing_ok=True)
    return not is_busy


def try_again() -> None:
    if _mark().exists():
        overwrite_what_is_gone()


def _mark() -> Path:
    return Path(settings.ERASED_FOLDER) / "overwrite-again"
