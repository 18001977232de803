"""What somebody must look at before imported figures go into review."""

from collections.abc import Sequence

from statistics import comparison, wording
from statistics.previews.lines import Line
from statistics.readers.values import last_month

JUMP = "{name}, {later}: {count} is more than half away from {before}{since}. Look whether both count the same."
OLDER = "{name}, {later}: the figure that stands here is from a later edition ({edition}). This would put back an older count."
WITHHELD = "{name}, {later}: no percentage will be given, as a count is below {threshold}."


def cautions(lines: Sequence[Line]) -> list[str]:
    """What somebody must look at before the figures of one series go into review."""
    series = lines[0].series
    standing = {observation.period: observation for observation in series.observations.all()}
    standing |= {line.period: line.observation for line in lines}
    series.figures = [standing[period] for period in sorted(standing, key=lambda period: (period.end, period.start))]
    return [said for line in lines if line.outcome != "unchanged" for said in (*_older(line), *_jumps(line), *_withheld(line))]


def _older(line: Line) -> list[str]:
    stored = line.stored
    if stored is None:
        return []
    now, before = last_month(line.edition), last_month(stored.edition)
    is_older = now is not None and before is not None and now < before
    if line.edition_on and stored.edition_on:
        is_older = line.edition_on < stored.edition_on
    return [OLDER.format(name=line.series.measure, later=line.period.label, edition=stored.edition)] if is_older else []


def _jumps(line: Line) -> list[str]:
    name, now = line.series.measure, line.made.value
    if now is None:
        return []
    pairs = []
    if line.stored is not None and line.stored.value is not None:
        pairs.append((line.stored.value, ", which stands here now"))
    change = comparison.compared(line.observation, line.series).change
    if change is not None and change.counts is not None:
        pairs.append((change.counts[0], f" in {change.earlier.period.label}"))
    return [
        JUMP.format(name=name, later=line.period.label, count=wording.count(now), before=wording.count(before), since=since)
        for before, since in pairs
        if abs(now - before) * 2 > abs(before)
    ]


def _withheld(line: Line) -> list[str]:
    change = comparison.compared(line.observation, line.series).change
    if change is None or not change.is_withheld:
        return []
    threshold = line.series.measure.small_count_threshold
    return [WITHHELD.format(name=line.series.measure, later=line.period.label, threshold=threshold)]
