"""How a stranger reads a chart: what is written in it, and what its strokes come to by its own scale."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from tests.statistics.reading_pages import PERIOD, REASONS, count, number, period

NUMBER = r"(?<![\d,])\d{1,3}(?:,\d{3})*"
TOLERANCE = 0.11  # strokes are placed to a tenth of a unit, of which two can be off by half
SHAPES = {"a": "provisional", "h": "revised", "L": "estimated"}


@dataclass(frozen=True)
class Stroke:
    """A number that was drawn: what it comes to, give or take; the standing that its shape tells, if any."""

    period: tuple[str, str]
    value: float
    exact_to: float
    marked: str | None = None


def numbers(path):
    return [float(each) for each in re.findall(r"-?\d+(?:\.\d+)?", path)]


def written(svg):
    """Rows of bars or marks: the period, what is written at it, how long its bar is, how many marks it has, and its note."""
    found = []
    for part in svg.all():
        if part.name == "text" and not part.has("v") and not part.has("q"):
            found.append({"period": period(part.text), "length": 0.0, "marks": 0, "note": ""})
        elif part.name == "text":
            found[-1]["note" if part.has("q") else "words"] = part.text
        elif part.name == "circle":
            found[-1]["marks"] += 1
        elif part.name == "path" and (part.has("b1") or part.has("b2")):
            found[-1]["length"] = numbers(part["d"])[2]
    return found


def strokes_of_bars(svg):
    """By the longest bar and the number at it; the others follow from their lengths."""
    found = written(svg)
    longest = max(found, key=lambda row: row["length"])
    unit = number(longest["words"]) / longest["length"] if longest["length"] else 0
    return [Stroke(row["period"], row["length"] * unit, TOLERANCE * unit) for row in found if row["words"] not in REASONS]


def strokes_of_marks(svg):
    return [Stroke(row["period"], row["marks"], 0) for row in written(svg) if row["words"] not in REASONS]


def strokes_of_line(svg, periods, known):
    """The points of a line, by the round numbers at its side; `known` are those of its periods that have a point, the earliest first."""
    points = _points(svg)
    assert len(points) == len(known), f"{len(points)} points for {len(known)} counts"
    zero, unit = _scale(svg)
    left, right = _axis(svg)
    first, last = (date.fromisoformat(periods[place][1]) for place in (0, -1))
    for (x, _, _), (_, end) in zip(points, known, strict=True):
        share = (date.fromisoformat(end) - first).days / max(1, (last - first).days)
        assert abs(left + share * (right - left) - x) <= 2 * TOLERANCE, f"the point at {x} is not at {end}"
    return [Stroke(named, (zero - y) * unit, TOLERANCE * unit, status) for (_, y, status), named in zip(points, known, strict=True)]


def names_of_line(svg):
    """The numbers written at the peak and at the end."""
    return [number(part.text) for part in svg.all("text", "v")]


def _points(svg):
    """Every point by its place and the standing that its shape tells, from left to right."""
    found = {}
    for path in svg.all("path", "ln"):
        ordinates = numbers(path["d"])
        found |= dict.fromkeys(zip(ordinates[::2], ordinates[1::2], strict=True))
    found |= {(float(dot["cx"]), float(dot["cy"])): None for dot in svg.all("circle")}
    signs = [part for part in svg.all("path") if part.has("hollow") or part.has("b1")]
    for (x, y), status in map(_sign, signs):
        near = [point for point in found if abs(point[0] - x) <= TOLERANCE and abs(point[1] - y) <= TOLERANCE]
        found[near[0] if near else (x, y)] = status
    return sorted((x, y, status) for (x, y), status in found.items())


def _sign(path):
    """The middle of a hollow circle, a square or a triangle, and what it stands for."""
    letter = re.search("[ahL]", path["d"])[0]
    x, y, *rest = numbers(path["d"])
    middle = {"a": lambda: (x + rest[0], y), "h": lambda: (x + rest[0] / 2, y + rest[0] / 2), "L": lambda: (x, y + rest[0] - x)}
    return middle[letter](), SHAPES[letter]


def _scale(svg):
    """Where zero lies, and how much one unit of height is."""
    ticks = [(float(text["y"]), number(text.text)) for text in svg.all("text", "q") if text.attributes.get("text-anchor") == "end"]
    lines = [numbers(path["d"])[1] for path in svg.all("path") if re.fullmatch(r"M[\d.]+ [\d.]+H[\d.]+", path["d"])]
    (low, least), (_, most) = (lines[0], ticks[0][1]), (lines[-1], ticks[-1][1])
    steps = {after[1] - before[1] for before, after in pairwise(ticks)}
    assert (least, len(steps), len(ticks)) == (0, 1, len(lines)), ticks
    return low, most / (low - lines[-1])


def _axis(svg):
    left, _, right = next(numbers(path["d"]) for path in svg.all("path") if re.fullmatch(r"M[\d.]+ [\d.]+H[\d.]+", path["d"]))
    return left, right


def said_of_rows(sentence):
    """“October 2021 to September 2022: 15 people, provisional.” of bars and marks: period, value, standing."""
    for named, words, note in re.findall(
        rf"(?:^|(?<=\. ))({PERIOD}): ([^.]*?)((?:, (?:provisional|revised|estimated|notes? [\d, and]+))*)\.", sentence
    ):
        standing = re.search("provisional|revised|estimated", note)
        yield period(named), _counted(words), standing[0] if standing else None


def _counted(words):
    if words in REASONS:
        return REASONS[words]
    return 0 if words.startswith("no ") else count(words.split()[0])


def said_of_counts(sentence):
    """“88 in January to March 2020”, “the highest is 111, in …”: each number with its period."""
    at = rf"({NUMBER})(?:, the (?:highest|lowest),|,)? (?:in|on) ({PERIOD})(?: and (?:in|on) ({PERIOD}))?"
    for words, one, other in re.findall(at, sentence):
        yield from ((period(named), number(words)) for named in (one, other) if named)


def said_of_extremes(sentence):
    """“the highest is 111”: the name and the number."""
    found = re.findall(rf"the (highest|lowest) is ({NUMBER})", sentence) + [
        (name, words) for words, name in re.findall(rf"({NUMBER}), the (highest|lowest),", sentence)
    ]
    return {name: number(words) for name, words in found}


def said_of_gaps(sentence):
    """How many periods have no count, and those that are named with the reason."""
    named = {period(one): reason for one, reason in re.findall(rf"There is no count for ({PERIOD}) \(([^)]*)\)", sentence)}
    many = re.search(r"(\d+) periods have no count", sentence)
    return int(many[1]) if many else len(named), named


def said_of_standings(sentence):
    """“Provisional: 3 counts”, by standing."""
    return {name.lower(): int(many) for name, many in re.findall(r"(Provisional|Revised|Estimated): (\d+) counts?\b", sentence)}
