"""What was found in a copy of the database. No Django here."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Snapshot:
    """How many rows each table has, and which migrations were applied, as “app.name”."""

    rows: dict[str, int]
    migrations: list[str]
