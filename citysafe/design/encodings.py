"""How the bytes of a text file are to be read. No Django here."""

import codecs

MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
WINDOWS = "cp1252"
"""What a spreadsheet on Windows writes where nobody asked it for Unicode."""


def encoding_of(start: bytes) -> str:
    """By the mark at the start of a file, or by its first letters; UTF-8 where nothing tells otherwise."""
    return next((name for mark, name in MARKS.items() if start.startswith(mark)), "") or _unmarked(start)


def _unmarked(start: bytes) -> str:
    """UTF-16 without its mark shows by every other byte of plain letters being 0."""
    sample = start[:1000]
    if len(sample) > 3:
        if not any(sample[0:40:2]) and any(sample[1:40:2]):
            return "utf-16-be"
        if not any(sample[1:40:2]) and any(sample[0:40:2]):
            return "utf-16-le"
    return "utf-8"
