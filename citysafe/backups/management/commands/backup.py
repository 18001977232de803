from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from citysafe.backups import services
from citysafe.backups.faults import BackupError, in_mb


class Command(BaseCommand):
    help = "Back up database and uploads into one file, while the site goes on."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder", nargs="?", type=Path, default=settings.BACKUP_FOLDER, help="Where to put it. If not given: BACKUP_FOLDER."
        )

    def handle(self, *, folder: Path | None, **options: Any) -> None:
        if folder is None:
            raise CommandError("Name a folder, or set BACKUP_FOLDER.")
        try:
            made = services.back_up(folder=folder)
        except BackupError as why:
            raise CommandError(f"There is no backup. {why}") from why
        self.stdout.write(f"{made.file}: {in_mb(made.size)}, {made.rows:,} rows and {made.uploads:,} uploads.")
        if made.removed:
            self.stdout.write(f"{made.removed} older than 35 days removed.")
        self.stdout.write("It holds personal data: keep it where only few can read it. SECRET_KEY is not in it: keep that apart.")
