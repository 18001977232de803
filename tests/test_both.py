"""The two runs are counted as they were, and too little coverage is told."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import both, covered

RESULTS = '<testsuites><testsuite tests="9" failures="1" errors="2" skipped="3"></testsuite></testsuites>'


def test_passed_is_what_neither_failed_nor_was_skipped(tmp_path):
    results = tmp_path / "results.xml"
    results.write_text(RESULTS)
    assert str(both.count(results) + both.count(results)) == "6 passed, 6 failed, 6 skipped"


def test_a_run_that_left_no_results_counts_nothing(tmp_path):
    assert both.count(tmp_path / "none.xml") == both.Counts()


def report(total, **files):
    return {
        "summary": {"percent_covered": total},
        "files": {path: {"summary": {"percent_covered": reached}} for path, reached in files.items()},
    }


@pytest.mark.parametrize(
    ("total", "path", "reached", "expected"),
    [
        (95, "plan/views.py", 80, 0),
        (94.99, "plan/views.py", 100, 1),
        (99, "plan/services.py", 99.9, 1),
        (99, "statistics/services/imports.py", 99, 1),
        (99, "plan/dates.py", 99, 1),
        (99, "plan/services.py", 100, 0),
    ],
)
def test_thresholds(total, path, reached, expected):
    assert len(covered.judge(report(total, **{path: reached}))) == expected


def test_each_module_without_django_is_there():
    assert [path for path in covered.pure_modules() if not (covered.ROOT / path).is_file()] == []


def test_the_postgresql_server_ends_with_what_started_it(tmp_path):
    say_where = "import os, time; print(os.environ['DATABASE_URL'], flush=True); time.sleep(60)"
    wrapper = subprocess.Popen(
        [sys.executable, "-m", "tests.postgresql", sys.executable, "-c", say_where],
        cwd=covered.ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": "/tmp"},
    )
    with wrapper:
        folder = Path(wrapper.stdout.readline().strip().split("host=")[1])
        assert (folder / "postmaster.pid").is_file()
        wrapper.send_signal(signal.SIGTERM)
        wrapper.wait(timeout=20)
    deadline = time.monotonic() + 5
    while folder.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not folder.exists()
