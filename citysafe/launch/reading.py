"""From a folder of content files to a list of items, checked as far as that goes without the database."""

import hashlib
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

from citysafe.launch.kinds import KINDS, Kind, is_link
from citysafe.launch.values import WrongValueError, convert

DIVIDER = " | "
LONGEST_LABEL = 300


class ContentError(Exception):
    """What is wrong with the files, one sentence a fault. Nothing was stored."""

    def __init__(self, *faults: str) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass
class Item:
    """One item of a file: plain values, and links by the key of the item they lead to."""

    file: str
    kind: Kind
    key: str
    values: dict[str, Any] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    many: dict[str, list[str]] = field(default_factory=dict)

    @property
    def label(self) -> str:
        return label(self.kind, self.key)

    @property
    def digest(self) -> str:
        said = json.dumps([self.values, self.links, self.many], sort_keys=True, default=str)
        return hashlib.sha256(said.encode()).hexdigest()

    def fault(self, words: str, name: str = "") -> str:
        item = f"{self.kind.name} “{self.key}”" if self.key else self.kind.name
        return ", ".join([self.file, item, *([name] if name else [])]) + f": {words}"


def label(kind: Kind, key: str) -> str:
    """The name under which an item is remembered: “plan.action: f1-more-support-for-parents”."""
    return f"{kind.model._meta.label_lower}: {key}" if key else kind.model._meta.label_lower


def folder(name: str) -> Path:
    """The folder of this name within content/, and no other place."""
    root = settings.BASE_DIR / "content"
    names = sorted(path.name for path in root.iterdir() if path.is_dir()) if root.is_dir() else []
    if name not in names:
        raise ContentError(f"There is no folder content/{name}. There is: {', '.join(names) or 'none'}.")
    return root / name


def read(folder: Path) -> dict[str, Item]:
    """Every item of the folder's files by its label. All faults are said at once."""
    reader = Reader()
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        raise ContentError(f"{folder}: there is no content file (*.toml) in this folder.")
    for path in paths:
        reader.read_file(path)
    if reader.faults:
        raise ContentError(*reader.faults)
    return reader.items


class Reader:
    def __init__(self) -> None:
        self.items: dict[str, Item] = {}
        self.faults: list[str] = []

    def read_file(self, path: Path) -> None:
        try:
            sections = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            self.faults.append(f"{path.name}: this is not a TOML file: {error}")
            return
        defaults = sections.pop("defaults", {})
        for name, section in sections.items():
            if name not in KINDS:
                self.faults.append(f"{path.name}: there is no section called “{name}”. Known are: {', '.join(KINDS)}.")
                continue
            for entry in _entries(section):
                self._read_entry(path.name, KINDS[name], entry, defaults)

    def _read_entry(self, file: str, kind: Kind, entry: Any, defaults: dict[str, Any]) -> None:
        if not isinstance(entry, dict):
            self.faults.append(f"{file}: the section “{kind.name}” is written [[{kind.name}]], with its fields below it.")
            return
        item = Item(file, kind, key=_key(kind, entry))
        self.faults += [item.fault("is missing", name) for name in kind.key if name not in entry]
        for name, written in {**_fitting(kind, defaults), **entry}.items():
            if child := _child(kind, name, written):
                for inner in _entries(written):
                    self._read_entry(file, child, {child.parent: item.key, **inner}, defaults)
            else:
                self._read_field(item, name, written)
        if len(item.label) > LONGEST_LABEL:
            self.faults.append(item.fault("its key is too long to be remembered"))
        if self.items.setdefault(item.label, item) is not item:
            self.faults.append(item.fault(f"stands twice, the first time in {self.items[item.label].file}"))

    def _read_field(self, item: Item, name: str, written: Any) -> None:
        known = item.kind.fields.get(name)
        if known is None:
            self.faults.append(item.fault("there is no such field", name))
            return
        try:
            value = convert(known, written)
        except WrongValueError as error:
            self.faults.append(item.fault(str(error), name))
            return
        if not is_link(known):
            item.values[name] = value
            return
        target = item.kind.target(name)
        if isinstance(value, list):
            item.many[name] = [label(target, key) for key in value]
        else:
            item.links[name] = label(target, value)


def _entries(section: Any) -> Iterator[Any]:
    yield from section if isinstance(section, list) else [section]


def _fitting(kind: Kind, defaults: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in defaults.items() if name in kind.fields}


def _child(kind: Kind, name: str, written: Any) -> Kind | None:
    """The kind of what stands inside an item: [[measure.series]] is a series of that measure."""
    child = KINDS.get(name)
    if child is None or not child.parent or child.target(child.parent) is not kind:
        return None
    return child if all(isinstance(entry, dict) for entry in _entries(written)) else None


def _key(kind: Kind, entry: dict[str, Any]) -> str:
    return DIVIDER.join(" ".join(str(entry.get(name, "?")).split()) for name in kind.key)
