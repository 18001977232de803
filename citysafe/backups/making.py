"""Making a backup: one file, whole or not at all."""

from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from django.conf import settings
from django.db import connection
from django.utils import timezone

from citysafe.backups import archive, postgresql, sqlite, uploads, workplace
from citysafe.backups.faults import BackupError
from citysafe.people.erased import BACKUPS_KEPT

KINDS: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgresql}
RESERVE = 10_000_000  # bytes


@dataclass(frozen=True)
class Made:
    """`removed` is how many older ones went, whose time was over."""

    file: Path
    size: int
    rows: int
    uploads: int
    removed: int


def database() -> ModuleType:
    """How this site's kind of database is copied and put back."""
    return KINDS[connection.vendor]


def make(*, folder: Path) -> Made:
    """Make a backup of database and uploads in the folder, and remove those older than 35 days.

    `BackupError` says why there is none; nothing half is left.
    """
    _refuse_what_is_backed_up(folder)
    with workplace.workplace(folder, f"citysafe-{settings.SITE_HOST}") as place:
        workplace.check_room(folder, 2 * database().size() + uploads.size() + RESERVE)
        moment = timezone.now()
        copied = place / archive.DATABASE
        found = database().copy(copied)
        manifest = archive.Manifest(
            made_at=moment.isoformat(),
            site=settings.SITE_URL,
            database=connection.vendor,
            migrations=found.migrations,
            rows=found.rows,
        )
        whole = place / "whole.zip"
        whole.touch(0o600)
        archive.write(whole, manifest, database=copied, uploads=uploads.files())
        workplace.sync(whole)
        file = folder / workplace.file_name(settings.SITE_HOST, moment)
        whole.replace(file)
        workplace.sync(folder)
        return Made(file, file.stat().st_size, sum(found.rows.values()), len(manifest.parts) - 1, remove_old(folder))


def remove_old(folder: Path) -> int:
    """Remove the backups in the folder whose time is over, those from before the site moved to another host too; how many those were."""
    return workplace.remove_old(folder, timezone.now() - BACKUPS_KEPT)


def _refuse_what_is_backed_up(folder: Path) -> None:
    for place in filter(None, [settings.MEDIA_ROOT, settings.STATIC_ROOT]):
        if folder.resolve().is_relative_to(Path(place).resolve()):
            raise BackupError(
                f"{folder} lies within {place}, which the site itself fills: name a folder elsewhere, on another disk if you can."
            )
