"""A fingerprint of a stored row: it tells whether anybody changed the row since."""

import hashlib
import json
from typing import Any

from django.db import models

from citysafe.launch.kinds import Kind


def fingerprint(kind: Kind, row: models.Model) -> str:
    """Over what is stored and differs from a new, empty row: a field that a later release adds changes nothing."""
    stored = {field.attname: field.value_from_object(row) for field in row._meta.concrete_fields if _counts(field)}
    differs = {name: value for name, value in stored.items() if value not in (None, "", _default(row, name))}
    many = {name: _keys(row, name) for name in kind.many}
    return hashlib.sha256(json.dumps([differs, many], sort_keys=True, default=str).encode()).hexdigest()


def _counts(field: models.Field) -> bool:
    """What staff can change; what the site sets by itself is no change of theirs."""
    return field.editable and not field.primary_key


def _default(row: models.Model, name: str) -> Any:
    return row._meta.get_field(name).get_default()  # type: ignore[union-attr]


def _keys(row: models.Model, name: str) -> list[Any]:
    return sorted(getattr(row, name).values_list("pk", flat=True))
