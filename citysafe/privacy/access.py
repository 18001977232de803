"""What is held about one person, found by the registry of personal data: what is declared there is given, and nothing can be forgotten."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models.fields.files import FieldFile
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from citysafe.history.reading import words
from citysafe.mail import kinds
from citysafe.people.personal_data import ALONE, BELONGS, COUNTED, PERSONAL_DATA, Personal, key
from citysafe.privacy import traces

ACCOUNT = "people.User"
Numbers = Mapping[str, Collection[int]]
"""Which rows are about the person: the numbers by model, such as `{"forum.Registration": {12}}`, or by a field of `ALONE`."""
_finders: dict[str, Callable[[str], Iterable[int]]] = {}


@dataclass(frozen=True)
class Value:
    """One field of a row. `value` goes into a file as it is, `words` onto a page."""

    name: str
    label: str
    value: Any

    @property
    def words(self) -> str:
        if isinstance(self.value, dict):
            return "; ".join(f"{name}: {value}" for name, value in self.value.items() if value)
        return words(self.value)


Row = list[Value]


@dataclass(frozen=True)
class Part:
    title: str
    rows: list[Row]


@dataclass(frozen=True)
class Held:
    """Everything: row by row, by number alone, and what is not given with the reason."""

    parts: list[Part]
    counts: list[tuple[str, int]]
    not_given: list[tuple[str, str]]

    def as_json(self) -> dict[str, Any]:
        return {
            "made_at": timezone.now(),
            "why_and_how_long": settings.SITE_URL + reverse("privacy:personal-data"),
            "held": {part.title: [{one.name: one.value for one in row} for row in part.rows] for part in self.parts},
            "there_are": dict(self.counts),
            "not_given": dict(self.not_given),
        }


def register(model: str, find: Callable[[str], Iterable[int]]) -> None:
    """`find` is given an e-mail address, and returns the numbers of the rows of the model that are about whoever has it.

    Instead of a model it can be a field of `ALONE`: then these fields of the rows are, and nothing else of them.
    """
    _finders[model] = find


def of_address(address: str, apps_allowed: Collection[str]) -> Numbers:
    """What is about whoever has this address, beginning with the models of those apps alone."""
    roots = {model: set(find(address)) for model, find in _finders.items() if model.partition(".")[0] in apps_allowed}
    return _with_what_belongs(roots)


def of_row(model: str, number: int) -> Numbers:
    return _with_what_belongs({model: {number}})


def held(numbers: Numbers) -> Held:
    parts = [Part(_title(model), _rows(model, numbers)) for model, _ in _whole(numbers) if model not in COUNTED]
    parts += [Part(_field_title(name), _alone(name, numbers)) for name in ALONE if numbers[name]]
    return Held(
        parts=[*parts, *(part for part in (_mail(numbers), _history(numbers)) if part.rows)],
        counts=[*_counted(numbers), *_done(numbers)],
        not_given=[(_field_title(name), said.not_given) for name, said in PERSONAL_DATA.items() if _is_withheld(name, said, numbers)],
    )


def _is_withheld(name: str, said: Personal, numbers: Numbers) -> bool:
    """With a reason; where its rows belong to people, only if there is one."""
    model = name.rpartition(".")[0]
    return bool(said.not_given) and (model not in BELONGS or bool(numbers[model]))


def _with_what_belongs(roots: Mapping[str, set[int]]) -> Numbers:
    numbers: dict[str, set[int]] = {}
    for model, path in BELONGS.items():
        found = set(roots.get(model, ()))
        if path and (owners := numbers.get(_owner(model, path))):
            found |= set(apps.get_model(model)._base_manager.filter(**{f"{path}__in": owners}).values_list("pk", flat=True))
        numbers[model] = found
    return numbers | {name: set(roots.get(name, ())) for name in ALONE}


def _whole(numbers: Numbers) -> Iterator[tuple[str, Collection[int]]]:
    """The models of which there are rows."""
    return ((model, numbers[model]) for model in BELONGS if numbers[model])


def _owner(model: str, path: str) -> str:
    related: Any = apps.get_model(model)._meta.get_field(path).related_model
    return str(related._meta.label)


def _rows(model: str, numbers: Numbers) -> list[Row]:
    rows = apps.get_model(model)._base_manager.filter(pk__in=numbers[model]).order_by("pk")
    return [[_value(row, field, numbers) for field in row._meta.concrete_fields if _is_given(field)] for row in rows]


def _alone(name: str, numbers: Numbers) -> list[Row]:
    """Nothing else of the rows, which are somebody else's."""
    rows = apps.get_model(name.rpartition(".")[0])._base_manager.filter(pk__in=numbers[name]).order_by("pk")
    return [[*_fields(row, *ALONE[name])] for row in rows]


def _is_given(field: models.Field) -> bool:
    """Not the numbers by which rows are kept, and what hangs on them; the registry says of the rest what is withheld."""
    if field.primary_key or isinstance(field, models.UUIDField) or field.name == BELONGS[field.model._meta.label]:
        return False
    return key(field) not in PERSONAL_DATA or not PERSONAL_DATA[key(field)].not_given


def _value(row: models.Model, field: models.Field, numbers: Numbers) -> Value:
    value: Any = getattr(row, field.attname)
    if _names_an_account(field):
        value = value and ("this account" if value in numbers[ACCOUNT] else "somebody else")
    elif field.is_relation:
        value = value and str(getattr(row, field.name))
    elif field.choices:
        value = str(dict(field.flatchoices).get(value, value))
    elif isinstance(value, FieldFile):
        value = value.name
    return Value(field.name, str(capfirst(field.verbose_name)), value)


def _names_an_account(field: Any) -> bool:
    return bool(field.is_relation and field.related_model._meta.label == ACCOUNT)


def _mail(numbers: Numbers) -> Part:
    """Mail of the outbox: its words are stored nowhere."""
    titles = {kind.name: kind.title for kind in kinds.all_kinds()}
    rows = [mail for model, found in _whole(numbers) for mail in traces.mail_about(model, found)]
    return Part("Mail", [[_said("kind", titles[mail.kind]), *_fields(mail, "state", "queued_at", "finished_at")] for mail in rows])


def _history(numbers: Numbers) -> Part:
    """What the history says of it; not which member of staff did it."""
    rows = [line for model, found in _whole(numbers) for line in traces.history_of(model, found).prefetch_related("fields")]
    return Part("History", [[*_fields(line, "at", "name", "kind", "why"), *_changes(line)] for line in rows])


def _fields(row: models.Model, *names: str) -> Iterator[Value]:
    for name in names:
        yield _value(row, row._meta.get_field(name), {})  # type: ignore[arg-type]


def _changes(line: Any) -> Row:
    return [_said(change.label, f"{change.before} → {change.after}") for change in line.fields.all()]


def _said(label: str, value: str) -> Value:
    return Value(label, str(capfirst(label)), value)


def _counted(numbers: Numbers) -> list[tuple[str, int]]:
    return [(_title(model), len(numbers[model])) for model in BELONGS if model in COUNTED and numbers[model]]


def _done(numbers: Numbers) -> Iterator[tuple[str, int]]:
    """What an account did, wherever the registry names the account that did it."""
    for name in PERSONAL_DATA if numbers[ACCOUNT] else ():
        model, _, field = name.rpartition(".")
        rows: Any = apps.get_model(model)
        names_who_did_it = BELONGS.get(model) != field and _names_an_account(rows._meta.get_field(field))
        number = rows._base_manager.filter(**{f"{field}__in": numbers[ACCOUNT]}).count() if names_who_did_it else 0
        if number:
            yield _field_title(name), number


def _title(model: str) -> str:
    return str(capfirst(apps.get_model(model)._meta.verbose_name_plural))


def _field_title(name: str) -> str:
    model, _, field = name.rpartition(".")
    return f"{_title(model)}: {apps.get_model(model)._meta.get_field(field).verbose_name}"
