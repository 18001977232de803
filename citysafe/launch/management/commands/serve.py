"""What `make run` does once the environment stands: prepare the database and serve the site."""

import os
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from citysafe.launch import services as launch
from citysafe.people.demo import demo_accounts, refuse_demo_accounts


class Command(BaseCommand):
    help = "Bring the database up to date, fill an empty one, and serve the site with granian."

    def handle(self, *args: Any, **options: Any) -> None:
        if connection.vendor == "sqlite":
            Path(connection.settings_dict["NAME"]).parent.mkdir(parents=True, exist_ok=True)
        if migrations_are_waiting():
            self.say("Bringing the database up to date ...")
            call_command("migrate", verbosity=0)
        if launch.is_empty():
            self.say("Loading the launch content ...")
            report = launch.load(settings.BASE_DIR / "content" / "liverpool")
            self.say(f"{len(report.created)} items loaded; {len(report.to_confirm)} notes say what is still to confirm.")
        refuse_demo_accounts()
        if settings.IS_LOCAL:
            self.show_accounts()
        self.say(self.style.SUCCESS(f"\nCitysafe is at {settings.SITE_URL}  (Ctrl+C ends it)"))
        granian(settings.PORT, processes=1 if connection.vendor == "sqlite" else 2)

    def say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()

    def show_accounts(self) -> None:
        for account in demo_accounts():
            self.stdout.write(f"{account.role:18} {account.email:32} {account.password}")


def migrations_are_waiting() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def granian(port: int, *, processes: int) -> None:
    """Become the web server: one writing process on SQLite, two on PostgreSQL."""
    arguments = [
        *("--interface", "wsgi", "--no-ws", "--host", "127.0.0.1", "--port", str(port)),
        *("--workers", str(processes), "--blocking-threads", "1", "--no-access-log", "--log-level", "warning"),
        "citysafe.wsgi:application",
    ]
    os.chdir(settings.BASE_DIR)
    os.execv(sys.executable, [sys.executable, "-m", "granian", *arguments])  # noqa: S606
