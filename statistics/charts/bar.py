"""Labelled bars from zero, one for each of a few periods."""

from collections.abc import Sequence
from dataclasses import dataclass

from statistics.charts.paper import LABEL, NARROW, VALUE, WIDE, Chart, Row, Text, round_off, sentences, width

LONGEST_WIDE, LONGEST_NARROW = 370, 270
NUMBERS = {2: "two", 3: "three", 4: "four"}


@dataclass(frozen=True)
class Bar:
    label: Text
    value: Text
    note: Text
    is_latest: bool
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Bars:
    width: int
    height: int
    axis_x: float
    bars: list[Bar]


def bars(rows: Sequence[Row]) -> Chart:
    """Bars for two periods, the earlier first. A row without a value has its reason in place of a bar."""
    text = f"Bar chart with {NUMBERS.get(len(rows), len(rows))} bars. {sentences(rows)}"
    return Chart("bars", text, _wide(rows), _narrow(rows))


def _wide(rows: Sequence[Row]) -> Bars:
    start = max(270.0, *(width(words, LABEL) + 8 for row in rows for words in (row.label, row.note)))
    lengths = _lengths(rows, min(LONGEST_WIDE, WIDE - start - 10 - _widest(rows)))
    drawn = [
        Bar(
            Text(0, 38 + 60 * place, row.label),
            _value(row, start + length + 10, 39 + 60 * place),
            Text(0, 57 + 60 * place, row.note_words),
            place == len(rows) - 1,
            start,
            12 + 60 * place,
            length,
            40,
        )
        for place, (row, length) in enumerate(zip(rows, lengths, strict=True))
    ]
    return Bars(WIDE, 8 + 60 * len(rows), start, drawn)


def _narrow(rows: Sequence[Row]) -> Bars:
    lengths = _lengths(rows, min(LONGEST_NARROW, NARROW - 1 - 8 - _widest(rows)))
    drawn = [
        Bar(
            Text(8, 16 + 84 * place, row.label),
            _value(row, 1 + length + 8, 52 + 84 * place),
            Text(8, 80 + 84 * place, row.note_words),
            place == len(rows) - 1,
            1,
            26 + 84 * place,
            length,
            38,
        )
        for place, (row, length) in enumerate(zip(rows, lengths, strict=True))
    ]
    return Bars(NARROW, 84 * len(rows) - 4, 1, drawn)


def _widest(rows: Sequence[Row]) -> float:
    return max(width(row.words, VALUE) for row in rows if row.value is not None)


def _lengths(rows: Sequence[Row], longest: float) -> list[float]:
    top = max(row.value or 0 for row in rows) or 1
    return [round_off(longest * (row.value or 0) / top) for row in rows]


def _value(row: Row, x: float, y: float) -> Text:
    return Text(round_off(x), y, row.words, size=LABEL if row.value is None else VALUE)
