"""From items of the content files to rows, without ever overwriting what staff changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model
from django.utils import timezone

from citysafe.history import services as history
from citysafe.history.reading import read
from citysafe.launch.fingerprint import fingerprint
from citysafe.launch.models import LoadedItem
from citysafe.launch.reading import ContentError, Item
from citysafe.publishing.models import Publishable


@dataclass
class Report:
    """What a run did, item by item."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    to_confirm: list[str] = field(default_factory=list)


class Loading:
    """One run. An item is placed when it is first needed, so that files and sections may stand in any order."""

    def __init__(self, items: dict[str, Item]) -> None:
        self.items = items
        self.remembered = {loaded.key: loaded for loaded in LoadedItem.objects.all()}
        self.rows: dict[str, Model | None] = {}
        self.begun: set[str] = set()
        self.report = Report()

    def place(self, item: Item) -> Model | None:
        """The item's row; None where staff deleted it, or what it belongs to."""
        if item.label in self.rows:
            return self.rows[item.label]
        if item.label in self.begun:
            raise ContentError(item.fault("its links lead round in a circle"))
        self.begun.add(item.label)
        row = self.rows[item.label] = self._placed(item)
        notes = getattr(row, "to_confirm", "").splitlines()
        self.report.to_confirm += [f"{item.label}: {note}" for note in notes]
        return row

    def _placed(self, item: Item) -> Model | None:
        links = {name: self._linked(item, name, target) for name, target in item.links.items()}
        many = {name: [self._linked(item, name, target) for target in targets] for name, targets in item.many.items()}
        loaded = self.remembered.get(item.label)
        row = _row(item, loaded) if loaded else None
        if loaded and row is None:
            self.report.left_out.append(f"{item.label}, because staff deleted it")
            return None
        if loaded and row and fingerprint(item.kind, row) != loaded.digest:
            self.report.kept.append(f"{item.label}, because staff changed it")
            return row
        if loaded and loaded.file_digest == item.digest:
            self.report.unchanged.append(item.label)
            return row
        if None in links.values():
            self.report.left_out.append(f"{item.label}, because staff deleted what it belongs to")
            return row
        if row is None and (own := _found(item, links)):
            self.report.kept.append(f"{item.label}, because it was there before")
            return own
        return self._stored(item, row or item.kind.model(), links, many)

    def _stored(self, item: Item, row: Model, links: Mapping, many: Mapping) -> Model:
        (self.report.updated if row.pk else self.report.created).append(item.label)
        before = read(row)
        _write(item, row, links)
        _check(item, row)
        row.save()
        for name in item.kind.many:
            getattr(row, name).set([target for target in many.get(name, []) if target])
        row.refresh_from_db()
        history.record(thing=row, before=before, by=None, why="Loaded from the content files.")
        LoadedItem.objects.update_or_create(
            key=item.label,
            defaults={"object_id": row.pk, "digest": fingerprint(item.kind, row), "file_digest": item.digest},
        )
        return row

    def _linked(self, item: Item, name: str, target: str) -> Model | None:
        if target in self.items:
            return self.place(self.items[target])
        if loaded := self.remembered.get(target):
            return item.kind.target(name).model._base_manager.filter(pk=loaded.object_id).first()
        raise ContentError(item.fault(f"there is no “{target}”", name))


def _row(item: Item, loaded: LoadedItem) -> Model | None:
    return item.kind.model._base_manager.filter(pk=loaded.object_id).first()


def _found(item: Item, links: Mapping) -> Model | None:
    """A row of the same key that staff wrote themselves."""
    said = {**item.values, **links}
    return item.kind.model._base_manager.filter(**{name: said[name] for name in item.kind.key}).first()


def _write(item: Item, row: Model, links: Mapping) -> None:
    """The item whole: what the file leaves out is as on a new row, but for the moment of first publication."""
    new = item.kind.model(**item.values, **links)
    if isinstance(new, Publishable) and "published_at" not in item.values and new.state == Publishable.State.PUBLISHED:
        new.published_at = row.published_at or timezone.now()  # type: ignore[attr-defined]
    for name in item.kind.single:
        setattr(row, name, getattr(new, name))


def _check(item: Item, row: Model) -> None:
    try:
        row.full_clean()
    except ValidationError as error:
        faults = [(name, message) for name, messages in error.message_dict.items() for message in messages]
        raise ContentError(*(item.fault(message, "" if name == NON_FIELD_ERRORS else name) for name, message in faults)) from error
