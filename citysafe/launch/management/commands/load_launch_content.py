from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from citysafe.launch import services
from citysafe.launch.reading import ContentError, folder


class Command(BaseCommand):
    help = "Load the content files of a partnership. Safe to repeat: what staff changed or deleted is left alone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--content", default=settings.CONTENT, help="The folder within content/ to load. If not given: the setting CONTENT."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = services.load(folder(options["content"]))
        except ContentError as error:
            raise CommandError(f"Nothing was loaded.\n{error}") from error
        self.stdout.write(f"Already up to date: {len(report.unchanged)}")
        for heading, lines in _sections(report).items():
            self.stdout.write(f"{heading}: {len(lines)}")
            for line in lines if options["verbosity"] else []:
                self.stdout.write(f"  {line}")


def _sections(report: services.Report) -> dict[str, list[str]]:
    return {
        "Created": report.created,
        "Updated": report.updated,
        "Kept as they are": report.kept,
        "Not created": report.left_out,
        "Still to confirm": report.to_confirm,
    }
