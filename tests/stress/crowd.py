"""People who register, as many at once as there are, each with a connection and an address of their own."""

import http.client
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.core import signing
from django.db import connection

from citysafe.publishing.stamps import SALT
from forum import forms, notice, receipts
from forum.models import Event
from tests.stress.site import PATIENCE, Site


@dataclass(frozen=True)
class Answer:
    status: int
    body: str
    location: str
    seconds: float

    def told(self, event: Event) -> str:
        """What the page that follows says: “confirmed” or “waiting”; nothing where there is none."""
        found = receipts.read(self.location.rstrip("/").rpartition("/")[2], event)
        return "" if found is None else "confirmed" if found.has_a_place else "waiting"


def form(event: Event, person: int, *, key: str = "") -> dict[str, str]:
    """The form of one person, filled in for a minute, with the notice as it stands. The same `key`: the same form."""
    return {
        "stamp": stamp(forms.subject(event, notice.version()), key=key),
        "full_name": f"Person {person}",
        "email": f"person{person}@example.org",
        "other_organisation": "An example organisation",
        "consent": "on",
    }


def stamp(subject: str, *, key: str = "") -> str:
    return signing.dumps([key or uuid4().hex, subject, int(time.time()) - 60], salt=SALT)


def address(event: Event) -> str:
    return f"/forum/{event.slug}/register/"


def ask(site: Site, path: str, fields: dict[str, Any] | None = None, *, sender: int = 0) -> Answer:
    """Fetch a page, or send a form; `sender` numbers the internet address that it comes from, of 16 million."""
    headers = {"Host": "localhost", "Connection": "close", "X-Forwarded-For": f"10.{sender >> 16 & 255}.{sender >> 8 & 255}.{sender & 255}"}
    if fields is not None:
        headers |= {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
    started = time.monotonic()
    line = http.client.HTTPConnection("127.0.0.1", site.port, timeout=PATIENCE)
    try:
        line.request("GET" if fields is None else "POST", path, None if fields is None else urlencode(fields, doseq=True), headers)
        response = line.getresponse()
        body = response.read().decode()
    finally:
        line.close()
    return Answer(response.status, body, response.getheader("Location", ""), time.monotonic() - started)


def at_once(site: Site, path: str, forms: Iterable[dict[str, str]]) -> list[Answer]:
    """Send all forms in the same moment."""
    waiting = list(forms)
    start = Barrier(len(waiting))

    def send(number: int) -> Answer:
        start.wait()
        return ask(site, path, waiting[number], sender=number)

    return in_threads(send, range(len(waiting)), threads=len(waiting))


def in_threads(act: Callable[[int], Any], things: Iterable[int], *, threads: int) -> list[Any]:
    """Do it for each thing, so many at a time; the results in order. What is raised is raised here."""

    def alone(thing):
        try:
            return act(thing)
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(alone, things))


def longest(answers: list[Answer]) -> float:
    return max(answer.seconds for answer in answers)


def median(answers: list[Answer]) -> float:
    return sorted(answer.seconds for answer in answers)[len(answers) // 2]
