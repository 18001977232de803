"""The site as `make run` starts it, with the launch content, in a folder of its own."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Site:
    url: str
    sign_ins: dict[str, tuple[str, str]] = field(default_factory=dict)
    paths: list[str] = field(default_factory=list)
    lines: Iterator[str] = field(default_factory=lambda: iter(()))

    def first(self, prefix: str) -> str:
        """The first address of the sitemap that lies below a prefix."""
        return next(path for path in self.paths if path.startswith(prefix) and path != prefix)

    def said(self, pattern: str) -> str:
        """The next thing of this form that the site prints, such as a link in a mail; waits for it."""
        return next(found[0] for line in self.lines if (found := re.search(pattern, line)))


@contextmanager
def running(folder: Path, content: str = "liverpool") -> Iterator[Site]:
    port = free_port()
    site = Site(f"http://localhost:{port}")
    database = f"sqlite:///{folder / 'site.sqlite3'}"
    own = {"PORT": str(port), "DATABASE_URL": database, "MEDIA_ROOT": str(folder), "DJANGO_SETTINGS_MODULE": "citysafe.settings"}
    own["CONTENT"] = content
    command = [sys.executable, "-u", "manage.py", "serve"]
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | own, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            wait_for(site, process)
            site.lines = iter(process.stdout)
            yield site
        finally:
            process.send_signal(signal.SIGTERM)


def wait_for(site: Site, process: subprocess.Popen) -> None:
    said = []
    for line in process.stdout:
        said.append(line)
        if found := re.match(r"(\w.+?)\s+(\S+@\S+)\s+(\S+)$", line):
            site.sign_ins[found[1]] = (found[2], found[3])
        if f"is at {site.url} " in line:
            break
    else:
        raise RuntimeError("The site did not start:\n" + "".join(said))
    wait_for_port(int(site.url.rsplit(":", 1)[1]))
    sitemap = urlopen(f"{site.url}/sitemap.xml", timeout=30).read().decode()
    site.paths = re.findall(rf"<loc>{site.url}([^<]+)", sitemap)


def wait_for_port(port: int) -> None:
    deadline = time.monotonic() + 600  # by then it never will, on however slow a machine
    while time.monotonic() < deadline:
        if knock(port):
            return
        time.sleep(0.05)
    raise RuntimeError("The site does not answer.")


def knock(port: int) -> bool:
    """Whether somebody listens there."""
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
