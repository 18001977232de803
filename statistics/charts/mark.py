"""One round mark for one person. Only for small counts: what cannot be counted by eye is no mark."""

from collections.abc import Sequence
from dataclasses import dataclass

from statistics.charts.paper import LABEL, NARROW, VALUE, WIDE, Chart, Row, Text, sentences, width

APART = 22


@dataclass(frozen=True)
class Mark:
    x: float
    y: float


@dataclass(frozen=True)
class MarkRow:
    label: Text
    value: Text
    note: Text
    marks: list[Mark]


@dataclass(frozen=True)
class Marks:
    width: int
    height: float
    radius: float
    rows: list[MarkRow]


def marks(rows: Sequence[Row], unit: tuple[str, str]) -> Chart:
    """A row of marks for each period, the earliest first."""
    text = f"{sentences(rows, unit)} Each mark stands for one {unit[0]}."
    return Chart("marks", text, _wide(rows), _narrow(rows))


def _wide(rows: Sequence[Row]) -> Marks:
    start = max(277.0, *(width(words, LABEL) + 15 for row in rows for words in (row.label, row.note)))
    drawn, top = [], 0.0
    for row in rows:
        found = _marks(row, 15, start, top + 26)
        drawn.append(
            MarkRow(Text(0, top + 32, row.label), _value(row, found, start - 7, 16, top + 33), Text(0, top + 52, row.note_words), found)
        )
        top = max([top + 26, *(mark.y for mark in found)]) + 30
    return Marks(WIDE, top, 7, drawn)


def _narrow(rows: Sequence[Row]) -> Marks:
    drawn, top = [], 0.0
    for row in rows:
        found = _marks(row, 10, 6.5, top + 40)
        foot = max([top + 40, *(mark.y for mark in found)])
        note = Text(0, foot + 27, row.note_words)
        drawn.append(MarkRow(Text(0, top + 16, row.label), _value(row, found, 0, 17, top + 47), note, found))
        top = foot + (56 if row.note else 34)
    return Marks(NARROW, top - 12, 6.5, drawn)


def _marks(row: Row, per_line: int, x: float, y: float) -> list[Mark]:
    return [Mark(x + APART * (number % per_line), y + APART * (number // per_line)) for number in range(row.value or 0)]


def _value(row: Row, found: Sequence[Mark], start: float, gap: float, y: float) -> Text:
    """Beside the first line of marks; in its place where there are none."""
    x = max(mark.x for mark in found) + 7 + gap if found else start
    words = "None recorded" if row.value == 0 else row.words
    return Text(x, y, words, size=VALUE if row.value else LABEL)
