"""One line over time, from zero, with its peak and its end named and its gaps left open."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from statistics import wording
from statistics.charts import scale, signs
from statistics.charts.flags import Flag, Placed, flags
from statistics.charts.paper import LABEL, NARROW, VALUE, WIDE, Chart, Pin, Point, Text, round_off, width
from statistics.charts.scale import Frame, Tick
from statistics.charts.signs import Sign
from statistics.charts.summary import summary
from statistics.periods import Period


@dataclass(frozen=True)
class Dot:
    x: float
    y: float


@dataclass(frozen=True)
class Line:
    width: int
    height: float
    left: float
    right: float
    bottom: float
    across: list[Tick]
    along: list[Tick]
    stretches: list[list[Dot]]
    dots: list[Dot]
    signs: list[Sign]
    labels: list[Text]
    flags: list[Flag]

    @property
    def paths(self) -> list[str]:
        """Each unbroken stretch as the drawing instructions of SVG."""
        return ["M" + "L".join(f"{dot.x} {dot.y}" for dot in stretch) for stretch in self.stretches if len(stretch) > 1]


_WIDE = Frame(WIDE, 300, 32, 260, 5, 40)
_NARROW = Frame(NARROW, 250, 32, 212, 3, 32)


def line(points: Sequence[Point], many: str, breaks: Iterable[date] = (), pins: Sequence[Pin] = ()) -> Chart:
    """A line over three periods or more, the earliest first, open where a value is missing or counting changed."""
    broken = list(breaks)
    said = summary(points, many, broken)
    wide, narrow = (_Layout(points, broken, pins, frame).line() for frame in (_WIDE, _NARROW))
    key = signs.key({point.standing for point in points if point.value is not None})
    return Chart("line", f"Line chart of {len(points)} periods. {said}{_standings(points)}", wide, narrow, summary=said, key=key)


class _Layout:
    """One frame with the scale that its numbers need."""

    def __init__(self, points: Sequence[Point], breaks: Sequence[date], pins: Sequence[Pin], frame: Frame) -> None:
        self.points, self.breaks, self.pins, self.frame = points, breaks, pins, frame
        self.known = [point for point in points if point.value is not None]
        self.scale = scale.ticks(max(point.value or 0 for point in self.known))
        self.left = max(frame.least_left, width(wording.count(self.scale[-1]), LABEL) + 12)
        self.right = frame.width - 14 - max(width(wording.count(point.value or 0), VALUE) for point in self.known)

    def line(self) -> Line:
        frame = self.frame
        named = self._named()
        labels = [self._name(point) for point in named]
        drawn, high = flags([self._pinned(pin, labels) for pin in self.pins if self._holds(pin)], frame.width, frame.bottom)
        runs = _stretches(self.points, self.breaks)
        alone = [run[0] for run in runs if len(run) == 1]
        return Line(
            frame.width,
            frame.height + high,
            round_off(self.left),
            round_off(self.right),
            frame.bottom,
            scale.across(self.scale, self.left, frame),
            scale.along([(point, self._place(point).x) for point in self.points], frame, frame.bottom + high),
            [[self._place(point) for point in run] for run in runs],
            list(dict.fromkeys(self._place(point) for point in [*named, *alone] if point.standing not in signs.STANDINGS)),
            self._signs(named),
            labels,
            drawn,
        )

    def _named(self) -> list[Point]:
        """The peak and the end; the end alone where the scale leaves the peak's number no room."""
        end = self.known[-1]
        peak = max(self.known, key=lambda point: (point.value, point.period))
        has_room = width(wording.count(peak.value or 0), VALUE) <= self.right - self.left
        return [peak, end] if has_room and peak is not end else [end]

    def _place(self, point: Point) -> Dot:
        first, last = self.points[0].period.end, self.points[-1].period.end
        share = (point.period.end - first).days / max(1, (last - first).days)
        height = (self.frame.bottom - self.frame.top) * (point.value or 0) / self.scale[-1]
        return Dot(round_off(self.left + share * (self.right - self.left)), round_off(self.frame.bottom - height))

    def _signs(self, named: Sequence[Point]) -> list[Sign]:
        usual = signs.size((self.right - self.left) / max(1, len(self.points) - 1))
        found = [(point, self._place(point)) for point in self.known if point.standing in signs.STANDINGS]
        return [Sign(dot.x, dot.y, point.standing, signs.LARGEST if point in named else usual) for point, dot in found]

    def _name(self, point: Point) -> Text:
        dot, words = self._place(point), wording.count(point.value or 0)
        if point is self.known[-1]:
            return Text(round_off(dot.x + 10), round_off(min(dot.y + 6, self.frame.bottom - 4)), words, size=VALUE)
        half = width(words, VALUE) / 2
        return Text(round_off(min(max(dot.x, self.left + half), self.right - half)), round_off(dot.y - 12), words, "middle", VALUE)

    def _holds(self, pin: Pin) -> bool:
        first, last = self.points[0].period, self.points[-1].period
        return first.start < pin.period.start <= last.end if pin.is_break else Period(first.start, last.end).overlaps(pin.period)

    def _pinned(self, pin: Pin, labels: Sequence[Text]) -> Placed:
        """An event at the period that holds it, up to its count; a break between two periods, up to the top."""
        number = next(number for number, point in enumerate(self.points) if point.period.end >= pin.period.start)
        point = self.points[number]
        dot = self._place(point)
        if not pin.is_break:
            return Placed(pin, dot.x, self.frame.bottom if point.value is None else min(dot.y + 10, self.frame.bottom))
        is_between = number > 0 and pin.period.start <= point.period.start
        x = round_off((dot.x + self._place(self.points[number - 1]).x) / 2) if is_between else dot.x
        in_the_way = [label.y + 8 for label in labels if label.left - 2 <= x <= label.right + 2]
        return Placed(pin, x, min(max([self.frame.top, *in_the_way]), self.frame.bottom))


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
    return before.leads_to(after) and not any(before.start < on <= after.end for on in breaks)


def _standings(points: Sequence[Point]) -> str:
    """“ Provisional: 3 counts, the last in April 2026.”"""
    said = ""
    for standing in signs.STANDINGS:
        found = [point for point in points if point.standing == standing and point.value is not None]
        if found:
            many = "1 count," if len(found) == 1 else f"{len(found)} counts, the last"
            said += f" {standing.capitalize()}: {many} {found[-1].period.when}."
    return said
