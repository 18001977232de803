"""The test database as another process can open it."""

import os
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connection


class OwnDatabase:
    """A database by its address, for `DATABASE_URL`, and by a connection apart from the tests'."""

    def __init__(self, url: str, raw) -> None:
        self.url = url
        self.raw = raw

    def execute(self, statement: str) -> list[tuple]:
        """One statement, committed; the rows that it gives, if any."""
        with closing(self.raw.cursor()) as cursor:
            cursor.execute(statement)
            rows = cursor.fetchall() if cursor.description else []
        self.raw.commit()
        return rows

    def states(self) -> Counter[str]:
        """How many mails of the outbox are in which state."""
        return Counter(dict(self.execute("SELECT state, count(*) FROM mail_queuedmail GROUP BY state")))


@contextmanager
def own_database(folder: Path) -> Iterator[OwnDatabase]:
    """On SQLite a copy of what is stored now, since the tests' own lies in memory; on PostgreSQL the database itself."""
    if connection.vendor == "sqlite":
        file = folder / "site.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(file)])
        raw, url = sqlite3.connect(file, timeout=20), f"sqlite:///{file}"
    else:
        import psycopg2

        name = connection.settings_dict["NAME"]
        url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
        raw = psycopg2.connect(url)
    with closing(raw):
        yield OwnDatabase(url, raw)
