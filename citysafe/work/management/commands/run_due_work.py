"""`manage.py run_due_work`: once, or again and again until it is asked to end."""

import os
import signal
from argparse import ArgumentParser
from threading import Thread
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from citysafe.work import services, tasks

PAUSE = 2.0  # seconds
LOOK = 0.5  # seconds


class Command(BaseCommand):
    help = "Do what is due now: send mail and everything else that happens by the clock."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--loop", action="store_true", help="Go on until asked to end (Ctrl+C or SIGTERM).")
        parser.add_argument("--beside", type=int, metavar="PID", help="With --loop: end when this process, which started it, ends.")

    def handle(self, *, loop: bool, beside: int | None, **options: Any) -> None:
        tasks.ending.clear()
        if not loop:
            return self.work()
        for asked in (signal.SIGTERM, signal.SIGINT):
            signal.signal(asked, lambda *_: tasks.ending.set())
        if beside:
            Thread(target=end_with, args=[beside], daemon=True).start()
        while not tasks.ending.is_set():
            self.work()
            tasks.ending.wait(PAUSE)
            close_old_connections()  # a database that was away is met afresh
        return None

    def work(self) -> None:
        for said in services.run_all():
            self.stdout.write(said)
            self.stdout.flush()


def end_with(parent: int) -> None:
    """Ask this process to end as soon as the one that started it is gone."""
    while os.getppid() == parent and not tasks.ending.wait(LOOK):
        pass
    tasks.ending.set()
