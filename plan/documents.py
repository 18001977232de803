"""Uploads: what may be the official document, and what may be evidence of a report."""

from django.core.files.base import File

from citysafe.design.uploads import MB, check

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


def check_document(upload: File) -> None:
    """Refuse a file that is too large or is not what its name says."""
    check(upload, largest=LARGEST_DOCUMENT, beginnings=BEGINNINGS, kinds="PDF, ODT or DOCX")


def check_evidence(upload: File) -> None:
    """The same for evidence, of which there are more kinds."""
    check(upload, largest=LARGEST_EVIDENCE, beginnings=BEGINNINGS_OF_EVIDENCE, kinds=KINDS_OF_EVIDENCE)
