"""From what TOML holds to what a field holds, strictly: a wrong kind of value is said, never bent into shape."""

from datetime import date, datetime, time
from typing import Any

from django.db import models
from django.utils import timezone

EXPECTED: list[tuple[type[models.Field], type, str]] = [
    (models.BooleanField, bool, "true or false"),
    (models.DateTimeField, datetime, "a day and a time such as 2024-03-11T09:30:00, without quotation marks"),
    (models.DateField, date, "a day such as 2024-03-11, without quotation marks"),
    (models.TimeField, time, "a time such as 18:30:00, without quotation marks"),
    (models.IntegerField, int, "a whole number, without quotation marks"),
    (models.CharField, str, "text in quotation marks"),
    (models.TextField, str, "text in quotation marks"),
]


class WrongValueError(ValueError):
    """Says what was expected instead."""


def convert(field: models.Field, written: Any) -> Any:
    """The field's value for what the file says."""
    if isinstance(field, models.ManyToManyField):
        return [_link(part) for part in _listed(written)]
    if isinstance(field, models.ForeignKey):
        return _link(written)
    if isinstance(field, models.TextField) and isinstance(written, list):
        return "\n".join(_one_line(_text(part)) for part in written)
    expected, words = next((kind, words) for is_for, kind, words in EXPECTED if isinstance(field, is_for))
    # To Python a truth is a number and a moment is a day; to a reader they are not.
    if type(written) is not expected:
        raise WrongValueError(f"expected {words}")
    if "\x00" in str(written):
        raise WrongValueError("holds a character that cannot be stored")
    return _settled(field, written)


def _settled(field: models.Field, value: Any) -> Any:
    if isinstance(value, datetime):
        return value if timezone.is_aware(value) else timezone.make_aware(value)
    if isinstance(field, models.TextField):
        return value.strip()
    return _one_line(value) if isinstance(value, str) else value


def _listed(written: Any) -> list[Any]:
    if not isinstance(written, list):
        raise WrongValueError("expected a list in square brackets")
    return written


def _link(written: Any) -> str:
    if not isinstance(written, str):
        raise WrongValueError("expected the other item's key in quotation marks")
    return _one_line(written)


def _text(part: Any) -> str:
    if not isinstance(part, str):
        raise WrongValueError("expected a list of texts, each in quotation marks")
    return part


def _one_line(text: str) -> str:
    """Files may wrap a long line; the field holds one."""
    return " ".join(text.split())
