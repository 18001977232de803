"""Which confidential counts are nearly told although no sum gives them away: no count is below 0, and a hidden one is small.

Two hidden counts that come to 2 are 1 and 1. A stranger knows that what a source hides is 1 at least, and often how
much it is at most.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from statistics.disclosure.figures import Cell, Line, Relations
from statistics.disclosure.track import Step, Track

LEAST_ROOM = 3  # with fewer values left, what is hidden because of that would itself tell which
ROUNDS = 4


@dataclass(frozen=True)
class Sum:
    """A whole and those of its parts that there are series of. Where they are not all, the whole may be more."""

    whole: Line
    parts: list[Line]
    is_complete: bool


def narrow(cells: Sequence[Cell], hidden: set[int], relations: Relations) -> set[int]:
    """The confidential figures of one family that have too few possible values while only these keys are hidden."""
    secrets = [cell for cell in cells if cell.is_confidential]
    days = sorted({day for cell in cells for day in (cell.start, cell.stop)})
    periods = sorted({*pairwise(days), *((cell.start, cell.stop) for cell in cells)})
    tracks = _tracks(cells, hidden, days, relations)
    for secret in secrets:
        tracks[secret.line].limit(secret.stop, secret.start, -1)
        if secret.line.source in relations.limits:
            tracks[secret.line].limit(secret.start, secret.stop, relations.limits[secret.line.source])
    sums = list(_sums(tracks, relations))
    for _ in range(ROUNDS):
        news = [_pass_on(tracks, one, start, stop) for one in sums for start, stop in periods]
        if not any(news):
            break
    wanted = min(LEAST_ROOM, relations.limits.get(cells[0].line.source, LEAST_ROOM))
    return {secret.key for secret in secrets if _room(tracks[secret.line], secret) < wanted}


def _room(track: Track, secret: Cell) -> float:
    """How many values it may have; none where the figures contradict one another, for then nobody knows what follows."""
    if track.contradicts:
        return 0
    return track.most(secret.start, secret.stop) + track.most(secret.stop, secret.start) + 1


def _tracks(cells: Sequence[Cell], hidden: set[int], days: Sequence[int], relations: Relations) -> dict[Line, Track]:
    """A running total for each series of the family, and for wholes above them that have no series of their own."""
    measures = {above for cell in cells for above in relations.measures.above(cell.line.measure)}
    areas = {above for cell in cells for above in relations.areas.above(cell.line.area)}
    source = cells[0].line.source
    known: dict[Line, list[Step]] = {}
    falling: dict[Line, list[tuple[int, int]]] = {}
    for cell in cells:
        if cell.value is not None and cell.key not in hidden:
            known.setdefault(cell.line, []).append((cell.start, cell.stop, cell.value))
        if cell.value is not None and cell.value < 0:
            falling.setdefault(cell.line, []).append((cell.start, cell.stop))
    found = {}
    for line in (Line(measure, area, source) for measure, area in product(sorted(measures), sorted(areas))):
        steps = known.get(line, [])
        fallen = [period for part, periods in falling.items() if _lies_in(part, line, relations) for period in periods]
        found[line] = Track(days, steps, fallen)
    return found


def _lies_in(line: Line, whole: Line, relations: Relations) -> bool:
    return whole.measure in relations.measures.above(line.measure) and whole.area in relations.areas.above(line.area)


def _sums(tracks: dict[Line, Track], relations: Relations) -> Iterator[Sum]:
    for line in tracks:
        areas = relations.areas.parts.get(line.area, [])
        measures = relations.measures.parts.get(line.measure, [])
        sides = [
            ([line._replace(area=part) for part in areas], line.area in relations.areas.complete),
            ([line._replace(measure=part) for part in measures], line.measure in relations.measures.complete),
        ]
        for parts, is_complete in sides:
            there = [part for part in parts if part in tracks]
            if there:
                yield Sum(line, there, is_complete and len(there) == len(parts))


def _pass_on(tracks: dict[Line, Track], one: Sum, start: int, stop: int) -> bool:
    """What the whole's limits over a period say of its parts, and theirs of it. Says whether that was news."""
    whole, parts = tracks[one.whole], [tracks[part] for part in one.parts]
    most, least = whole.most(start, stop), -whole.most(stop, start)
    tops, feet = [part.most(start, stop) for part in parts], [-part.most(stop, start) for part in parts]
    news = [whole.limit(stop, start, -sum(feet))]
    news += [part.limit(start, stop, most - sum(feet[:place] + feet[place + 1 :])) for place, part in enumerate(parts)]
    if one.is_complete:
        news.append(whole.limit(start, stop, sum(tops)))
        news += [part.limit(stop, start, sum(tops[:place] + tops[place + 1 :]) - least) for place, part in enumerate(parts)]
    return any(news)
