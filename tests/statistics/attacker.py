"""A stranger who wants the hidden counts: from known sums of counts, to how large each count can be.

Knows nothing of how the site protects them. Each count is a number of people or offences, so none is below 0; what a
publication hides is 1 at least, and at most what the publication says. Solved exactly, by the simplex method over
fractions; a hidden count is found when a single whole number is left.
"""

from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, floor, inf


@dataclass
class Stranger:
    """What was read: sums of counts (by any hashable name) and what they come to, and bounds of single ones."""

    sums: list[tuple[dict, int]] = field(default_factory=list)
    solved: tuple | None = None

    def learn(self, counts, total):
        """That these counts, each with its factor, come to this."""
        self.sums.append(({name: factor for name, factor in counts.items() if factor}, total))
        self.solved = None

    def at_most(self, counts, total, name):
        self.learn({**counts, ("to spare", name): 1}, total)

    def at_least(self, counts, total, name):
        self.learn({**counts, ("more than needed", name): -1}, total)

    def range_of(self, counts):
        """The smallest and the largest whole number that this sum of counts can be; None if what was read contradicts itself."""
        names, start = self._solve()
        if start is None or not counts.keys() <= {*names}:
            return start and (0, inf)
        most = [_largest(*start, [Fraction(sign * counts.get(name, 0)) for name in names]) for sign in (1, -1)]
        return (ceil(-most[1]) if most[1] != inf else -inf), (floor(most[0]) if most[0] != inf else inf)

    def _solve(self):
        """Once for all questions: sums that say the same are one."""
        if self.solved is None:
            sums = {(frozenset(counts.items()), total) for counts, total in self.sums}
            names = sorted({name for counts, _ in sums for name, _ in counts}, key=repr)
            rows = [[*(Fraction(dict(counts).get(name, 0)) for name in names), Fraction(total)] for counts, total in sorted(sums, key=repr)]
            self.solved = names, _feasible(rows, len(names))
        return self.solved

    def finds(self, counts):
        """The number, if only one is left."""
        found = self.range_of(counts)
        return found[0] if found and found[0] == found[1] else None


def _feasible(rows, width):
    """The rows solved for a basis in which nothing is below 0; None if there is none."""
    rows = [[-cell for cell in row] if row[-1] < 0 else row for row in rows]
    table = [[*row[:-1], *(Fraction(int(i == j)) for j in range(len(rows))), row[-1]] for i, row in enumerate(rows)]
    basis = [width + i for i in range(len(rows))]
    _climb(table, basis, [Fraction(0)] * width + [Fraction(-1)] * len(rows))
    if any(table[i][-1] for i, at in enumerate(basis) if at >= width):
        return None
    for i, at in enumerate(basis):
        column = next((j for j in range(width) if table[i][j]), None) if at >= width else None
        if column is not None:
            _pivot(table, basis, i, column)
    kept = [i for i, at in enumerate(basis) if at < width]
    return [[*table[i][:width], table[i][-1]] for i in kept], [basis[i] for i in kept]


def _largest(table, basis, weights):
    table, basis = [row[:] for row in table], basis[:]
    return sum((weights[at] * row[-1] for row, at in zip(table, basis, strict=True)), Fraction(0)) if _climb(table, basis, weights) else inf


def _climb(table, basis, weights):
    """Walk to the largest value; False if there is none. Bland's rule: it never walks in a circle."""
    while True:
        entering = next(
            (
                j
                for j, weight in enumerate(weights)
                if j not in basis and weight > sum(weights[at] * row[j] for row, at in zip(table, basis, strict=True) if row[j])
            ),
            None,
        )
        if entering is None:
            return True
        ways = [(row[-1] / row[entering], basis[i], i) for i, row in enumerate(table) if row[entering] > 0]
        if not ways:
            return False
        _pivot(table, basis, min(ways)[2], entering)


def _pivot(table, basis, leaving, entering):
    table[leaving] = [cell / table[leaving][entering] for cell in table[leaving]]
    for i, row in enumerate(table):
        if i != leaving and row[entering]:
            factor = row[entering]
            table[i] = [cell - factor * other if other else cell for cell, other in zip(row, table[leaving], strict=True)]
    basis[leaving] = entering
