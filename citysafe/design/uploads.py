"""Files that somebody uploads: whether they are what their names say, and how they leave the site again."""

import re
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404

MB = 1024 * 1024
NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]|<(?:!doctype|html|script|svg)", re.IGNORECASE)


def ending(name: str | None) -> str:
    """“.pdf” of “Report.PDF”."""
    return "." + str(name).rsplit(".", 1)[-1].lower()


def check(upload: File, *, largest: int, beginnings: Mapping[str, bytes], kinds: str) -> None:
    """Refuse a file that is too large or is not what its name says; one that is stored already and lost is no fault of the form.

    `beginnings` says with what a file of each ending begins, `kinds` what may be chosen, in words.
    """
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


def download(file: FieldFile, *, name: str) -> FileResponse:
    """Taken along under a name of ours as mere bytes: no browser shows it inside the site, whatever it is."""
    if not file.name or not file.storage.exists(file.name):
        raise Http404
    return FileResponse(file.open(), as_attachment=True, filename=name, content_type="application/octet-stream")
