"""What all charts share: rows of numbers, pieces of text, and how much room letters take."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from statistics import wording
from statistics.periods import Period

WIDE, NARROW = 720, 340
LABEL, VALUE = 16, 19  # sizes of letters, as in the stylesheet: on a screen of 320 pixels the smaller is 13
LETTER, FIGURE = 0.53, 0.6  # width of a letter, and of a bold figure, at most, in parts of its size


@dataclass(frozen=True)
class Row:
    """A number for a period, or the words that stand in its place."""

    label: str
    value: int | None
    missing: str = ""
    note: str = ""  # “provisional, note 1”

    @property
    def words(self) -> str:
        return self.missing if self.value is None else wording.count(self.value)

    @property
    def note_words(self) -> str:
        """The note as a line of its own."""
        return self.note[:1].upper() + self.note[1:]


@dataclass(frozen=True)
class Point:
    """A number for a period on the way, or the words that stand in its place."""

    period: Period
    value: int | None
    missing: str = ""
    standing: str = ""  # “provisional”, “revised”, “estimated”, or nothing that a reader must know of


@dataclass(frozen=True)
class Pin:
    """Something to know about a time: an event, or a break in the series, under the number that it has on the page."""

    number: int
    period: Period
    is_break: bool = False

    @property
    def words(self) -> str:
        return f"Break {self.number}" if self.is_break else str(self.number)


@dataclass(frozen=True)
class Text:
    x: float
    y: float
    words: str
    anchor: Literal["start", "middle", "end"] = "start"
    size: int = LABEL

    @property
    def width(self) -> float:
        return width(self.words, self.size)

    @property
    def left(self) -> float:
        return self.x - {"start": 0, "middle": self.width / 2, "end": self.width}[self.anchor]

    @property
    def right(self) -> float:
        return self.left + self.width


@dataclass(frozen=True)
class Chart:
    """One set of numbers laid out for wide and for narrow screens, and the same numbers in a sentence."""

    kind: Literal["bars", "marks", "line"]
    text: str
    wide: Any
    narrow: Any
    summary: str = ""
    key: tuple[Any, ...] = ()


def width(words: str, size: int) -> float:
    return len(words) * size * (FIGURE if size == VALUE else LETTER)


def round_off(number: float) -> float:
    """A tenth of a unit is finer than any screen shows; whole numbers stay whole."""
    rounded = round(number, 1)
    return int(rounded) if rounded == int(rounded) else rounded


def sentences(rows: Sequence[Row], unit: tuple[str, str] | None = None) -> str:
    """Every number with its period: “October 2021 to September 2022: 15 people.”"""

    def said(row: Row) -> str:
        return wording.counted(row.value, *unit) if unit and row.value is not None else row.words

    return " ".join(f"{row.label}: {said(row)}{', ' if row.note else ''}{row.note}." for row in rows)
