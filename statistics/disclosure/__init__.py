"""Which further figures must be hidden so that no confidential count can be worked out. Exact; no Django here.

In one series the figure for a period is a step of a running total: its value on the day after the last less that on
the first day. Quarters, years and rolling years are all such steps, and the figures of a whole are the sums of those of
its parts. A confidential figure can be worked out if its step is a sum of public steps, each with a factor: that is
looked for by elimination over whole numbers, so it is found however many figures it takes.

What is decided here, and why:

- What was told before a confidential figure came is known, and hiding it now helps against new readers alone. So figures
  are told in the order in which they became public, and a later one is hidden even if an earlier one would do. Among
  figures of one moment the shorter ones go first, and the main series last; the caller says so by `size`.
- The values of figures never decide which of them is hidden, or the choice itself would tell something of them.
- Where no sum gives a count away but its bounds do (`bounds`), everything in which it is counted, or which is counted
  in it, is hidden: then it may be any number.
- Counts across a break in a series, and of residents, are taken to add up like all others. That hides too much at
  times, never too little.
- Of parts that do not make up a whole entirely, a hidden one is still at most the whole less the others.
- What has been hidden until now (`kept`) stays so, though another figure would do as well by now: who had read the one
  then and the other one today would have both.
- Two publications are never added up: each closes its books on another day.
- What the rule of a source tells by itself stays told: if 7 is the most that it hides, seven hidden parts of a hidden
  whole are 1 each, whatever else is shown.
- Figures that contradict one another are no proof of anything, so the confidential ones among them get the widest room.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

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


def protect(cells: Iterable[Cell], relations: Relations, kept: Mapping[int, set[int]] | None = None) -> Hidden:
    """The public figures that must not be shown, besides the confidential ones, each with what it would give away."""
    found = {key: {*secrets} for key, secrets in (kept or {}).items()}
    for family in families(cells, relations):
        hidden = {cell.key: found[cell.key] for cell in family if cell.key in found}
        hidden |= _against_sums([cell for cell in family if cell.key not in hidden], Vectors(relations))
        found |= _against_bounds(family, hidden, relations)
    return found


def _against_sums(family: Sequence[Cell], vectors: Vectors) -> Hidden:
    """Tells one figure after the other, unless it would give something away: of one moment, those of the cheapest cuts come last."""
    secrets = [cell for cell in family if cell.is_confidential]
    public = [cell for cell in family if not cell.is_confidential]
    given_away = _given_away(secrets, public, vectors)
    if not given_away:
        return {}
    costs = _costs(public)
    last = _proposed([secret for secret in secrets if secret.key in given_away], public, costs, vectors)
    in_time = sorted(public, key=lambda cell: (cell.since, cell.key in last, -costs[cell.key]))
    hidden, known = _tell(in_time, secrets, vectors)
    if known:  # what was told before they came is hidden from new readers all the same
        left = [cell for cell in public if cell.key not in hidden]
        cheapest_last = sorted(left, key=lambda cell: (cell.key in last, -costs[cell.key]))
        ageless = [replace(secret, since=0) for secret in secrets if secret.key in known]
        hidden |= _tell(cheapest_last, ageless, vectors)[0]
    return hidden


def _given_away(secrets: Iterable[Cell], public: Iterable[Cell], vectors: Vectors) -> set[int]:
    everything = Span({secret.key: vectors.of(secret) for secret in secrets})
    for cell in public:
        everything.tell(vectors.of(cell))
    return everything.given_away


def _proposed(secrets: Iterable[Cell], public: Sequence[Cell], costs: Mapping[int, int], vectors: Vectors) -> set[int]:
    """Figures that it costs least to hide."""
    found: set[int] = set()
    for secret in secrets:
        left = [cell for cell in public if cell.key not in found]
        found |= {cell.key for cell in cheapest(secret, left, costs, vectors.leaves)}
    return found


def _tell(order: Sequence[Cell], secrets: Iterable[Cell], vectors: Vectors) -> tuple[Hidden, set[int]]:
    """What must be hidden if they are told in this order, and the secrets that are known because they came too late."""
    came = {secret.key: secret.since for secret in secrets}
    told = Span({secret.key: vectors.of(secret) for secret in secrets})
    hidden: Hidden = {}
    for cell in order:
        if in_time := {key for key in told.given_away_by(vectors.of(cell)) if came[key] <= cell.since}:
            hidden[cell.key] = in_time
        else:
            told.tell(vectors.of(cell))
    for cell in (cell for cell in order if cell.key in hidden):  # by what was told after it, it may give away more
        hidden[cell.key] |= {key for key in told.given_away_by(vectors.of(cell)) if came[key] <= cell.since}
    return hidden, told.given_away


def _costs(public: Sequence[Cell]) -> dict[int, int]:
    """One figure of an earlier moment is dearer than all of a later one together."""
    moments = sorted({cell.since for cell in public}, reverse=True)
    base = 1000 * len(public)
    return {cell.key: cell.size * base ** moments.index(cell.since) for cell in public}


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
