"""Figures as the arithmetic of disclosure sees them: whose running total they are a piece of, and from which day to which."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

Leaf = tuple[int, int]
"""A measure and an area that nothing smaller makes up."""


class Line(NamedTuple):
    """One series: a measure in an area from a source, each by its key."""

    measure: int
    area: int
    source: int


@dataclass(frozen=True)
class Cell:
    """A figure: the days that it counts, as `date.toordinal` has them. Without a value it is confidential."""

    key: int
    line: Line
    start: int
    stop: int  # the day after the last
    value: int | None
    size: int = 1  # how much is lost if it is hidden, below 1,000
    since: int = 0  # the moment since which it has been public; of a confidential one, since which it is known to be confidential

    @property
    def is_confidential(self) -> bool:
        return self.value is None

    def overlaps(self, other: "Cell") -> bool:
        return self.start < other.stop and other.start < self.stop


@dataclass(frozen=True)
class Tree:
    """What is a part of what, by key, and which wholes their parts make up entirely. It holds no circle."""

    whole_of: Mapping[int, int]
    complete: frozenset[int] = frozenset()

    @classmethod
    def of(cls, links: Iterable[tuple[int, int]], complete: Iterable[int] = ()) -> "Tree":
        """From pairs of part and whole. A link that would close a circle is left out."""
        tree = cls({}, frozenset(complete))
        for part, whole in sorted(links):
            if part not in tree.above(whole):
                tree.whole_of[part] = whole  # type: ignore[index]
        return tree

    def above(self, key: int) -> list[int]:
        """Itself, its whole, the whole of that and so on."""
        found = [key]
        while found[-1] in self.whole_of:
            found.append(self.whole_of[found[-1]])
        return found

    def root(self, key: int) -> int:
        return self.above(key)[-1]

    @cached_property
    def parts(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for part, whole in sorted(self.whole_of.items()):
            found.setdefault(whole, []).append(part)
        return found

    def leaves(self, key: int) -> list[int]:
        """The smallest parts that make it up entirely; itself where none do."""
        if key not in self.complete or key not in self.parts:
            return [key]
        return [leaf for part in self.parts[key] for leaf in self.leaves(part)]

    def is_comparable(self, one: int, other: int) -> bool:
        """Whether one of the two lies in the other, or they are the same."""
        return one in self.above(other) or other in self.above(one)


@dataclass(frozen=True)
class Relations:
    """Everything by which one figure follows from others, and the largest count that a source hides, where it says so."""

    measures: Tree
    areas: Tree
    limits: Mapping[int, int]

    def family(self, line: Line) -> Line:
        """The same for all series between which a sum can be drawn up."""
        return Line(self.measures.root(line.measure), self.areas.root(line.area), line.source)

    def leaves(self, line: Line) -> frozenset[Leaf]:
        return frozenset((measure, area) for measure in self.measures.leaves(line.measure) for area in self.areas.leaves(line.area))

    def are_comparable(self, one: Line, other: Line) -> bool:
        """Whether something may be counted in both."""
        return self.measures.is_comparable(one.measure, other.measure) and self.areas.is_comparable(one.area, other.area)
