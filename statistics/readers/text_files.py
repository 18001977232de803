"""CSV files: any of the usual encodings, line ends and separators, read line by line."""

import codecs
import csv
import io
from collections.abc import Callable, Generator, Iterator
from functools import partial
from itertools import chain, islice
from typing import BinaryIO

from citysafe.design.encodings import WINDOWS, encoding_of
from statistics.readers.extract import RefusedError
from statistics.readers.sheets import LOOK_AHEAD, MOST_COLUMNS, Row, Watch

SEPARATORS = (",", ";", "\t")
LONGEST_LINE = 200_000  # characters
CHUNK = 1 << 16
NUL = "It holds a NUL character, which no published table does: the file is damaged. Download it again."
CUT_OFF = "The last line ends in the middle: the file was cut off. Download it again."
TOO_LONG = f"This line is longer than {LONGEST_LINE:,} characters: no published table has such a line."
TOO_WIDE = f"This line has more than {MOST_COLUMNS:,} columns: no published table is as wide."
NOT_UNICODE = "It is not in UTF-8. Letters with accents and dashes were read as Windows writes them: look at the names."
NO_END = "The last line has no line end. If the file was cut off there, the last count is wrong: compare it with the published file."
QUOTED = "A quotation mark stands where none may: the line cannot be read. Download the file again."
WRONG = {"unexpected end of data": CUT_OFF, "field larger than": TOO_LONG}
NOT_TEXT = "It is neither a table in plain text nor a workbook that this site reads. Take the CSV file from the publisher’s page."

Opener = Callable[[], BinaryIO]


def rows(open_file: Opener, *, file: str, watch: Watch) -> Generator[Row, None, None]:
    """The rows with their line numbers."""
    encoding, ends_with_line = _encoding(open_file, file)
    if encoding == WINDOWS:
        watch.warn(f"{file}: {NOT_UNICODE}")
    with open_file() as binary:
        lines = list(islice(_lines(binary, encoding, file), LOOK_AHEAD))
    separator = _separator(lines, watch.recognises)
    with open_file() as binary:
        parsed = _parsed(_told(_lines(binary, encoding, file), watch.progress), separator, file)
        yield from parsed if ends_with_line else _wary(parsed, file, watch)


def _parsed(lines: Iterator[str], separator: str, file: str) -> Iterator[Row]:
    reader = csv.reader(lines, delimiter=separator, strict=True)
    try:
        for row in reader:
            if len(row) > MOST_COLUMNS:
                raise RefusedError(TOO_WIDE, file=file, line=reader.line_num)
            yield reader.line_num, row
    except csv.Error as error:
        said = next((sentence for words, sentence in WRONG.items() if words in str(error)), QUOTED)
        raise RefusedError(said, file=file, line=reader.line_num) from error


def _wary(rows: Iterator[Row], file: str, watch: Watch) -> Iterator[Row]:
    """Of a file whose last line has no end: it may have been cut off there."""
    last = next(rows)
    width = len(last[1])
    for row in rows:
        yield last
        last = row
        width = max(width, len(row[1]))
    if len(last[1]) < width and not _is_sentence(last[1]):
        raise RefusedError(CUT_OFF, file=file, line=last[0])
    watch.warn(f"{file}: {NO_END}")
    yield last


def _is_sentence(row: list[str]) -> bool:
    return len(row) == 1 and " " in row[0].strip()


def _lines(binary: BinaryIO, encoding: str, file: str) -> Iterator[str]:
    with io.TextIOWrapper(binary, encoding=encoding, newline=None) as text:
        number = 0
        while line := text.readline(LONGEST_LINE + 1):
            number += 1
            if len(line) > LONGEST_LINE:
                raise RefusedError(TOO_WIDE if max(map(line.count, SEPARATORS)) > MOST_COLUMNS else TOO_LONG, file=file, line=number)
            yield line


def _told(lines: Iterator[str], progress: Callable[[int], None]) -> Iterator[str]:
    told = 0
    for line in lines:
        told += len(line)
        if told >= CHUNK:
            progress(told)
            told = 0
        yield line
    progress(told)


def _encoding(open_file: Opener, file: str) -> tuple[str, bool]:
    """The encoding, and whether the last line is ended: the whole file is looked at once, before anything of it is used."""
    with open_file() as binary:
        start = binary.read(CHUNK)
        encoding = encoding_of(start)
        try:
            return encoding, _ends_with_line(chain([start], iter(partial(binary.read, CHUNK), b"")), encoding, file)
        except UnicodeDecodeError as error:
            if encoding != "utf-8" or error.reason == "unexpected end of data":
                said = CUT_OFF if error.reason in {"unexpected end of data", "truncated data"} else NOT_TEXT
                raise RefusedError(said, file=file) from error
    with open_file() as binary:
        try:
            return WINDOWS, _ends_with_line(iter(partial(binary.read, CHUNK), b""), WINDOWS, file)
        except UnicodeDecodeError as error:
            raise RefusedError(NOT_TEXT, file=file) from error


def _ends_with_line(chunks: Iterator[bytes], encoding: str, file: str) -> bool:
    decoder, last, line = codecs.getincrementaldecoder(encoding)(), "", 1
    for chunk in chunks:
        text = decoder.decode(chunk)
        if "\0" in text:
            raise RefusedError(NUL, file=file, line=line + text[: text.index("\0")].count("\n"))
        line += text.count("\n")
        last = text[-1:] or last
    decoder.decode(b"", final=True)
    return last in {"\n", "\r", ""}


def _separator(lines: list[str], recognises: Callable[[list[str]], bool]) -> str:
    """The one with which a line becomes a known header; else the one that makes most columns."""
    widest, most = SEPARATORS[0], 1
    for separator in SEPARATORS:
        try:
            for row in csv.reader(lines, delimiter=separator):
                if recognises(row):
                    return separator
                if len(row) > most:
                    widest, most = separator, len(row)
        except csv.Error:
            continue
    return widest
