"""One line over time, from zero, with its peak and its end named and its gaps left open."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from statistics import wording
from statistics.charts.paper import NARROW, NOTE, VALUE, WIDE, Chart, Text, round_off, width
from statistics.periods import Period

MOST_TICKS = 5
BETWEEN_LABELS = 12


@dataclass(frozen=True)
class Point:
    """A number for a period on the way, or the words that stand in its place."""

    period: Period
    value: int | None
    missing: str = ""


@dataclass(frozen=True)
class Dot:
    x: float
    y: float


@dataclass(frozen=True)
class Tick:
    x: float
    y: float
    label: Text


@dataclass(frozen=True)
class Line:
    width: int
    height: int
    left: float
    right: float
    bottom: float
    across: list[Tick]
    along: list[Tick]
    stretches: list[list[Dot]]
    dots: list[Dot]
    labels: list[Text]

    @property
    def paths(self) -> list[str]:
        """Each unbroken stretch as the drawing instructions of SVG."""
        return ["M" + "L".join(f"{dot.x} {dot.y}" for dot in stretch) for stretch in self.stretches if len(stretch) > 1]


@dataclass(frozen=True)
class _Frame:
    width: int
    height: int
    top: int
    bottom: int
    labels: int
    least_left: int


_WIDE = _Frame(WIDE, 300, 32, 260, 5, 40)
_NARROW = _Frame(NARROW, 250, 32, 212, 3, 32)


def line(points: Sequence[Point], breaks: Iterable[date] = ()) -> Chart:
    """A line over three periods or more, the earliest first, open where a value is missing or counting changed."""
    broken = list(breaks)
    return Chart("line", _text(points, broken), _lay_out(points, broken, _WIDE), _lay_out(points, broken, _NARROW))


def ticks(top: int) -> list[int]:
    """Round numbers from zero up to at least the top, five steps at most, never a part of one."""
    steps = (digit * 10**power for power in range(12) for digit in (1, 2, 5))
    step = next(step for step in steps if step * MOST_TICKS >= top)
    return list(range(0, step * max(1, -(-top // step)) + 1, step))


def _lay_out(points: Sequence[Point], breaks: Sequence[date], frame: _Frame) -> Line:
    known = [point for point in points if point.value is not None]
    scale = ticks(max(point.value or 0 for point in known))
    left = max(frame.least_left, width(wording.count(scale[-1]), NOTE) + 12)
    right = frame.width - 14 - max(width(wording.count(point.value or 0), VALUE) for point in known)
    first, last = points[0].period.end, points[-1].period.end

    def place(point: Point) -> Dot:
        share = (point.period.end - first).days / max(1, (last - first).days)
        height = (frame.bottom - frame.top) * (point.value or 0) / scale[-1]
        return Dot(round_off(left + share * (right - left)), round_off(frame.bottom - height))

    across = [_rung(value, scale[-1], left, frame) for value in scale]
    peak = max(known, key=lambda point: (point.value, point.period))
    named = [known[-1]] if peak is known[-1] else [peak, known[-1]]
    stretches = [[place(point) for point in stretch] for stretch in _stretches(points, breaks)]
    alone = [stretch[0] for stretch in stretches if len(stretch) == 1]
    return Line(
        frame.width,
        frame.height,
        round_off(left),
        round_off(right),
        frame.bottom,
        across,
        _along([(point, place(point).x) for point in points], frame),
        stretches,
        list(dict.fromkeys([place(point) for point in named] + alone)),
        [_name(point, place(point), is_last=point is known[-1], left=left, right=right) for point in named],
    )


def _rung(value: int, top: int, left: float, frame: _Frame) -> Tick:
    y = round_off(frame.bottom - (frame.bottom - frame.top) * value / top)
    return Tick(round_off(left), y, Text(round_off(left - 8), round_off(y + 5), wording.count(value), "end", NOTE))


def _name(point: Point, dot: Dot, *, is_last: bool, left: float, right: float) -> Text:
    words = wording.count(point.value or 0)
    if is_last:
        return Text(round_off(dot.x + 10), round_off(dot.y + 6), words, size=VALUE)
    half = width(words, VALUE) / 2
    return Text(round_off(min(max(dot.x, left + half), right - half)), round_off(dot.y - 12), words, "middle", VALUE)


def _stretches(points: Sequence[Point], breaks: Sequence[date]) -> list[list[Point]]:
    """The points in unbroken runs."""
    runs: list[list[Point]] = []
    for before, point in zip([None, *points], points, strict=False):
        if point.value is None:
            continue
        joins = before is not None and before.value is not None and _joins(before.period, point.period, breaks)
        if joins:
            runs[-1].append(point)
        else:
            runs.append([point])
    return runs


def _joins(before: Period, after: Period, breaks: Sequence[date]) -> bool:
    follows = before.end + timedelta(days=1) == after.start
    return follows and not any(before.start < on <= after.end for on in breaks)


def _along(placed: Sequence[tuple[Point, float]], frame: _Frame) -> list[Tick]:
    """As many labels along the foot as fit side by side, the first and the last among them."""
    for many in range(frame.labels, 2, -1):
        labels = _spread(placed, many, frame)
        if all(one.label.right + BETWEEN_LABELS <= other.label.left for one, other in pairwise(labels)):
            return labels
    return _spread(placed, 2, frame)


def _spread(placed: Sequence[tuple[Point, float]], many: int, frame: _Frame) -> list[Tick]:
    chosen = sorted({round(number * (len(placed) - 1) / (many - 1)) for number in range(many)})
    labels = []
    for number in chosen:
        point, x = placed[number]
        anchor = "start" if number == 0 else "end" if number == len(placed) - 1 else "middle"
        text = Text(x, frame.bottom + 24, _short(point.period), anchor, NOTE)  # type: ignore[arg-type]
        labels.append(Tick(x, frame.bottom, text))
    return labels


def _short(period: Period) -> str:
    """A month by its name, a longer period by its last month."""
    if period.months == 1:
        return period.short_label
    return f"to {period.end:%b %Y}" if period.months else f"to {period.end.day} {period.end:%b %Y}"


def _text(points: Sequence[Point], breaks: Sequence[date]) -> str:
    known = [point for point in points if point.value is not None]
    first, last = known[0], known[-1]
    peak = max(known, key=lambda point: (point.value, point.period))
    said = [
        f"Line chart of {len(points)} periods.",
        f"It starts at {wording.count(first.value or 0)} in {first.period.label},",
        f"is highest at {wording.count(peak.value or 0)} in {peak.period.label}",
        f"and ends at {wording.count(last.value or 0)} in {last.period.label}.",
    ]
    said += [f"{point.period.label}: {point.missing}." for point in points if point.value is None]
    said += [f"The way of counting changed on {wording.day(on)}." for on in breaks if points[0].period.start < on <= points[-1].period.end]
    return " ".join(said)
