"""What a table to take away is: columns with their types and meanings, a key, links to other tables, and its text as CSV.

One header row, one value a cell, no empty cell, no formula.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Literal

from citysafe.design.spreadsheet import cell

Kind = Literal["string", "integer", "number", "boolean", "date", "datetime"]
NONE = "[z]"  # does not apply, or there is nothing to say


@dataclass(frozen=True)
class Column:
    name: str
    kind: Kind
    meaning: str
    choices: tuple[str, ...] = ()

    @property
    def type_in_words(self) -> str:
        """“whole number”; for a reader of the dictionary."""
        words = {"string": "text", "integer": "whole number", "boolean": "yes or no", "datetime": "moment (UTC)"}
        return words.get(self.kind, self.kind)


@dataclass(frozen=True, eq=False)
class Table:
    """`key` names the column that tells one row from another, or several with spaces between; `links` maps a column to the table whose key it holds."""

    name: str
    title: str
    holds: str
    columns: tuple[Column, ...]
    key: str = ""
    links: Mapping[str, str] = field(default_factory=dict)

    @property
    def file_name(self) -> str:
        return f"{self.name}.csv"

    @property
    def keys(self) -> list[str]:
        return self.key.split()

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]


def as_csv(table: Table, rows: Iterable[Mapping[str, Any]], *, nothing: str = NONE) -> str:
    """The rows under their header; a row that lacks a column or has one too many is a fault of ours: ValueError.

    `nothing` stands where there is nothing: its code, but in files that people fill in and send back.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(table.names)
    for row in rows:
        if row.keys() != {*table.names}:
            raise ValueError(f"{table.name}: {sorted(row.keys() ^ {*table.names})}")
        writer.writerow([cell(as_text(row[name], nothing=nothing)) for name in table.names])
    return buffer.getvalue()


def as_text(value: Any, *, nothing: str = NONE) -> str:
    """“yes”, “2023-09-30”, “2026-07-22T08:30:00Z”; `nothing` where there is nothing."""
    if value is None or value == "":
        return nothing
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return moment(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def moment(value: datetime) -> str:
    """To the second, in universal time."""
    return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
