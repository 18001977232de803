"""The server and the due work as `serve` starts them, each of which can be killed and started anew."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from tempfile import TemporaryFile
from typing import IO

from django.db import connection

from citysafe.launch.management.commands.serve import granian_command
from tests.browser.site import ROOT, free_port, knock, wait_for_port
from tests.smtp import MailServer

PATIENCE = 600  # seconds: who is not answered by then never is, on however slow a machine
WAITS = f"-c lock_timeout={PATIENCE}s"  # else a page says after three seconds that it is busy; whoever blocks another is found all the same
MOST_LINES = 200  # of its log


@dataclass
class Site:
    """One site; `mail` is the server that its mail goes to."""

    mail: MailServer
    port: int = field(default_factory=free_port)
    log: IO[bytes] = field(default_factory=partial(TemporaryFile, "a+b"))
    """What its processes have said, added at its end."""

    @contextmanager
    def serving(self) -> Iterator[None]:
        """As `serve` has it: one writing process on SQLite, two on PostgreSQL."""
        with self._process(granian_command(self.port, processes=1 if connection.vendor == "sqlite" else 2)):
            wait_for_port(self.port)
            yield
        self._wait_until_gone()

    @contextmanager
    def crowded(self, application: str = "citysafe.wsgi:application") -> Iterator[None]:
        """Two processes of four threads on either database: more at once than a site in service has, so that a race is met soon."""
        command = granian_command(self.port, processes=2, application=application)
        with self._process([*command, "--blocking-threads", "4"]):
            wait_for_port(self.port)
            yield
        self._wait_until_gone()

    @contextmanager
    def due_work(self) -> Iterator[None]:
        with self._process([sys.executable, "manage.py", "run_due_work", "--loop"]):
            yield

    def said(self) -> str:
        """The last of what its processes have said since this was asked, without the links that had ended."""
        self.log.seek(0)
        lines = self.log.read().decode(errors="replace").splitlines()
        self.log.truncate(0)
        return "\n".join([line for line in lines if " Not Found: " not in line][-MOST_LINES:])

    def _wait_until_gone(self) -> None:
        """The last of the killed processes may hold the port for a moment."""
        while knock(self.port):
            time.sleep(0.01)

    @contextmanager
    def _process(self, command: list[str]) -> Iterator[None]:
        """A process and its children; they end by SIGKILL, as a power cut ends them."""
        environment = os.environ | {"EMAIL_URL": self.mail.url, "PGOPTIONS": WAITS}
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=self.log, start_new_session=True)
        try:
            yield
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
