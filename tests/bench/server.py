"""One server under measurement: granian as `serve` starts it, its CPU time and its memory."""

import http.client
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.bench.load import HEADERS, HOST

ROOT = Path(__file__).resolve().parents[2]
TICK = os.sysconf("SC_CLK_TCK")


class Server:
    """`seconds_to_start` is from the start of the process to the first answer of 200."""

    def __init__(self, application: str, port: int, workers: int, environment: dict[str, str]) -> None:
        self.port = port
        options = ["--interface", "wsgi", "--no-ws", "--host", "127.0.0.1", "--port", str(port), "--workers", str(workers)]
        quiet = ["--blocking-threads", "1", "--no-access-log", "--log-level", "warning"]
        begun = time.monotonic()
        command = [sys.executable, "-m", "granian", *options, *quiet, application]
        self.process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment}, start_new_session=True)
        self._wait(begun + 60)
        self.seconds_to_start = time.monotonic() - begun

    def _wait(self, until: float) -> None:
        while time.monotonic() < until and self.process.poll() is None:
            try:
                if self.get("/")[0] == 200:
                    return
            except OSError:
                time.sleep(0.01)
        self.stop()
        raise RuntimeError("The server does not answer.")

    def get(self, path: str, **headers: str) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        connection.request("GET", path, headers={**HEADERS, "Host": HOST, **headers})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, body

    def processes(self) -> list[Path]:
        return [stat for stat in Path("/proc").glob("[0-9]*") if _group(stat) == self.process.pid]

    def cpu_seconds(self) -> float:
        fields = [(stat / "stat").read_text().rsplit(") ", 1)[1].split() for stat in self.processes()]
        return sum(int(field[11]) + int(field[12]) for field in fields) / TICK

    def worker_mebibytes(self) -> list[int]:
        """Resident memory of each worker: what is not the parent."""
        found = []
        for stat in self.processes():
            rows = dict(line.split(":", 1) for line in (stat / "status").read_text().splitlines() if ":" in line)
            if int(stat.name) != self.process.pid and "VmRSS" in rows:
                found.append(int(rows["VmRSS"].split()[0]) // 1024)
        return [size for size in found if size > 25]  # the parent's helper for shared resources is no worker

    def stop(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait(15)

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *fault: Any) -> None:
        self.stop()


def _group(stat: Path) -> int | None:
    try:
        return os.getpgid(int(stat.name))
    except OSError:
        return None
