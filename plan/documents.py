"""The official document: what may be uploaded as one."""

from django.core.exceptions import ValidationError
from django.core.files.base import File

LARGEST_DOCUMENT = 20 * 1024 * 1024
BEGINNINGS = {".pdf": b"%PDF-", ".odt": b"PK\x03\x04", ".docx": b"PK\x03\x04"}


def check_document(upload: File) -> None:
    """Refuse a file that is too large or is not what its name says; one that is stored already and lost is no fault of the form."""
    try:
        size = upload.size
    except FileNotFoundError:
        return
    if size > LARGEST_DOCUMENT:
        raise ValidationError("The file is larger than 20 MB. Choose a smaller one.", code="too_large")
    ending = "." + str(upload.name).rsplit(".", 1)[-1].lower()
    upload.seek(0)
    beginning = upload.read(8)
    upload.seek(0)
    if not beginning.startswith(BEGINNINGS.get(ending, b"\x00never")):
        raise ValidationError("The file is not what its name says. Save it again as PDF, ODT or DOCX.", code="wrong_kind")
