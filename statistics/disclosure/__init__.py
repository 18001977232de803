"""Which further figures must be hidden so that no confidential count can be worked out. Exact; no Django here.

In one series the figure for a period is a step of a running total: its value on the day after the last less that on
the first day. Quarters, years and rolling years are all such steps, and the figures of a whole are the sums of those of
its parts. A confidential figure can be worked out if its step is a sum of public steps, each with a factor: that is
looked for by elimination over whole numbers, so it is found however many figures it takes.

What is decided here, and why:

- What has been public for longer is hidden last, for a stranger may have kept it. Among figures of one day the shorter
  ones go first, and the main series last; the caller says so by `size`.
- The values of figures never decide which of them is hidden, or the choice itself would tell something of them.
- Where no sum gives a count away but its bounds do (`bounds`), everything in which it is counted, or which is counted
  in it, is hidden: then it may be any number.
- Counts across a break in a series, and of residents, are taken to add up like all others. That hides too much at
  times, never too little.
- Of parts that do not make up a whole entirely, a hidden one is still at most the whole less the others.
- Two publications are never added up: each closes its books on another day.
- What the rule of a source tells by itself stays told: if 7 is the most that it hides, seven hidden parts of a hidden
  whole are 1 each, whatever else is shown.
- Figures that contradict one another are no proof of anything, so the confidential ones among them get the widest room.
"""

from collections.abc import Iterable, Sequence

from statistics.disclosure import bounds
from statistics.disclosure.cuts import cheapest
from statistics.disclosure.figures import Cell, Line, Relations, Tree
from statistics.disclosure.span import Span, Vectors

__all__ = ["Cell", "Line", "Relations", "Tree", "families", "protect"]

Hidden = dict[int, set[int]]
"""Keys of figures to be hidden, each with the keys of those that it would give away."""


def families(cells: Iterable[Cell], relations: Relations) -> list[list[Cell]]:
    """The figures between which sums can be drawn up, for each confidential one; others are left out."""
    found: dict[Line, list[Cell]] = {}
    for cell in sorted(cells, key=lambda cell: (cell.start, cell.stop, cell.line, cell.key)):
        found.setdefault(relations.family(cell.line), []).append(cell)
    return [family for family in found.values() if any(cell.is_confidential for cell in family)]


def protect(cells: Iterable[Cell], relations: Relations) -> Hidden:
    """The public figures that must not be shown, besides the confidential ones, each with what it would give away."""
    found: Hidden = {}
    for family in families(cells, relations):
        hidden = _against_sums(family, Vectors(relations))
        found |= _against_bounds(family, hidden, relations)
    return found


def _against_sums(family: Sequence[Cell], vectors: Vectors) -> Hidden:
    """Tells one figure after the other, unless it would give something away: those of the cheapest cuts come last."""
    secrets = {cell.key: vectors.of(cell) for cell in family if cell.is_confidential}
    public = [cell for cell in family if not cell.is_confidential]
    everything = Span(secrets)
    for cell in public:
        everything.tell(vectors.of(cell))
    if not everything.given_away:
        return {}
    costs = _costs(public)
    proposed: dict[int, Cell] = {}
    for secret in family:
        if secret.key in everything.given_away:
            left = [cell for cell in public if cell.key not in proposed]
            proposed |= {cell.key: cell for cell in cheapest(secret, left, costs, vectors.leaves)}
    hidden: Hidden = {}
    told = Span(secrets)
    last = sorted(proposed.values(), key=lambda cell: -costs[cell.key])
    for cell in [*(cell for cell in public if cell.key not in proposed), *last]:
        if given_away := told.given_away_by(vectors.of(cell)):
            hidden[cell.key] = given_away
        else:
            told.tell(vectors.of(cell))
    return hidden


def _costs(public: Sequence[Cell]) -> dict[int, int]:
    """One figure of an earlier day is dearer than all of a later one together."""
    days = sorted({cell.since for cell in public}, reverse=True)
    base = 1000 * len(public)
    return {cell.key: cell.size * base ** days.index(cell.since) for cell in public}


def _against_bounds(family: Sequence[Cell], hidden: Hidden, relations: Relations) -> Hidden:
    by_key = {cell.key: cell for cell in family}
    narrow = bounds.narrow(family, {*hidden}, relations)
    done = bounds.narrow(family, {*by_key}, relations) if narrow else set()
    while narrow := narrow - done:
        for secret in (by_key[key] for key in sorted(narrow)):
            for cell in family:
                if not cell.is_confidential and cell.overlaps(secret) and relations.are_comparable(cell.line, secret.line):
                    hidden.setdefault(cell.key, set()).add(secret.key)
        done |= narrow
        narrow = bounds.narrow(family, {*hidden}, relations)
    return hidden
