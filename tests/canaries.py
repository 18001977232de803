"""Words that stand for a person, and the places where they must never turn up, in whatever way they are written there."""

import html
import json
import logging
import quopri
import re
import subprocess
import unicodedata
from base64 import b64encode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import quote, quote_plus

from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import connection

from citysafe.logs import CONFIGURATION, AddressPattern, WithoutWords
from citysafe.people.personal_data import PERSONAL_DATA
from citysafe.publishing import editions
from tests.conftest import ReadingClient

FOLDED = re.compile(rb"=\r?\n|\r?\n[ \t]")
"""Where mail and calendar files break a line within a word."""


PINNED = {name for name in CONFIGURATION["loggers"] if "." in name}
OF_THE_TESTS = {"factory", "faker", "hypothesis"}
"""Loggers that a site does not have."""


class Canary:
    """Somebody invented for one test: each thing that is known about them holds `word`, and letters that are written in many ways."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.full_name = f"Žoë {word} O’Brïen & D'Arcy"
        self.email = f"{word}@example.org"
        self.other_organisation = f"Ünïon {word} & Söhne"
        self.role = f"Räting {word}"
        self.needs = {name: f"Nüsse & “Öl” {word} {name}" for name in ("access", "dietary", "communication")}
        self.answer = f"Çok gizli {word}"

    @property
    def form(self) -> dict[str, str]:
        said = ("full_name", "email", "other_organisation", "role")
        return {name: getattr(self, name) for name in said} | self.needs | {"consent": "on"}

    @property
    def texts(self) -> list[str]:
        """What is looked for: the word by itself too, for what is cut off or stripped of its accents."""
        return [self.word, self.full_name, self.email, self.other_organisation, self.role, *self.needs.values(), self.answer]


def found(where: bytes, texts: Iterable[str]) -> list[str]:
    """Those of the texts that are in it, in any writing."""
    unfolded = FOLDED.sub(b"", where)
    small, solid = where.lower() + b"\n" + unfolded.lower(), re.sub(rb"\s", b"", where)
    return [text for text in texts if any(mark in small for mark in _written(text)) or any(mark in solid for mark in _in_base64(text))]


@cache
def _written(text: str) -> frozenset[bytes]:
    marks: set[bytes] = set()
    for one in _composed(text):
        plain = one.encode()
        words = [one, html.escape(one), html.escape(one).replace("&#x27;", "&#39;"), html.escape(one, quote=False), json.dumps(one)[1:-1]]
        words += [quote(one), quote(one, safe=""), quote(one, safe="@"), quote_plus(one)]
        marks |= {word.encode().lower() for word in words}
        marks |= {
            plain.lower(),
            one.lower().encode(),
            one.encode("ascii", "xmlcharrefreplace").lower(),
            one.encode("unicode_escape").lower(),
        }
        marks |= {quopri.encodestring(plain, header=header).replace(b"=\n", b"").lower() for header in (False, True)}
    return frozenset(marks)


@cache
def _in_base64(text: str) -> frozenset[bytes]:
    """As it stands within something longer, whatever comes before and after."""
    marks = set()
    for plain in {spelt.encode() for one in _composed(text) for spelt in (one, one.lower())}:
        for before in range(3):
            whole = b64encode(bytes(before) + plain)
            marks.add(whole[(0, 2, 3)[before] : len(whole) - (4 if (before + len(plain)) % 3 else 0)])
    return frozenset(marks | {mark.replace(b"+", b"-").replace(b"/", b"_") for mark in marks})


def _composed(text: str) -> set[str]:
    return {unicodedata.normalize(form, text) for form in ("NFC", "NFD")} | {text}


class WatchedClient(ReadingClient):
    """Keeps what an answer shows beside its page: the title, and where it leads."""

    def __init__(self) -> None:
        super().__init__()
        self.beside: list[str] = []

    def request(self, **request):
        answer = super().request(**request)
        self.beside.append(answer.headers.get("Location", ""))
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            self.beside += re.findall(r"<title>(.*?)</title>", answer.content.decode(), re.DOTALL)
        return answer


@contextmanager
def logged() -> Iterator[list[str]]:
    """Every line of every logger, from DEBUG on where the settings do not name its level, as the console would show it."""
    lines: list[str] = []
    handler = logging.Handler(logging.DEBUG)
    handler.addFilter(AddressPattern())
    handler.setFormatter(WithoutWords(CONFIGURATION["formatters"]["line"]["fmt"]))
    handler.emit = lambda record: lines.append(handler.format(record))  # type: ignore[method-assign]
    names = [name for name in sorted(logging.root.manager.loggerDict) if name.partition(".")[0] not in OF_THE_TESTS]
    every = [logging.root, *map(logging.getLogger, names)]
    before = {logger: logger.level for logger in every}
    for logger in every:
        if logger.name not in PINNED:
            logger.setLevel(logging.DEBUG)
        if logger is logging.root or not logger.propagate:
            logger.addHandler(handler)
    try:
        yield lines
    finally:
        for logger, level in before.items():
            logger.setLevel(level)
            logger.removeHandler(handler)


def columns() -> dict[str, bytes]:
    """All that is stored in each column, by a name such as “forum_registration.email”; what sessions hold is unpacked."""
    held: dict[str, bytes] = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = cursor.fetchall()
            for number, column in enumerate(cursor.description):
                held[f"{table}.{column[0]}"] = b"\n".join(_bytes(row[number]) for row in rows)
    held["django_session.unpacked"] = str([session.get_decoded() for session in Session.objects.all()]).encode()
    return held


def _bytes(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def declared() -> set[str]:
    """The columns in which the registry of personal data says that something about people is held."""
    from django.apps import apps

    names = {}
    for name in PERSONAL_DATA:
        label, _, field = name.rpartition(".")
        model = apps.get_model(label)
        names[name] = f"{model._meta.db_table}.{model._meta.get_field(field).column}"
    return set(names.values())


def stored(texts: Iterable[str]) -> dict[str, list[str]]:
    """Where in the database which of the texts are."""
    texts = list(texts)
    return {column: here for column, held in columns().items() if (here := found(held, texts))}


def in_memory() -> bytes:
    """What this process keeps beside the database: counts of senders, and the public pages."""
    kept = editions._newest
    counts = caches["counts"]
    pages = b"".join(address.encode() + page.body for address, page in kept.pages.items()) if kept else b""
    return repr((counts._cache, kept and kept.shared)).encode() + pages  # type: ignore[attr-defined]


def on_disk() -> bytes:
    """The bytes of the database's file and of its write-ahead log, read by another process: in ours that would drop its locks."""
    file = Path(connection.settings_dict["NAME"])
    files = [str(path) for path in (file, Path(f"{file}-wal")) if path.exists()]
    return subprocess.run(["cat", *files], capture_output=True, check=True).stdout
