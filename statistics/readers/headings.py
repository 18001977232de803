"""Headings that take two or three rows: groups merged over several columns, and a row of units below."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

from statistics.readers import values
from statistics.readers.reader import Columns
from statistics.readers.sheets import Row, Sheet

OF_AN_AREA = re.compile(r".*\b(code|codes|name|names)$", re.IGNORECASE)
NO_COUNT = re.compile(r"%|percentage|per 1,?000|\brates?\b|population|household|per cent", re.IGNORECASE)
UNIT = re.compile(
    r"numbers?( of (offences|crimes))?|offences|counts?|percentage.*|% ?change.*|rates?.*|per (1,?000|100,?000).*", re.IGNORECASE
)
WHOLE = re.compile(r"totals?|all|all offences", re.IGNORECASE)  # of the group that stands above
MOST_BELOW = 2


@dataclass(frozen=True)
class Heading:
    text: str
    is_count: bool
    parts: tuple[str, ...]  # all words above the column, from the top


def merged(sheet: Sheet, columns: Columns) -> tuple[list[Heading], Iterator[Row]]:
    """One heading a column, and the rows below all of them."""
    width = len(sheet.header[1])
    first = list(islice(sheet.rows, MOST_BELOW))
    below = [row for _, row in first]
    depth = 0
    while depth < len(below) and _continues(below[depth], columns):
        depth += 1
    rows = [*_above(sheet, columns), sheet.header[1], *below[:depth]]
    layers = [[values.label(cell) for cell in (row + [""] * width)[:width]] for row in rows]
    units = [layer for layer in layers if _is_units(layer)]
    named = [layer for layer in layers if layer not in units]
    unit = _spread(units[-1]) if units else [""] * width
    headings = [_heading(_parts(named, place), unit[place]) for place in range(width)]
    return headings, chain(first[depth:], sheet.rows)


def _parts(layers: list[list[str]], place: int) -> list[str]:
    """The words above one column from the top: those of a group only where the column has words of its own below."""
    upper, own = layers[:-1], layers[-1][place]
    return [*(_spread(layer)[place] if own else layer[place] for layer in upper), own]


def _above(sheet: Sheet, columns: Columns) -> list[list[str]]:
    """The row right above the header, where it names groups of columns: a title fills its first cell alone."""
    row = sheet.above[-1][1] if sheet.above else []
    named = [place for place, cell in enumerate(row) if cell.strip()]
    return [row] if named and named[0] > max(columns.values()) else []


def _continues(row: list[str], columns: Columns) -> bool:
    """A row below the header that belongs to it: words over the columns of counts, and no area."""
    has_area = any(len(row) > place and row[place].strip() for place in columns.values())
    filled = [cell.strip() for cell in row if cell.strip()]
    return not has_area and bool(filled) and not any(values.count(cell) for cell in filled) and not _is_first_cell_alone(row)


def _is_first_cell_alone(row: list[str]) -> bool:
    return not any(cell.strip() for cell in row[1:])


def _is_units(layer: list[str]) -> bool:
    filled = [cell for cell in layer if cell]
    return bool(filled) and all(UNIT.fullmatch(cell) for cell in filled)


def _spread(layer: list[str]) -> list[str]:
    """What is merged over several columns stands in the first of them."""
    last, spread = "", []
    for cell in layer:
        last = cell or last
        spread.append(last)
    return spread


def _heading(parts: list[str], unit: str) -> Heading:
    """The lowest words; where they only say “Total”, those of the group above."""
    filled = [part for part in parts if part]
    own = filled[-1] if filled else ""
    text = next((part for part in reversed(filled) if not WHOLE.fullmatch(part)), own)
    is_counted = not any(NO_COUNT.search(part) for part in (*filled, unit)) and not OF_AN_AREA.fullmatch(text)
    return Heading(text, bool(text) and is_counted, tuple(filled))
