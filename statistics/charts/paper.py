"""What all charts share: rows of numbers, pieces of text, and how much room letters take."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from statistics import wording

WIDE, NARROW = 720, 340
LABEL, NOTE, VALUE = 16, 15, 19  # sizes of letters, as in the stylesheet
LETTER, FIGURE = 0.53, 0.6  # width of a letter, and of a bold figure, at most, in parts of its size


@dataclass(frozen=True)
class Row:
    """A number for a period, or the words that stand in its place."""

    label: str
    value: int | None
    missing: str = ""

    @property
    def words(self) -> str:
        return self.missing if self.value is None else wording.count(self.value)


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

    return " ".join(f"{row.label}: {said(row)}." for row in rows)
