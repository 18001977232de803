"""Files to read: the real rows, and tables written as any program might write them."""

import csv
import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import pytest

from statistics.readers import Extract, RefusedError, read

FILES = Path(__file__).parent / "files"
STREET, LATER_STREET = FILES / "2022-10-merseyside-street.csv", FILES / "2023-06-merseyside-street.csv"
FORCES, PARTNERSHIPS = FILES / "prc-pfa-merseyside.csv", FILES / "prc-csp-merseyside.csv"
P1, P6, C2 = (FILES / f"police-force-area-table-{name}.csv" for name in ("p1", "p6", "c2"))
NHS, WARDS, AUTHORITIES = FILES / "nhs-assault-sharp-object.csv", FILES / "mid-2020-wards.csv", FILES / "mid-year-authorities.csv"
NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "manifest")
)


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def as_text(rows, separator=",", end="\n") -> str:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=separator, lineterminator="\n").writerows(rows)
    return buffer.getvalue().replace("\n", end)


def saved(path: Path, rows, encoding="utf-8", separator=",", end="\n") -> Path:
    path.write_bytes(as_text(rows, separator, end).encode(encoding))
    return path


def zipped(path: Path, members: dict[str, bytes | str | Path]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content.read_bytes() if isinstance(content, Path) else content)
    return path


def number(text):
    return int(text) if isinstance(text, str) and text.isascii() and text.isdigit() else text


def xlsx(path: Path, sheets: dict[str, list[list]]) -> Path:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append([number(cell) for cell in row])
    workbook.save(path)
    return path


def ods(path: Path, sheets: dict[str, list[list]], manifest: str = "") -> Path:
    tables = "".join(
        f'<table:table table:name="{escape(name)}">{"".join(map(ods_row, rows))}</table:table>' for name, rows in sheets.items()
    )
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    members = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": f'<?xml version="1.0"?><manifest:manifest {NAMESPACES}>{manifest}</manifest:manifest>',
        "content.xml": f'<?xml version="1.0"?><office:document-content {NAMESPACES}>{body}</office:document-content>',
    }
    return zipped(path, members)


def ods_row(row) -> str:
    return f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>"


def ods_cell(cell) -> str:
    if isinstance(number(cell), int):
        return f'<table:table-cell office:value-type="float" office:value="{cell}"><text:p>{cell}</text:p></table:table-cell>'
    return (
        f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
        if cell
        else "<table:table-cell/>"
    )


def extract(*paths: Path, **options) -> Extract:
    return read([(path.name, path) for path in paths], **options)


def counts(*paths: Path, **options) -> dict[tuple[str, str, str], int | str]:
    """By area, category and period; a reason in place of a count that is missing."""
    cells = extract(*paths, **options).cells
    found = {(cell.key.area_name, cell.key.category, cell.key.period.label): cell.reason or cell.value for cell in cells}
    assert len(found) == len(cells), "two cells have one name: compare the cells themselves"
    return found


def refusal(*paths: Path, **options) -> str:
    with pytest.raises(RefusedError) as refused:
        extract(*paths, **options)
    return str(refused.value)


def replaced(rows, column: str, change) -> list[list[str]]:
    """The rows with every cell of one column changed; the first row is the header."""
    place = rows[0].index(column)
    return [rows[0]] + [[*row[:place], change(row[place]), *row[place + 1 :]] for row in rows[1:]]


def without(rows, column: str) -> list[list[str]]:
    place = rows[0].index(column)
    return [[*row[:place], *row[place + 1 :]] for row in rows]
