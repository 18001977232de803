"""What follows from known sums: exact elimination over whole numbers."""

from collections.abc import Mapping
from heapq import heapify, heappop, heappush
from math import gcd

from statistics.disclosure.figures import Cell, Leaf, Line, Relations

Column = tuple[int, Leaf]
"""The running total of a leaf on a day."""
Vector = dict[Column, int]
"""A sum of running totals, each with its factor."""


class Vectors:
    """Each figure as a sum of running totals: that of the day after its last less that of its first day."""

    def __init__(self, relations: Relations) -> None:
        self._relations = relations
        self._leaves: dict[Line, frozenset[Leaf]] = {}

    def leaves(self, line: Line) -> frozenset[Leaf]:
        if line not in self._leaves:
            self._leaves[line] = self._relations.leaves(line)
        return self._leaves[line]

    def of(self, cell: Cell) -> Vector:
        found = {(cell.stop, leaf): 1 for leaf in self.leaves(cell.line)}
        return found | {(cell.start, leaf): -1 for leaf in self.leaves(cell.line)}


class Span:
    """Everything that follows from the sums told so far, and what is still open of some secret ones."""

    def __init__(self, secrets: Mapping[int, Vector]) -> None:
        self._rows: dict[Column, Vector] = {}  # by their highest column
        self._open: dict[int, Vector] = {}
        self._in_form: dict[frozenset, set[int]] = {}
        self._holding: dict[Column, set[int]] = {}
        for key, vector in secrets.items():
            self._keep(key, _normal(vector))

    def tell(self, vector: Vector) -> None:
        """Take a sum in as known."""
        if rest := self._reduced(vector):
            highest = max(rest)
            self._rows[highest] = rest
            for key in list(self._holding.get(highest, ())):
                self._keep(key, self._reduced(self._forget(key)))

    def given_away_by(self, vector: Vector) -> set[int]:
        """The secrets that would follow if this sum were known too."""
        rest = self._reduced(vector)
        return set(self._in_form.get(frozenset(rest.items()), ())) if rest else set()

    @property
    def given_away(self) -> set[int]:
        """The secrets that follow already."""
        return set(self._in_form.get(frozenset(), ()))

    def _keep(self, key: int, vector: Vector) -> None:
        self._open[key] = vector
        self._in_form.setdefault(frozenset(vector.items()), set()).add(key)
        for column in vector:
            self._holding.setdefault(column, set()).add(key)

    def _forget(self, key: int) -> Vector:
        vector = self._open.pop(key)
        self._in_form[frozenset(vector.items())].discard(key)
        for column in vector:
            self._holding[column].discard(key)
        return vector

    def _reduced(self, vector: Vector) -> Vector:
        """What is left of a sum once all that is known has been taken from it; nothing, if it is known itself."""
        rest, kept = dict(vector), {}
        heap = [_Reversed(column) for column in rest]
        heapify(heap)
        while heap:
            column = heappop(heap).column
            factor = rest.pop(column, 0)
            row = self._rows.get(column)
            if not factor:
                continue
            if row is None:
                kept[column] = factor
                continue
            shared = gcd(factor, row[column])
            scale, factor = row[column] // shared, factor // shared
            if scale != 1:
                rest, kept = ({at: part * scale for at, part in some.items()} for some in (rest, kept))
            for other, part in row.items():
                if other != column:
                    if other not in rest:
                        heappush(heap, _Reversed(other))
                    rest[other] = rest.get(other, 0) - factor * part
        return _normal(kept)


class _Reversed:
    """The highest column comes off the heap first."""

    __slots__ = ("column",)

    def __init__(self, column: Column) -> None:
        self.column = column

    def __lt__(self, other: "_Reversed") -> bool:
        return self.column > other.column


def _normal(vector: Vector) -> Vector:
    """The same for all multiples of a sum: no common factor, and the highest one above 0."""
    if not vector:
        return {}
    shared = gcd(*vector.values())
    shared = -shared if vector[max(vector)] < 0 else shared
    return {column: factor // shared for column, factor in vector.items()}
