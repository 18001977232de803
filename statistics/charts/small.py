"""The little drawings on a card: the same two numbers as the words beside them, so nobody needs them read out."""

from dataclasses import dataclass

from statistics.charts.mark import Mark
from statistics.charts.paper import round_off

WIDTH, HEIGHT = 200, 26
MOST_MARKS = 15


@dataclass(frozen=True)
class SmallBars:
    earlier: float
    later: float


@dataclass(frozen=True)
class SmallMarks:
    earlier: list[Mark]
    later: list[Mark]


def small_bars(earlier: int, later: int) -> SmallBars:
    top = max(earlier, later) or 1
    return SmallBars(round_off(WIDTH * earlier / top), round_off(WIDTH * later / top))


def small_marks(earlier: int, later: int) -> SmallMarks | None:
    """One mark for one person; None where they would not fit on one line."""
    if max(earlier, later) > MOST_MARKS:
        return None
    upper, lower = ([Mark(6 + 13 * number, y) for number in range(count)] for count, y in ((earlier, 6), (later, 20)))
    return SmallMarks(upper, lower)
