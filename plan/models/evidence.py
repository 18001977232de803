"""Files that partners send along."""

from uuid import uuid4

from django.core.validators import FileExtensionValidator
from django.db import models

from citysafe.design.uploads import ending
from plan.documents import BEGINNINGS_OF_EVIDENCE, KINDS_OF_EVIDENCE, check_evidence


def evidence_path(of: models.Model, name: str) -> str:
    """Where an upload lies: of the name that it came with, the ending alone."""
    return f"evidence/{uuid4().hex}{ending(name)}"


def evidence_field(label: str, help_text: str) -> models.FileField:
    kinds = FileExtensionValidator([kind.removeprefix(".") for kind in BEGINNINGS_OF_EVIDENCE], f"Choose a {KINDS_OF_EVIDENCE} file.")
    return models.FileField(
        label, upload_to=evidence_path, blank=True, editable=False, validators=[kinds, check_evidence], help_text=help_text
    )
