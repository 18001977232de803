"""Flags below the foot of a line: each holds a number, and a stem leads up from it to its time."""

from collections.abc import Sequence
from dataclasses import dataclass

from statistics.charts.paper import LABEL, Pin, Text, round_off, width

LANE, HEIGHT = 30, 24
BETWEEN, INSIDE = 6, 6


@dataclass(frozen=True)
class Placed:
    """A pin with the place that its stem leads to."""

    pin: Pin
    x: float
    top: float


@dataclass(frozen=True)
class Flag:
    text: Text
    x: float
    y: float
    width: float
    height: int
    stem_x: float
    stem_top: float
    is_break: bool


def flags(placed: Sequence[Placed], paper: int, foot: float) -> tuple[list[Flag], float]:
    """The flags in as many lanes as they need to stand apart, and how high the lanes are together."""
    lanes: list[float] = []  # where the last flag of each ends
    drawn = []
    for one in sorted(placed, key=lambda one: (one.x, one.pin.number)):
        wide = round_off(width(one.pin.words, LABEL) + 2 * INSIDE)
        left = round_off(min(max(one.x - wide / 2, 1), paper - wide - 1))
        lane = next((number for number, end in enumerate(lanes) if end + BETWEEN <= left), len(lanes))
        lanes[lane : lane + 1] = [left + wide]
        y = foot + 12 + LANE * lane
        text = Text(round_off(left + wide / 2), y + 17, one.pin.words, "middle")
        drawn.append(Flag(text, left, y, wide, HEIGHT, one.x, one.top, one.pin.is_break))
    return drawn, LANE * len(lanes) + (4 if lanes else 0)
