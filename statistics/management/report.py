"""What an import found and would do, for people and for programs."""

from collections.abc import Iterator
from typing import Any

from statistics.models import Import
from statistics.previews import Line, Preview
from statistics.readers import Cell, Extract


def as_data(extract: Extract, found: Preview | None, made: Import | None = None) -> dict[str, Any]:
    """One object: what the file says (`cells`), and what it would do here (`figures`, none without a database)."""
    return {
        "publication": extract.publication,
        "edition": extract.edition,
        "rows_read": extract.rows_read,
        "rows_used": extract.rows_used,
        "left_out": [{"reason": reason, "rows": rows} for reason, rows in extract.left_out.items()],
        "warnings": [*extract.warnings, *(found.warnings if found else [])],
        "cells": [_cell(cell) for cell in extract.cells],
        "figures": [_figure(line) for line in found.lines] if found else None,
        "hash": found.digest if found else None,
        "import": made.pk if made else None,
    }


def _cell(cell: Cell) -> dict[str, Any]:
    key = cell.key
    said = {
        "area_code": key.area_code or None,
        "area_name": key.area_name,
        "category": key.category,
        "code": key.code or None,
        "period_start": key.period.start.isoformat(),
        "period_end": key.period.end.isoformat(),
        "value": cell.value,
        "reason": cell.reason or None,
    }
    more = {"group": key.group, "subgroup": key.subgroup, "source": key.source, "status": cell.status, "edition": cell.edition}
    return said | {name: value for name, value in more.items() if value}


def _figure(line: Line) -> dict[str, Any]:
    return {
        "series": str(line.series),
        "period_start": line.period.start.isoformat(),
        "period_end": line.period.end.isoformat(),
        "outcome": line.outcome,
        "before": line.stored.value if line.stored else None,
        "value": line.made.value,
        "reason": line.made.missing or None,
        "is_public": line.is_public,
    }


def as_text(extract: Extract, found: Preview | None, made: Import | None = None) -> Iterator[str]:
    """The same in words, a line each; figures that stay as they are by their number alone."""
    yield f"{extract.title}: {extract.edition}"
    yield f"Rows: {extract.rows_read:,} read, {extract.rows_used:,} used"
    for reason, rows in extract.left_out.items():
        yield f"  left out, {rows:,}: {reason}"
    for warning in [*extract.warnings, *(found.warnings if found else [])]:
        yield f"Look: {warning}"
    if found is None:
        return
    for line in (*found.new, *found.changed):
        was = f"{line.before} → " if line.stored else ""
        waits = ", which is public: its revision waits for a second person" if line.is_public else ""
        yield f"{line.outcome.capitalize()}: {line.series}, {line.period.label}: {was}{line.after}{waits}"
    yield f"Figures: {len(found.new)} new, {len(found.changed)} changed, {len(found.unchanged)} unchanged"
    yield f"Import {made.pk}: in review." if made else f"Hash of this preview: {found.digest}"
