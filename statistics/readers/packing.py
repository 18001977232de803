"""From an uploaded file to its tables: one CSV file, the CSV files of a zip, or the sheets of a workbook."""

import zipfile
from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from statistics.readers import text_files, workbooks
from statistics.readers.extract import OtherFileError, RefusedError
from statistics.readers.sheets import Limits, Row, Sheet, Watch
from statistics.readers.workbooks import FAULTS

MOST_MEMBERS = 5_000
EMPTY = "It is empty."
TOO_LARGE = "It is larger than {limit} MB, the most that is taken. Take fewer months, or a cut of your police force."
BOMB = "Unpacked, it is larger than {limit} MB, the most that is read. Take fewer months in one zip."
DAMAGED = "It is damaged or was cut off. Download it again."
TOO_MANY = f"It holds more than {MOST_MEMBERS:,} files."
LOCKED = "It is protected by a password. Unpack it and upload what is in it."
NO_TABLES = "It holds no CSV file. Unpack it and upload the table that is in it."
INSIDE = {
    ".zip": "A zip lies in the zip. Unpack it and upload the inner one.",
    **dict.fromkeys((".xlsx", ".xls", ".ods", ".xlsm"), "A workbook lies in the zip. Unpack it and upload the workbook itself."),
}
NO_TEXTS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"<", b"{", b"[{")  # PDF, pictures, web pages, JSON
TEXTS = (".csv", ".tsv")


def sheets(path: Path, *, file: str, limits: Limits, watch: Watch) -> Generator[Sheet, None, None]:
    size = path.stat().st_size
    if not size:
        raise RefusedError(EMPTY, file=file)
    if size > limits.bytes:
        raise RefusedError(TOO_LARGE.format(limit=limits.bytes // 1_000_000), file=file)
    if workbooks.is_workbook(path):
        yield from workbooks.sheets(path, file=file, limits=limits)
    elif _is_zip(path):
        yield from _members(path, file=file, limits=limits, watch=watch)
    elif _is_no_text(path):
        raise RefusedError(text_files.NOT_TEXT, file=file)
    else:
        with closing(text_files.rows(lambda: path.open("rb"), file=file, watch=watch)) as rows:
            yield Sheet(file, "", rows)


def unpacked_bytes(path: Path) -> int:
    """How many bytes of text there are to read, for the progress; what cannot be told counts as it lies there."""
    if not workbooks.is_workbook(path) and _is_zip(path):
        try:
            with zipfile.ZipFile(path) as packed:
                return sum(part.file_size for part in packed.infolist())
        except FAULTS:
            pass
    return path.stat().st_size


def _is_zip(path: Path) -> bool:
    with path.open("rb") as start:
        return start.read(2) == b"PK"


def _is_no_text(path: Path) -> bool:
    with path.open("rb") as start:
        return start.read(16).lstrip().startswith(NO_TEXTS)


def _members(path: Path, *, file: str, limits: Limits, watch: Watch) -> Iterator[Sheet]:
    try:
        with zipfile.ZipFile(path) as packed:
            parts = [part for part in packed.infolist() if not part.is_dir() and not _is_litter(part.filename)]
            _refuse_unsafe(parts, file, limits)
            tables = [part for part in parts if part.filename.lower().endswith(TEXTS)]
            for part in sorted(tables, key=lambda part: part.filename):
                with closing(_rows(packed, part, file, watch)) as rows:
                    yield Sheet(f"{file}: {part.filename}", "", rows, passes_over=(OtherFileError,))
    except FAULTS as error:
        raise RefusedError(DAMAGED, file=file) from error


def _rows(packed: zipfile.ZipFile, part: zipfile.ZipInfo, file: str, watch: Watch) -> Generator[Row, None, None]:
    name = f"{file}: {part.filename}"
    try:
        yield from text_files.rows(lambda: cast(BinaryIO, packed.open(part)), file=name, watch=watch)
    except FAULTS as error:
        raise RefusedError(DAMAGED, file=name) from error


def _refuse_unsafe(parts: list[zipfile.ZipInfo], file: str, limits: Limits) -> None:
    if len(parts) > MOST_MEMBERS:
        raise RefusedError(TOO_MANY, file=file)
    if any(part.flag_bits & 1 for part in parts):
        raise RefusedError(LOCKED, file=file)
    if sum(part.file_size for part in parts) > limits.unpacked_text:
        raise RefusedError(BOMB.format(limit=limits.unpacked_text // 1_000_000), file=file)
    for part in parts:
        if said := INSIDE.get(PurePosixPath(part.filename.lower()).suffix):
            raise RefusedError(said, file=f"{file}: {part.filename}")
    if not any(part.filename.lower().endswith(TEXTS) for part in parts):
        raise RefusedError(NO_TABLES, file=file)


def _is_litter(name: str) -> bool:
    """What operating systems leave in a zip."""
    path = PurePosixPath(name)
    return "__MACOSX" in path.parts or path.name.startswith(".") or path.name == "Thumbs.db"
