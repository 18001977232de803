"""Uploads: what may be the official document, and what may be evidence of a report."""

import re
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.core.files.base import File

MB = 1024 * 1024
LARGEST_DOCUMENT, LARGEST_EVIDENCE = 20 * MB, 10 * MB
ZIP = b"PK\x03\x04"
BEGINNINGS = {".pdf": b"%PDF-", ".odt": ZIP, ".docx": ZIP}
BEGINNINGS_OF_EVIDENCE = BEGINNINGS | {
    ".ods": ZIP,
    ".xlsx": ZIP,
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
    ".png": b"\x89PNG\r\n\x1a\n",
    ".csv": b"",
}
KINDS_OF_EVIDENCE = "PDF, ODT, DOCX, ODS, XLSX, CSV, JPG or PNG"
NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]|<(?:!doctype|html|script|svg)", re.IGNORECASE)


def check_document(upload: File) -> None:
    """Refuse a file that is too large or is not what its name says; one that is stored already and lost is no fault of the form."""
    _check(upload, LARGEST_DOCUMENT, BEGINNINGS, "PDF, ODT or DOCX")


def check_evidence(upload: File) -> None:
    """The same for evidence, of which there are more kinds."""
    _check(upload, LARGEST_EVIDENCE, BEGINNINGS_OF_EVIDENCE, KINDS_OF_EVIDENCE)


def ending(name: str | None) -> str:
    """“.pdf” of “Report.PDF”."""
    return "." + str(name).rsplit(".", 1)[-1].lower()


def _check(upload: File, largest: int, beginnings: Mapping[str, bytes], kinds: str) -> None:
    try:
        size = upload.size
    except FileNotFoundError:
        return
    if size > largest:
        raise ValidationError(f"The file is larger than {largest // MB} MB. Choose a smaller one.", code="too_large")
    kind = ending(upload.name)
    upload.seek(0)
    beginning = upload.read(64 * 1024 if kind == ".csv" else 8)
    upload.seek(0)
    is_csv = kind != ".csv" or (beginning and not NO_TEXT.search(beginning))
    if not is_csv or not beginning.startswith(beginnings.get(kind, b"\x00never")):
        raise ValidationError(f"The file is not what its name says. Save it again as {kinds}.", code="wrong_kind")
