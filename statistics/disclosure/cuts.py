"""The cheapest figures to hide so that a confidential one may be any number.

A running total may be shifted between two days without any public sum changing if every figure that has one of the
two ends within that stretch of time, and counts what is shifted, is hidden. So the cheapest way is a smallest cut
through the graph whose points are days and whose lines are figures. What is shifted is a leaf alone, or is taken from
another leaf, so that the whole of the two stays as it is.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from statistics.disclosure.figures import Cell, Leaf, Line

FEW_OWN, FEW_OTHERS = 3, 8
Leaves = Callable[[Line], frozenset[Leaf]]
Costs = Mapping[int, int]
"""What is lost with each figure that can still be hidden, by key."""


def cheapest(secret: Cell, public: Sequence[Cell], costs: Costs, leaves: Leaves) -> list[Cell]:
    """The public figures to be hidden for the secret one to be safe."""
    lines = {cell.line for cell in public}
    found = []
    for shift in _shifts(secret, public, costs, leaves):
        moving = {line for line in lines if _moves(leaves(line), shift)}
        found.append(_cut(secret, [cell for cell in public if cell.line in moving], costs))
    return min(found, key=lambda cut: sum(costs[cell.key] for cell in cut))


def _moves(counted: frozenset[Leaf], shift: Mapping[Leaf, int]) -> bool:
    return sum(by for leaf, by in shift.items() if leaf in counted) != 0


def _shifts(secret: Cell, public: Sequence[Cell], costs: Costs, leaves: Leaves) -> Iterator[dict[Leaf, int]]:
    """Ways to change the secret figure: its own leaf alone, or at the cost of another, those with least to hide first."""
    ends = {secret.start, secret.stop}
    touching: dict[Leaf, int] = {}
    for cell in public:
        for leaf in leaves(cell.line):
            touching[leaf] = touching.get(leaf, 0) + (costs[cell.key] if {cell.start, cell.stop} & ends else 0)
    counted = leaves(secret.line)
    own = sorted(counted, key=lambda leaf: (touching.get(leaf, 0), leaf))[:FEW_OWN]
    others = sorted(touching.keys() - counted, key=lambda leaf: (touching[leaf], leaf))[:FEW_OTHERS]
    yield from ({leaf: 1} for leaf in own)
    yield from (_exchange(own[0], other) for other in others)


def _exchange(leaf: Leaf, other: Leaf) -> dict[Leaf, int]:
    """Between two; between four where both measure and area differ, so that no whole of either changes."""
    corners = {(leaf[0], other[1]): -1, (other[0], leaf[1]): -1} if leaf[0] != other[0] and leaf[1] != other[1] else {}
    return {leaf: 1, **corners, other: 1 if corners else -1}


def _cut(secret: Cell, cells: Sequence[Cell], costs: Costs) -> list[Cell]:
    room: dict[int, dict[int, int]] = {secret.start: {}, secret.stop: {}}
    for cell in cells:
        for one, other in ((cell.start, cell.stop), (cell.stop, cell.start)):
            ways = room.setdefault(one, {})
            ways[other] = ways.get(other, 0) + costs[cell.key]
    while (before := _reached(room, secret.start)) and secret.stop in before:
        path = list(_back(before, secret.stop))
        least = min(room[one][other] for one, other in path)
        for one, other in path:
            room[one][other] -= least
            room[other][one] += least
    return [cell for cell in cells if (cell.start in before) != (cell.stop in before)]


def _reached(room: Mapping[int, Mapping[int, int]], start: int) -> dict[int, int]:
    """The points that can be reached, each with the one before it."""
    before, waiting = {start: start}, deque([start])
    while waiting:
        here = waiting.popleft()
        for there, left in room[here].items():
            if left and there not in before:
                before[there] = here
                waiting.append(there)
    return before


def _back(before: Mapping[int, int], end: int) -> Iterable[tuple[int, int]]:
    while before[end] != end:
        yield before[end], end
        end = before[end]
