"""What `make run` does once the environment stands: prepare the database and serve the site."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from citysafe.launch import board_reports, examples, forum_examples, report_examples
from citysafe.launch import services as launch
from citysafe.launch.loading import Report
from citysafe.launch.reading import ContentError, folder
from citysafe.pages.models import Partnership
from citysafe.people.demo import DOOR, demo_accounts, refuse_demo_accounts

BY_CODE = "Partner and door may also ask for a code at {site}/account/code/: its mail is printed among these lines."


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
            report = _load()
            self.say(f"{len(report.created)} items loaded; {len(report.to_confirm)} notes say what is still to confirm.")
            self.add_examples()
        refuse_demo_accounts()
        if settings.IS_LOCAL:
            self.show_accounts()
            self.show_links()
        self.say(self.style.SUCCESS(f"\nCitysafe is at {settings.SITE_URL}  (Ctrl+C ends it)"))
        due_work()
        granian(settings.PORT, processes=1 if connection.vendor == "sqlite" else 2)

    def add_examples(self) -> None:
        """A local site has something to try; the invented partnership has a crowd. A real site gets neither."""
        if not settings.IS_LOCAL:
            return
        if Partnership.objects.filter(is_example=True).exists():
            forum_examples.add_registrations()
            if demo_accounts():
                examples.add_partner()
                forum_examples.add_helper()
            examples.sign_figures()
            board_reports.freeze()
            report_examples.add_reports()
        else:
            self.say(f"Try a registration at {settings.SITE_URL}{examples.add_event().get_absolute_url()}")

    def say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()

    def show_accounts(self) -> None:
        for account in demo_accounts():
            self.stdout.write(f"{account.role:18} {account.email:32} {account.password}")
            if account.role == DOOR:
                self.stdout.write(BY_CODE.format(site=settings.SITE_URL))

    def show_links(self) -> None:
        """Each start says them, as the sign-ins; where nobody invented has registered there are none."""
        if to_try := [*forum_examples.links_to_try()]:
            self.stdout.write("\nPrivate links of people who are invented, to try what each state looks like to its owner:")
        for label, link in to_try:
            self.stdout.write(f"{label:24} {link}")


def _load() -> Report:
    try:
        return launch.load(folder(settings.CONTENT))
    except ContentError as error:
        raise CommandError(f"Nothing was loaded.\n{error}") from error


def migrations_are_waiting() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def due_work() -> None:
    """Run the due work beside this process, which becomes the web server, and let it end with it."""
    beside = ["run_due_work", "--loop", "--beside", str(os.getpid())]
    subprocess.Popen([sys.executable, "manage.py", *beside], cwd=settings.BASE_DIR)  # noqa: S603


def granian(port: int, *, processes: int) -> None:
    """Become the web server: one writing process on SQLite, two on PostgreSQL."""
    os.chdir(settings.BASE_DIR)
    os.execv(sys.executable, granian_command(port, processes=processes))  # noqa: S606


def granian_command(port: int, *, processes: int, application: str = "citysafe.wsgi:application") -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--host", "127.0.0.1", "--port", str(port)),
        *("--workers", str(processes), "--blocking-threads", "1", "--no-access-log", "--log-level", "warning"),
        application,
    ]
