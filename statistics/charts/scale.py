"""The scales of a line: round numbers up its side, and as many times along its foot as fit."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from statistics import wording
from statistics.charts.paper import LABEL, Point, Text, round_off, width
from statistics.periods import Period

MOST_TICKS = 5
BETWEEN_LABELS = 12


@dataclass(frozen=True)
class Frame:
    """Where on the paper the numbers go; `labels` is how many times at most stand along the foot."""

    width: int
    height: int
    top: int
    bottom: int
    labels: int
    least_left: int


@dataclass(frozen=True)
class Tick:
    x: float
    y: float
    label: Text


def ticks(top: int) -> list[int]:
    """Round numbers from zero up to at least the top, five steps at most, never a part of one."""
    steps = (digit * 10**power for power in range(12) for digit in (1, 2, 5))
    step = next(step for step in steps if step * MOST_TICKS >= top)
    return list(range(0, step * max(1, -(-top // step)) + 1, step))


def across(scale: Sequence[int], left: float, frame: Frame) -> list[Tick]:
    """A line across for each round number, named at its left."""
    return [_rung(value, scale[-1], left, frame) for value in scale]


def along(placed: Sequence[tuple[Point, float]], frame: Frame, foot: float) -> list[Tick]:
    """As many labels along the foot as fit side by side, the first and the last among them; one alone where two do not."""
    for many in range(frame.labels, 1, -1):
        labels = _spread(placed, many, frame, foot)
        if all(one.label.right + BETWEEN_LABELS <= other.label.left for one, other in pairwise(labels)):
            return labels
    return labels[-1:]


def _rung(value: int, top: int, left: float, frame: Frame) -> Tick:
    y = round_off(frame.bottom - (frame.bottom - frame.top) * value / top)
    return Tick(round_off(left), y, Text(round_off(left - 8), round_off(y + 5), wording.count(value), "end"))


def _spread(placed: Sequence[tuple[Point, float]], many: int, frame: Frame, foot: float) -> list[Tick]:
    chosen = sorted({round(number * (len(placed) - 1) / (many - 1)) for number in range(many)})
    return [_time(*placed[number], frame, foot) for number in chosen]


def _time(point: Point, x: float, frame: Frame, foot: float) -> Tick:
    """The name of a time below its place, moved in where it would leave the paper."""
    words = _short(point.period)
    half = width(words, LABEL) / 2
    return Tick(x, frame.bottom, Text(round_off(min(max(x, half), frame.width - half)), foot + 24, words, "middle"))


def _short(period: Period) -> str:
    """A month or a day by its name, a longer period by its end."""
    if period.months == 1:
        return period.short_label
    if period.months:
        return f"to {period.end:%b %Y}"
    return f"{'' if period.days == 1 else 'to '}{period.end.day} {period.end:%b %Y}"
