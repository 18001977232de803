"""XLSX, XLS and ODS: opened only when what they unpack to fits into memory, and in a process of their own."""

import json
import re
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from lzma import LZMAError
from pathlib import Path
from struct import error as StructError  # noqa: N812

from statistics.readers.extract import OtherFileError, RefusedError, UnknownTableError
from statistics.readers.sheets import MOST_COLUMNS, Limits, Row, Sheet

OLD_FORMAT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROCESS = "import sys; sys.path.append(sys.argv[1]); from workbook_process import main; main(*sys.argv[2:])"
ENDED = "null\n"
# The start of a workbook of the old format, and right after it the record that says how it is encrypted.
OLD_LOCKED = re.compile(rb"\x09\x08\x10\x00.{16}(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL)
# What reading a zip raises, of whatever bytes it is made.
FAULTS = (zipfile.BadZipFile, EOFError, OSError, RuntimeError, ValueError, OverflowError, zlib.error, LZMAError, StructError)
TOO_LARGE = (
    "Unpacked, this workbook is larger than {limit} MB, the most that is read. "
    "Open it where it opens, keep the rows of your police force, save them as CSV, and upload that."
)
LOCKED = "It is protected by a password. Open it, save it without one, and upload that."
DAMAGED = (
    "It cannot be opened as a workbook: it is damaged, was cut off, or takes more memory or time than there is. "
    "Download it again; or open it where it opens, save the table as CSV, and upload that."
)
TOO_WIDE = f"This sheet has more than {MOST_COLUMNS:,} columns: no published table is as wide."
NUL = "A cell holds a NUL character, which no published table does: the file is damaged. Download it again."


def is_workbook(path: Path) -> bool:
    """By what it holds, never by its name."""
    if _is_old(path):
        return True
    try:
        with zipfile.ZipFile(path) as packed:
            names = set(packed.namelist())
            return "[Content_Types].xml" in names or (
                "mimetype" in names and packed.getinfo("mimetype").file_size < 200 and b"opendocument" in packed.read("mimetype")
            )
    except FAULTS:
        return False


def _is_old(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(8) == OLD_FORMAT


def sheets(path: Path, *, file: str, limits: Limits) -> Iterator[Sheet]:
    """Every sheet; the first row of a sheet is its line 1. A sheet is read before the next is asked for."""
    _measure(path, file, limits)
    command = [sys.executable, "-I", "-c", PROCESS, str(Path(__file__).parent)]
    command += [str(path.resolve()), str(limits.workbook_memory), str(limits.workbook_seconds)]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:  # noqa: S603
        try:
            yield from _said(process, path, file)
        finally:
            process.kill()


def _said(process: subprocess.Popen[str], path: Path, file: str) -> Iterator[Sheet]:
    lines = (line for line in process.stdout or () if line.endswith("\n"))  # one that was not written to its end is none
    line = next(lines, "")
    while line.startswith('"'):
        name = json.loads(line).strip()
        following: list[str] = []
        rows = _rows(lines, following, f"{file}, sheet {name}")
        yield Sheet(file, name, rows, passes_over=(OtherFileError, UnknownTableError))
        for _ in rows:
            pass
        line = following[0]
    if line != ENDED:
        raise RefusedError(LOCKED if _is_encrypted(path) else DAMAGED, file=file)


def _rows(lines: Iterator[str], following: list[str], place: str) -> Iterator[Row]:
    """The rows of one sheet; the line that comes after them goes into `following`."""
    for number, line in enumerate(lines, start=1):
        if not line.startswith("["):
            following.append(line)
            return
        row = json.loads(line)
        if len(row) > MOST_COLUMNS:
            raise RefusedError(TOO_WIDE, file=place, line=number)
        if "\\u0000" in line:
            raise RefusedError(NUL, file=place, line=number)
        yield number, row
    following.append("")


def _measure(path: Path, file: str, limits: Limits) -> None:
    if _is_old(path):
        size = path.stat().st_size
    else:
        with zipfile.ZipFile(path) as packed:
            size = sum(part.file_size for part in packed.infolist())
    if size > limits.unpacked_workbook:
        raise RefusedError(TOO_LARGE.format(limit=limits.unpacked_workbook // 1_000_000), file=file)


def _is_encrypted(path: Path) -> bool:
    """Office keeps an encrypted workbook in a container of the old format; OpenDocument says so in its manifest."""
    if _is_old(path):
        content = path.read_bytes()
        return "EncryptedPackage".encode("utf-16-le") in content or bool(OLD_LOCKED.search(content))
    with zipfile.ZipFile(path) as packed:
        try:
            return any(part.flag_bits & 1 for part in packed.infolist()) or b"encryption-data" in packed.read("META-INF/manifest.xml")
        except (*FAULTS, KeyError):
            return False
