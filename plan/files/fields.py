"""The columns of a file, made from the fields of a model: how each is written, and read back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, cast

from django.db import models
from django.utils import timezone
from django.utils.text import capfirst

from citysafe.design.tables import Column, as_text
from plan.files import values
from plan.files.here import Here
from plan.files.reading import with_plain_ends
from plan.models import Action, Organisation, Support

NO_ADDRESS = "There is no action with this address part."
ONE_A_LINE = "“{line}” begins with no organisation. Write one a line: its name or address part, and after a colon how it helps."
NAMED_TWICE = "“{name}” stands twice."


@dataclass(frozen=True)
class Field:
    """`write` gives the value that stands in the file; `read` takes the text of a cell, and raises `values.WrongValueError`."""

    column: Column
    attribute: str
    label: str
    write: Callable[[Any], Any]
    read: Callable[[str, Here], Any]

    @property
    def name(self) -> str:
        return self.column.name

    def text(self, thing: Any) -> str:
        """The cell as it is compared: what was written differs from it in nothing but line ends."""
        return with_plain_ends(as_text(self.write(thing), nothing=""))


def of_model(model: type[models.Model], *names: str) -> tuple[Field, ...]:
    return tuple(_of(cast(models.Field, model._meta.get_field(name))) for name in names)


def _of(field: models.Field) -> Field:
    write, read = _way(field)
    column = Column(str(field.verbose_name).replace(" ", "_"), "string", str(field.help_text))
    return Field(column, field.name, capfirst(str(field.verbose_name)), write, read)


def _way(field: models.Field) -> tuple[Callable[[Any], Any], Callable[[str, Here], Any]]:
    plainly = attrgetter(field.name)
    if field.choices:
        choices = cast(Iterable[tuple[str, str]], field.choices)
        words = dict(choices)
        return lambda thing: str(words.get(plainly(thing), plainly(thing))), _reads(lambda text: values.choice(text, choices), "")
    match field:
        case models.DateTimeField():
            return lambda thing: _local(plainly(thing)), _reads(lambda text: timezone.make_aware(values.moment(text)))
        case models.DateField():
            return plainly, _reads(values.day)
        case models.IntegerField():
            return plainly, _reads(values.whole)
        case models.ForeignKey():
            find = LINKS[field.related_model]
            return lambda thing: getattr(plainly(thing), "slug", None), lambda text, here: find(text, here) if text.strip() else None
        case _:
            return plainly, _reads(str.strip, "")


def _reads(read: Callable[[str], Any], empty: Any = None) -> Callable[[str, Here], Any]:
    """For a value that refers to nothing else."""
    return lambda text, _: read(text) if text.strip() else empty


def _local(moment: Any) -> str | None:
    return timezone.localtime(moment).replace(tzinfo=None).isoformat(timespec="seconds") if moment else None


def _action(text: str, here: Here) -> Action:
    found = Action.objects.filter(slug=text.strip()).first()
    if found is None:
        raise values.WrongValueError(NO_ADDRESS)
    return found


LINKS: dict[Any, Callable[[str, Here], Any]] = {
    Organisation: lambda text, here: here.organisation(text),
    Action: _action,
}


def _supports(action: Action) -> str:
    """“example-council: lends the room”, one a line; of an action that was read from a file, what the file says."""
    rows = getattr(action, "supports_read", None)
    if rows is None:
        rows = action.supports.all() if action.pk else []
    rows = sorted(rows, key=lambda row: (row.organisation.position, row.organisation.name))
    return "\n".join(f"{row.organisation.slug}: {' '.join(row.role.split())}".removesuffix(": ") for row in rows)


def _read_supports(text: str, here: Here) -> list[Support]:
    found: dict[int, Support] = {}
    for line in filter(str.strip, text.splitlines()):
        name, _, role = line.partition(":")
        try:
            organisation = here.organisation(name)
        except values.WrongValueError as error:
            raise values.WrongValueError(ONE_A_LINE.format(line=line.strip()[:80])) from error
        if organisation.pk in found:
            raise values.WrongValueError(NAMED_TWICE.format(name=organisation))
        found[organisation.pk] = Support(organisation=organisation, role=role.strip())
    return list(found.values())


SUPPORTS = Field(
    Column("supporting_partners", "string", "Organisations that help, one a line: the address part or name, a colon, and how it helps."),
    "supports_read",
    "Supporting partners",
    _supports,
    _read_supports,
)
