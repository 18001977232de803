"""Sites with a database of their own, which Django's connection is led to: a backup is made of one and restored to another."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.db import connection, connections

IS_SQLITE = "sqlite" in settings.DATABASES["default"]["ENGINE"]


@contextmanager
def leading_to(database: str) -> Iterator[None]:
    """Whoever asks for the connection, in any thread, gets one to this database."""
    shared, there = connections.settings["default"], connections["default"]
    before, shared["NAME"] = shared["NAME"], database
    connections["default"] = connections.create_connection("default")
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"], shared["NAME"] = there, before


def migrated(folder: Path) -> str:
    """A database as the tests' own is at this moment; nobody may have it open."""
    if IS_SQLITE:
        file = folder / "migrated.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(file)])
        return str(file)
    connection.close()
    return _create(connection.settings_dict["NAME"])


def copied(template: str, folder: Path) -> str:
    if IS_SQLITE:
        file = folder / f"{uuid4().hex}.sqlite3"
        file.write_bytes(Path(template).read_bytes())
        return str(file)
    return _create(template)


def empty(folder: Path) -> str:
    """One without a single table; on SQLite there is not even a file."""
    return str(folder / f"{uuid4().hex}.sqlite3") if IS_SQLITE else _create("template1")


def _create(template: str) -> str:
    name = f"site_{uuid4().hex}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return name


def drop(database: str) -> None:
    if not IS_SQLITE:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')


def everything() -> dict[str, list[tuple]]:
    """Each row of each table."""
    with connection.cursor() as cursor:
        tables = {}
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f'SELECT * FROM "{table}"')
            tables[table] = sorted(cursor.fetchall(), key=repr)
        return tables


def url(database: str) -> str:
    """As `DATABASE_URL` wants it."""
    if IS_SQLITE:
        return f"sqlite:///{database}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}").geturl()


def backups_in(folder: Path) -> list[str]:
    """What lies there, locks apart."""
    return [path.name for path in folder.iterdir() if not path.name.endswith(".lock")]
