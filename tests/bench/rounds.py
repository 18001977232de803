"""Measured rounds and what follows from them: plain arithmetic, no Django."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

A_A_BOUNDS = (0.95, 1.05)


@dataclass(frozen=True)
class Round:
    cpu_us: float
    per_second: float
    p95_ms: float
    faults: int


@dataclass(frozen=True)
class Case:
    """What is loaded, and the title of what it is compared with. `queries` are the first visitor's and the next one's."""

    title: str
    server: Any
    path: str
    beside: str
    queries: Sequence[int] = (0, 0)
    is_form: bool = False


def median(values: list[float]) -> float:
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def ratio(rounds: list[Round], bare: list[Round]) -> float:
    """CPU for a request beside the bare one's, each round with the one next to it."""
    return median([one.cpu_us / other.cpu_us for one, other in zip(rounds, bare, strict=True)])


def counts(a_a: float) -> bool:
    return A_A_BOUNDS[0] <= a_a <= A_A_BOUNDS[1]


def measure(case: Case, seconds: float, connections: int, bodies: str) -> Round:
    """One round of load from another process; `bodies` is the file of what a form is sent."""
    address = f"http://127.0.0.1:{case.server.port}{case.path}"
    command = [sys.executable, "-m", "tests.bench.load", address, str(seconds), str(connections), *([bodies] if case.is_form else [])]
    before = case.server.cpu_seconds()
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    said = json.loads(done.stdout)
    used = case.server.cpu_seconds() - before
    return Round(1e6 * used / max(said["requests"], 1), said["requests"] / said["seconds"], said["p95_ms"], said["faults"])
