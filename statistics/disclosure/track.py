"""How large a running total's step between two days can be, where some steps are known and none goes down."""

from collections import deque
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import inf

Step = tuple[int, int, int]
"""From one day to another, and by how much the total grows."""
Number = int | float
"""A whole number, or without bound."""


class Track:
    """The running total of one series. Days between which it is known are one point; limits hold between points.

    `contradicts` says that the limits cannot all hold: what is known is then no sum of counts.
    """

    def __init__(self, days: Iterable[int], known: Sequence[Step], falling: Sequence[tuple[int, int]] = ()) -> None:
        self.contradicts = False
        self._limits: dict[int, dict[int, int]] = {}
        self._place: dict[int, tuple[int, int]] = {}  # a day's point, and the total there
        self._put_in_place(sorted(days), known)
        for day, following in pairwise(sorted(self._place)):
            if not any(start <= day and following <= stop for start, stop in falling):
                self.limit(following, day, 0)

    def _put_in_place(self, days: Sequence[int], known: Sequence[Step]) -> None:
        steps: dict[int, list[tuple[int, int]]] = {day: [] for day in days}
        for start, stop, value in known:
            steps[start].append((stop, value))
            steps[stop].append((start, -value))
        for day in days:
            waiting = deque([(day, 0)])
            while waiting:
                here, total = waiting.popleft()
                if here not in self._place:
                    self._place[here] = day, total
                    waiting.extend((there, total + by) for there, by in steps[here])

    def most(self, start: int, stop: int) -> Number:
        """The largest step that is possible; its smallest is `-most(stop, start)`."""
        (one, total), (other, total_there) = self._place[start], self._place[stop]
        return self._distance(one, other) + total_there - total

    def limit(self, start: int, stop: int, most: Number) -> bool:
        """No step may be larger than this. Says whether that was news."""
        if most >= self.most(start, stop):
            return False
        if most + self.most(stop, start) < 0:
            self.contradicts = True
            return False
        (one, total), (other, total_there) = self._place[start], self._place[stop]
        self._limits.setdefault(one, {})[other] = int(most) - total_there + total
        return True

    def _distance(self, one: int, other: int) -> Number:
        """The shortest way: limits add up. There is no circle below 0, or the last limit would have been refused."""
        best: dict[int, Number] = {one: 0}
        waiting = deque([one] if one != other else [])
        while waiting:
            here = waiting.popleft()
            for there, most in self._limits.get(here, {}).items():
                if best[here] + most < best.get(there, inf):
                    best[there] = best[here] + most
                    waiting.append(there)
        return best.get(other, inf)
