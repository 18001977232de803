"""What a chart shows, in one sentence made from its numbers, and what a reader must know beside it.

Highest and lowest are sought only among counts that may be compared: back from the latest as far as counting did not change.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from statistics import wording
from statistics.charts.paper import Point
from statistics.periods import Period

MOST_NAMED = 3


def summary(points: Sequence[Point], many: str, breaks: Sequence[date] = ()) -> str:
    """“The number of offences starts at 66 in …, and ends at 35, the lowest, in …”. One point at least has a value."""
    known = [point for point in points if point.value is not None]
    last = known[-1]
    compared = [point for point in known if point is last or not _is_cut(point.period, last.period, breaks)]
    sentence = _sentence(compared, many)
    if len(compared) < len(known):
        sentence = f"As far back as the counts can be compared, {sentence[0].lower()}{sentence[1:]}"
    return " ".join([sentence, *_gaps(points), *_holes(points), *_changes(points, breaks)])


def _is_cut(before: Period, after: Period, breaks: Sequence[date]) -> bool:
    return any(before.start < on <= after.end for on in breaks)


def _sentence(known: Sequence[Point], many: str) -> str:
    first, last = known[0], known[-1]
    whole = Period(first.period.start, last.period.end).label
    values = [point.value or 0 for point in known]
    top, low = ([point for point in known if point.value == value] for value in (max(values), min(values)))
    if len(known) == 1:
        return f"The number of {many} is {_value(last)} {last.period.when}."
    if top[0].value == low[0].value:
        each = "both periods" if len(known) == 2 else f"each of {len(known)} periods"
        return f"The number of {many} is {_value(last)} in {each}, {whole}."
    if len(known) == 2:
        return f"The number of {many} is {_value(first)} {first.period.when} and {_value(last)} {last.period.when}."
    roles = {id(found[0]): name for name, found in (("highest", top), ("lowest", low)) if len(found) == 1}
    start, end = (f"{_value(point)}{_role(roles.get(id(point)))} {point.period.when}" for point in (first, last))
    others = [(name, found) for name, found in (("highest", top), ("lowest", low)) if found not in ([first], [last])]
    rest = "".join(f"; the {name} is {_value(found[0])}, {_where(found, len(known))}" for name, found in others)
    return f"The number of {many} starts at {start} and ends at {end}{rest}."


def _value(point: Point) -> str:
    return wording.count(point.value or 0)


def _role(name: str | None) -> str:
    return f", the {name}," if name else ""


def _where(found: Sequence[Point], among: int) -> str:
    if len(found) < MOST_NAMED:
        return " and ".join(point.period.when for point in found)
    return f"in {len(found)} of {among} periods"


def _gaps(points: Sequence[Point]) -> Iterator[str]:
    """Periods that have a reason in place of a count."""
    missing = [point for point in points if point.value is None]
    if len(missing) > MOST_NAMED:
        yield f"{len(missing)} periods have no count; the table says why."
    else:
        yield from (f"There is no count for {point.period.label} ({point.missing[:1].lower()}{point.missing[1:]})." for point in missing)


def _holes(points: Sequence[Point]) -> Iterator[str]:
    """Periods that are not there at all."""
    holes = [pair for pair in pairwise(points) if not pair[0].period.leads_to(pair[1].period)]
    if len(holes) > MOST_NAMED:
        yield f"In {len(holes)} places periods are missing in between."
    else:
        yield from (f"There is no figure between {before.period.label} and {after.period.label}." for before, after in holes)


def _changes(points: Sequence[Point], breaks: Sequence[date]) -> Iterator[str]:
    within = [on for on in breaks if points[0].period.start < on <= points[-1].period.end]
    if len(within) > MOST_NAMED:
        yield f"The way of counting changed {len(within)} times."
    else:
        yield from (f"The way of counting changed on {wording.day(on)}." for on in within)
