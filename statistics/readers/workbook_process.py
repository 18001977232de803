"""The process in which a workbook is opened: a damaged or hostile one may take more memory than there is, or end its process.

It stands alone (started by `workbooks`, it knows no other module) and writes JSON, a line each: the name of a sheet as text,
its rows as lists, and null at the end: what does not end so has failed.
"""

import json
import resource
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path

from python_calamine import CalamineWorkbook, SheetTypeEnum


def main(path: str, memory: str, seconds: str) -> None:
    limit(int(memory), int(seconds))
    if zipfile.is_zipfile(path):
        verify(path)
    with Path(path).open("rb") as file:  # by its name alone it could be taken for another kind of workbook
        workbook = CalamineWorkbook.from_filelike(file)
    for sheet in workbook.sheets_metadata:
        if sheet.typ == SheetTypeEnum.WorkSheet:
            say(sheet.name)
            for row in workbook.get_sheet_by_name(sheet.name).iter_rows():
                cells = [text(value) for value in row]
                say(cells if any(cells) else [])
    say(None)


def limit(memory: int, seconds: int) -> None:
    """More than this and the system ends this process."""
    for what, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(what)[1]
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def verify(path: str) -> None:
    """Every part against its checksum: a damaged one could still be read, with other figures in it."""
    with zipfile.ZipFile(path) as packed:
        damaged = packed.testzip()
    if damaged is not None:
        raise zipfile.BadZipFile(damaged)


def say(what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")


def text(value: object) -> str:
    match value:
        case float():
            return str(int(value)) if value.is_integer() else repr(value)
        case datetime():
            return value.isoformat(sep=" ") if value.time() != datetime.min.time() else value.date().isoformat()
        case date():
            return value.isoformat()
        case _:
            return str(value)
