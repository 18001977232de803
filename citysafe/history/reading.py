"""A stored thing read field by field, in the words in which people know it."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.text import capfirst

from citysafe.design.text import day
from citysafe.history.diff import Reading
from citysafe.people.personal_data import is_personal

LONGEST_NAME, LONGEST_LABEL = 80, 120


def read(thing: models.Model) -> dict[str, Reading]:
    """The thing as it is stored, with its lists and with the rows that hang on it; empty if it is not stored."""
    stored = type(thing)._base_manager.filter(pk=thing.pk).first() if thing.pk else None
    if stored is None:
        return {}
    return {**_fields(stored), **_lists(stored), **_rows(stored)}


def words(value: object) -> str:
    """One value as people read it."""
    match value:
        case None:
            return ""
        case bool():
            return "Yes" if value else "No"
        case int():
            return f"{value:,}"
        case datetime():
            local = timezone.localtime(value) if timezone.is_aware(value) else value
            return f"{day(local)}, {local:%H:%M}"
        case date():
            return day(value)
        case _:
            return str(value)


def _fields(thing: models.Model, without: str = "") -> dict[str, Reading]:
    return {
        field.name: Reading(_label(field), _field_words(thing, field), is_personal(field), _key(thing, field))
        for field in thing._meta.concrete_fields
        if _is_kept(field) and field.name != without
    }


def _key(thing: models.Model, field: models.Field) -> str:
    return str(field.value_from_object(thing) or "") if field.is_relation else ""


def _is_kept(field: models.Field) -> bool:
    """What people decide; what the site sets by itself is not theirs to have changed."""
    return field.editable and not field.primary_key and field.name != "last_login"


def _field_words(thing: models.Model, field: models.Field) -> str:
    if field.choices:
        return str(getattr(thing, f"get_{field.name}_display")())
    return words(getattr(thing, field.name))


def _lists(thing: models.Model) -> dict[str, Reading]:
    """Links to several things, but for those through a model of their own: their rows say more."""
    readings = {}
    for field in thing._meta.many_to_many:
        if field.remote_field.through._meta.auto_created:  # type: ignore[union-attr]
            targets = list(getattr(thing, field.name).all())
            keys = " ".join(sorted(str(target.pk) for target in targets))
            readings[field.name] = Reading(_label(field), ", ".join(sorted(map(str, targets))), key=keys)
    return readings


def _rows(thing: models.Model) -> dict[str, Reading]:
    readings = {}
    for relation, row in _hanging(thing):
        name = f"{capfirst(str(row._meta.verbose_name))} “{row}”"
        for field, reading in _fields(row, without=relation.field.name).items():
            label = f"{name}: {reading.label[:1].lower()}{reading.label[1:]}" if relation.one_to_many else reading.label
            readings[f"{relation.name}.{row.pk}.{field}"[:LONGEST_NAME]] = Reading(
                label[-LONGEST_LABEL:], reading.words, reading.is_private, reading.key
            )
    return readings


def _hanging(thing: models.Model) -> Iterator[tuple[Any, models.Model]]:
    """The rows of the same app that are part of it: milestones of an action, items of an agenda, the places of a meeting."""
    for relation in thing._meta.related_objects:
        is_part = relation.one_to_one or (relation.one_to_many and relation.on_delete is models.CASCADE)
        accessor = relation.get_accessor_name()
        if is_part and accessor and relation.related_model._meta.app_label == thing._meta.app_label and _has_words(relation):
            found: Any = getattr(thing, accessor, None)
            for row in found.all() if relation.one_to_many else filter(None, [found]):
                yield relation, row


def _has_words(relation: Any) -> bool:
    """Rows that the site alone writes may be thousands, and say nothing here."""
    return any(_is_kept(field) for field in relation.related_model._meta.concrete_fields if field != relation.field)


def _label(field: models.Field) -> str:
    return capfirst(str(field.verbose_name))
