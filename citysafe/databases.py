"""What each database needs so that many people can use the site at once and nothing that was promised is lost."""

from typing import Any

PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"


def tuned(database: dict[str, Any]) -> dict[str, Any]:
    """A database's settings with ours added; what its address sets itself stays."""
    given = database.get("OPTIONS", {})
    if database["ENGINE"].endswith("sqlite3"):
        # One writer at a time, and it waits instead of failing; what is deleted is overwritten.
        options = {**given, "transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": PRAGMAS}
        return {**database, "CONN_MAX_AGE": None, "OPTIONS": options}
    return {**database, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "OPTIONS": {"connect_timeout": 3, **given}}
