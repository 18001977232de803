"""The registry of personal data as people read it: by what it belongs to, each field in its own words."""

from dataclasses import dataclass
from itertools import groupby

from django.apps import apps
from django.utils.text import capfirst

from citysafe.people.personal_data import OF_TABLES, PERSONAL_DATA, Personal


@dataclass(frozen=True)
class Line:
    """One or more fields that are kept alike."""

    what: list[str]
    why: Personal


@dataclass(frozen=True)
class Part:
    title: str
    lines: list[Line]


def parts() -> list[Part]:
    """What is held, in the order of the registry."""
    fields: dict[str, list[tuple[str, Personal]]] = {}
    for name, why in PERSONAL_DATA.items():
        label, _, field = name.rpartition(".")
        fields.setdefault(label, []).append((field, why))
    beside = [Part(title, [Line([what], why)]) for title, what, why in OF_TABLES.values()]
    return [*(_part(label, own) for label, own in fields.items()), *beside]


def _part(label: str, fields: list[tuple[str, Personal]]) -> Part:
    model = apps.get_model(label)
    lines = [
        Line([str(model._meta.get_field(name).verbose_name) for name, _ in alike], why)
        for why, alike in groupby(sorted(fields, key=lambda one: _place(one[1], fields)), key=lambda one: one[1])
    ]
    return Part(str(capfirst(model._meta.verbose_name_plural)), lines)


def _place(why: Personal, fields: list[tuple[str, Personal]]) -> int:
    return next(place for place, (_, other) in enumerate(fields) if other == why)
