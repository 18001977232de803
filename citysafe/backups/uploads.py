"""What lies in `MEDIA_ROOT`: listed for a backup, and put back."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection

from citysafe.backups.ownership import move


def folder() -> Path:
    return Path(settings.MEDIA_ROOT)


def files() -> Iterator[tuple[str, Path]]:
    """Each upload by its name below the folder. Never the database, should it lie there: opened so, it loses its locks."""
    database = {str(connection.settings_dict["NAME"]) + end for end in ("", "-wal", "-shm", "-journal")}
    for path in sorted(folder().rglob("*")):
        name = path.relative_to(folder())
        is_hidden = any(step.startswith(".") for step in name.parts)
        if not is_hidden and str(path) not in database and path.is_file() and not path.is_symlink():
            yield name.as_posix(), path


def names() -> set[str]:
    return {name for name, _ in files()}


def size() -> int:
    return sum(path.stat().st_size for _, path in files())


def add_missing(staged: Path) -> None:
    """Put those in place that are not there at all: no harm to the database that still stands."""
    for name, path in _staged(staged):
        if not (folder() / name).exists():
            move(path, folder() / name)


def complete(staged: Path, names: set[str]) -> None:
    """Make the uploads exactly those of these names: replace what differs, remove whatever else is there."""
    for name, path in _staged(staged):
        if name in names:
            move(path, folder() / name)
    for name, path in files():
        if name not in names:
            path.unlink()


def _staged(staged: Path) -> list[tuple[str, Path]]:
    return [(path.relative_to(staged).as_posix(), path) for path in sorted(staged.rglob("*")) if path.is_file()]
