from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from citysafe.backups.faults import BackupError
from citysafe.backups.restoring import Restored, restore
from citysafe.people import erased

OLD = "This backup is older than 35 days: whoever was erased more than 35 days ago may be in it again. Erase them by hand."
NOBODY = (
    "WARNING: nobody is noted as erased in {}. If that is not the folder that the site has used, or was lost, whoever was erased"
    " since the backup is in the database again: set ERASED_FOLDER and restore once more, or erase them by hand."
)


class Command(BaseCommand):
    help = "Put a backup in the place of database and uploads, all or nothing. Stop the site and the due work first."
    requires_system_checks = ()  # one of which refuses what is half restored

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="What “manage.py backup” made.")
        parser.add_argument("--replace", action="store_true", help="Also where the database holds data: everything in it now will be gone.")

    def handle(self, *, file: Path, replace: bool, **options: Any) -> None:
        try:
            restored = restore(file=file, replace=replace)
        except BackupError as why:
            raise CommandError(str(why)) from why
        for sentence in sentences(restored):
            self.stdout.write(sentence)


def sentences(restored: Restored) -> list[str]:
    manifest = restored.manifest
    made_at = datetime.fromisoformat(manifest.made_at)
    noted = len(list(erased.listed()))
    said = [
        f"Restored as of {timezone.localtime(made_at):%d %B %Y, %H:%M}, from {manifest.site}.",
        f"{sum(manifest.rows.values()):,} rows in {len(manifest.rows)} tables and {len(manifest.parts) - 1} uploads.",
        "All counts and checksums are those of the backup.",
        "It was of an earlier version, and is brought up to date." if restored.is_brought_up_to_date else "",
        f"Erased again: {restored.erased} of {noted} noted in {settings.ERASED_FOLDER}.",
        "" if noted else NOBODY.format(settings.ERASED_FOLDER),
        OLD if timezone.now() - made_at > erased.BACKUPS_KEPT else "",
        "Everybody signs in again. Start the site and the due work.",
    ]
    return [sentence for sentence in said if sentence]
