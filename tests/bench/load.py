"""A small load generator on loopback, in a process of its own: `python -m tests.bench.load ADDRESS SECONDS CONNECTIONS [BODIES]`.

It gets the address again and again, or sends it each line of the file BODIES once, as a form. Prints one line of JSON:
requests answered, failures, seconds, and the 95th percentile in milliseconds.
"""

import json
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from itertools import repeat
from pathlib import Path
from threading import Thread
from typing import NamedTuple
from urllib.parse import urlsplit

HOST = "plan.example.org"
HEADERS = {"X-Forwarded-Proto": "https"}


class Request(NamedTuple):
    method: str
    body: bytes | None
    headers: dict[str, str]
    answer: int


def gets() -> Iterator[Request]:
    return repeat(Request("GET", None, HEADERS | {"Host": HOST}, 200))


def posts(bodies: list[bytes]) -> Iterator[Request]:
    """Each from a sender of its own: the site holds what one address sends too often."""
    form = HEADERS | {"Host": HOST, "Content-Type": "application/x-www-form-urlencoded"}
    return iter([Request("POST", body, form | {"X-Forwarded-For": sender(number)}, 302) for number, body in enumerate(bodies)])


def sender(number: int) -> str:
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


def ask(address: str, requests: Iterator[Request], until: float, times: list[float], faults: list[str]) -> None:
    """Send until then. The threads share `requests`, whose next is one step of the interpreter."""
    parts = urlsplit(address)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=15)
    for request in requests:
        begun = time.monotonic()
        if begun >= until:
            break
        try:
            connection.request(request.method, parts.path, request.body, request.headers)
            answer = connection.getresponse()
            answer.read()
        except OSError as error:
            faults.append(str(error))
            connection.close()
            continue
        times.append(time.monotonic() - begun)
        if answer.status != request.answer:
            faults.append(str(answer.status))
    else:
        faults.append("There were too few bodies.")
    connection.close()


def main(address: str, seconds: float, connections: int, bodies: str = "") -> None:
    if urlsplit(address).hostname != "127.0.0.1" or seconds > 60 or connections > 64:
        sys.exit("This loads 127.0.0.1 alone, for 60 seconds at most, over 64 connections at most.")
    requests = posts(Path(bodies).read_bytes().split(b"\n")) if bodies else gets()
    times: list[float] = []
    faults: list[str] = []
    begun = time.monotonic()
    threads = [Thread(target=ask, args=(address, requests, begun + seconds, times, faults)) for _ in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.monotonic() - begun
    print(json.dumps({"requests": len(times), "faults": len(faults), "seconds": took, "p95_ms": 1000 * percentile(times, 0.95)}))  # noqa: T201


def percentile(values: list[float], share: float) -> float:
    """The smallest value that at least this share of them do not exceed; 0 of none."""
    ordered = sorted(values)
    return ordered[max(0, -int(-share * len(ordered) // 1) - 1)] if ordered else 0.0


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:])
