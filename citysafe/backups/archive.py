"""The file of a backup: a zip of the database's copy, the uploads, and a manifest that says what is in it. No Django here."""

import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO, Any

from citysafe.backups.faults import BackupError

FORMAT = 1
MANIFEST, DATABASE, UPLOADS = "manifest.json", "database", "uploads/"
MOST_OF_A_MANIFEST = 50_000_000
CHUNK = 1 << 20
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError)  # all that reading a broken zip may raise


@dataclass(frozen=True)
class Part:
    """Bytes, and their checksum."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """`made_at` is a moment in ISO form, `database` the kind of it, `rows` the number of rows by table, `parts` by name in the zip."""

    made_at: str
    site: str
    database: str
    migrations: list[str]
    rows: dict[str, int]
    parts: dict[str, Part] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return sum(part.size for part in self.parts.values())


def write(path: Path, manifest: Manifest, *, database: Path, uploads: Iterable[tuple[str, Path]]) -> None:
    """Write the file; the manifest comes last, and with it what was really stored. An upload that goes meanwhile is left out."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, file in [(DATABASE, database), *((UPLOADS + name, file) for name, file in uploads)]:
            try:
                source = file.open("rb")
            except FileNotFoundError:
                continue
            with source, archive.open(name, "w", force_zip64=True) as target:
                manifest.parts[name] = _copy(source, target)
        archive.writestr(MANIFEST, json.dumps({"format": FORMAT, **asdict(manifest)}, indent=1))


def read(path: Path) -> Manifest:
    """What a backup says of itself, checked against what is in it. Raises `BackupError` for every other file."""
    with _opened(path) as archive:
        if MANIFEST not in archive.namelist():
            raise BackupError(f"{path.name} is a zip file, but no backup of this site.")
        with archive.open(MANIFEST) as file:
            manifest = _manifest(path, file.read(MOST_OF_A_MANIFEST))
        if sorted(archive.namelist()) != sorted([MANIFEST, *manifest.parts]):
            raise damaged(path)
        return manifest


def extract(path: Path, manifest: Manifest, *, database: Path, uploads: Path) -> None:
    """Write out all parts; one that differs from the manifest raises `BackupError`."""
    with _opened(path) as archive:
        for name, part in manifest.parts.items():
            target = database if name == DATABASE else uploads / name.removeprefix(UPLOADS)
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(name) as source, target.open("xb") as file:
                if _copy(source, file, most=part.size) != part:
                    raise damaged(path)


def damaged(path: Path) -> BackupError:
    return BackupError(f"{path.name} is damaged, or was changed since it was made. Take another backup; nothing was restored.")


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    if not path.is_file():
        raise BackupError(f"There is no file {path}.")
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except DAMAGED as fault:
        with path.open("rb") as file:
            is_zip = file.read(2) == b"PK"
        raise (damaged(path) if is_zip else BackupError(f"{path.name} is no backup of this site.")) from fault


def _copy(source: IO[bytes], target: IO[bytes], *, most: int | None = None) -> Part:
    """Copy all of it, or no more than just over `most` bytes: a file that unpacks to more than it says fills no disk."""
    digest, size = sha256(), 0
    while chunk := source.read(CHUNK):
        target.write(chunk)
        digest.update(chunk)
        size += len(chunk)
        if most is not None and size > most:
            break
    return Part(size, digest.hexdigest())


def _manifest(path: Path, text: bytes) -> Manifest:
    try:
        said: dict[str, Any] = json.loads(text)
        version = said.pop("format")
        if version == FORMAT:
            parts = {name: Part(**part) for name, part in said.pop("parts").items()}
            manifest = Manifest(**said, parts=parts)
            if _is_sound(manifest):
                return manifest
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as fault:
        raise damaged(path) from fault
    if isinstance(version, int) and version > FORMAT:
        raise BackupError(f"{path.name} was made by a newer version of this site. Bring the site up to date first.")
    raise damaged(path)


def _is_sound(manifest: Manifest) -> bool:
    """Every name is one that we write: none leads out of its folder, none is a word of a query language."""
    are_whole = all(type(number) is int and number >= 0 for number in [*manifest.rows.values(), *_sizes(manifest)])
    words = [*manifest.rows, *(part for name in manifest.migrations for part in name.split(".", 1))]
    are_names = all(re.fullmatch(r"\w+", word, re.ASCII) for word in words)
    return are_whole and are_names and DATABASE in manifest.parts and all(_is_ours(name) for name in manifest.parts)


def _sizes(manifest: Manifest) -> list[int]:
    return [part.size for part in manifest.parts.values()]


def _is_ours(name: str) -> bool:
    if name == DATABASE:
        return True
    steps = PurePosixPath(name.removeprefix(UPLOADS)).parts
    is_plain = "\\" not in name and "\0" not in name and bool(steps) and not {"..", "/"} & {*steps}
    return name.startswith(UPLOADS) and is_plain and not any(step.startswith(".") for step in steps)
