"""Files of a plan as tests write them."""

import csv
import io

from plan.files import comparing
from plan.files.kinds import KINDS


def exported(plan, kind="actions"):
    """The rows of the file as somebody's spreadsheet shows them, header first."""
    return list(csv.reader(io.StringIO(KINDS[kind].text(plan).removeprefix("\ufeff"), newline="")))


def written(rows, *, separator=",", encoding="utf-8-sig", ends="\r\n"):
    """The bytes that a spreadsheet would save."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=separator).writerows(rows)
    return buffer.getvalue().replace("\r\n", ends).encode(encoding)


def table(*rows):
    """A file of the columns that the rows, which are dictionaries, name."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    return written([names, *([row.get(name, "") for name in names] for row in rows)])


def changed(plan, kind="actions", row=1, **cells):
    """The exported file with those cells of one row changed."""
    rows = exported(plan, kind)
    for name, value in cells.items():
        rows[row][rows[0].index(name)] = value
    return written(rows)


def looked_at(plan, content, kind="actions"):
    return comparing.preview(plan, KINDS[kind], content)


def outcomes(preview):
    return [line.outcome for line in preview.lines]


def faults(preview):
    """Row, line, column and the reason of each."""
    return [(line.row.number, line.row.line, fault.column, fault.why) for line in preview.lines for fault in line.faults]
