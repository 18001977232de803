"""Putting a backup back: all of it or nothing, and nobody who asked to be forgotten comes back with it."""

from dataclasses import dataclass
from pathlib import Path

from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from citysafe.backups import archive, unfinished, uploads, workplace
from citysafe.backups.faults import BackupError
from citysafe.backups.making import RESERVE, database
from citysafe.people import erased

# What migrations fill: a database with nothing else holds nobody's work.
FILLED_BY_MIGRATIONS = frozenset(
    {
        *("django_migrations", "django_content_type", "auth_permission", "auth_group", "auth_group_permissions"),
        *("publishing_dataversion", "django_site"),
    }
)
HOLDS_DATA = "This database holds data. To put the backup in its place, give --replace: everything in it now will be gone."
OTHER_KIND = "This backup is of a {} database, and this site has a {} one. Point DATABASE_URL at one of the same kind."
NEWER = "This backup was made by a newer version of the site, which knows {}. Bring the site up to date first, then restore."


@dataclass
class Restored:
    """What was put back, and what was done to it then."""

    manifest: archive.Manifest
    is_brought_up_to_date: bool = False
    signed_out: int = 0
    erased: int = 0


def restore(*, file: Path, replace: bool) -> Restored:
    """Put the backup in the place of database and uploads. `BackupError` says why not; then all is as it was."""
    manifest = archive.read(file)
    _refuse_what_does_not_fit(manifest)
    if not replace and database().holds_rows(FILLED_BY_MIGRATIONS):
        raise BackupError(HOLDS_DATA)
    database().refuse_while_served()
    restored = Restored(manifest)
    with (
        workplace.workplace(database().place(), "citysafe-restored-database") as place,
        workplace.workplace(uploads.folder(), "citysafe-restored-uploads") as staged,
    ):
        workplace.check_room(place, manifest.size + RESERVE)
        copied = place / archive.DATABASE
        archive.extract(file, manifest, database=copied, uploads=staged)
        uploads.add_missing(staged)
        there = uploads.names()
        database().restore(copied, manifest.rows, lambda: _finish(restored))
        erased_too = there - uploads.names()
        uploads.complete(staged, {name.removeprefix(archive.UPLOADS) for name in manifest.parts} - erased_too)
        unfinished.end()
    return restored


def _refuse_what_does_not_fit(manifest: archive.Manifest) -> None:
    if manifest.database != connection.vendor:
        raise BackupError(OTHER_KIND.format(manifest.database, connection.vendor))
    if newer := sorted(set(manifest.migrations) - _known_migrations()):
        raise BackupError(NEWER.format(newer[0]))


def _finish(restored: Restored) -> None:
    """Bring an older one up to date, sign everybody out, and erase again whoever has been erased since."""
    restored.is_brought_up_to_date = bool(_known_migrations() - set(restored.manifest.migrations))
    if restored.is_brought_up_to_date:
        call_command("migrate", verbosity=0, interactive=False)
    restored.signed_out, _ = Session.objects.all().delete()
    restored.erased = erased.replay()


def _known_migrations() -> set[str]:
    return {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
