"""The cells of an import, into the database and out of it."""

from collections.abc import Callable, Sequence

from django.db import transaction
from django.db.models import CharField

from statistics.models import Import, ImportedCell
from statistics.periods import Period
from statistics.previews import Preview, preview, reader_of, rules_of
from statistics.readers import Cell, Extract, Key, RefusedError

SLICE = 500  # cells in one transaction
TOO_LONG = "“{text}…” is longer than {longest} characters, the most that is stored of it. Look whether two columns ran together."
TOO_LARGE = "{count} is no count of anything. Look whether two columns ran together."
LARGEST = 2**63 - 1
LONGEST = {
    field.name: field.max_length for field in ImportedCell._meta.concrete_fields if isinstance(field, CharField) and field.max_length
}


def wanted(extract: Extract) -> list[Cell]:
    """The cells of the areas that a rule names: all that is kept of a file. Refuses what the database could not hold."""
    cells = extract.cells
    if reader_of(extract.publication).has_rules:
        rules = rules_of(extract.publication)
        cells = [cell for cell in cells if any(rule.is_of_area(cell) for rule in rules)]
    for cell in cells:
        _refuse_what_cannot_be_held(cell)
    return cells


def _refuse_what_cannot_be_held(cell: Cell) -> None:
    row = _row(None, cell)
    for name, longest in LONGEST.items():
        text = getattr(row, name)
        if len(text) > longest:
            raise RefusedError(TOO_LONG.format(text=text[:40], longest=longest), column=name.replace("_", " "))
    if abs(cell.value or 0) > LARGEST:
        raise RefusedError(TOO_LARGE.format(count=f"{str(cell.value)[:40]}…"), column=cell.key.category)


def store(of: Import, cells: Sequence[Cell], hold: Callable[[], None] = lambda: None) -> None:
    """Some at a time: nobody else need wait for long. `hold` begins each part, and ends it all where it raises."""
    for first in range(0, len(cells), SLICE):
        with transaction.atomic():
            hold()
            ImportedCell.objects.bulk_create(_row(of, cell) for cell in cells[first : first + SLICE])


def preview_of(of: Import) -> Preview:
    """What the import would do now."""
    return preview(cells_of(of), publication=of.publication, edition=of.edition, edition_on=of.edition_on)


def cells_of(of: Import) -> list[Cell]:
    return [_cell(row) for row in of.cells.all()]


def _row(of: Import | None, cell: Cell) -> ImportedCell:
    key = cell.key
    return ImportedCell(
        upload=of,
        area_code=key.area_code,
        area_name=key.area_name,
        category=key.category,
        code=key.code,
        group=key.group,
        subgroup=key.subgroup,
        source=key.source,
        period_start=key.period.start,
        period_end=key.period.end,
        value=cell.value,
        missing=cell.reason,
        status=cell.status,
        edition=cell.edition,
    )


def _cell(row: ImportedCell) -> Cell:
    period = Period(row.period_start, row.period_end)
    key = Key(row.area_name, row.area_code, row.category, row.code, period, row.group, row.subgroup, row.source)
    return Cell(key, row.value, row.missing, row.status, row.edition)
