"""A short round of every scenario; `make stress` runs the whole of them."""

import subprocess
import sys

import pytest

from tests.own_database import own_database
from tests.stress.__main__ import LONGEST, ROOT, environment

COMMAND = [sys.executable, "-m", "tests.stress.scenarios", "--short"]


@pytest.mark.django_db(transaction=True)
def test_a_short_round_of_everything_holds(tmp_path):
    with (
        own_database(tmp_path) as database,
        subprocess.Popen(
            COMMAND, cwd=ROOT, env=environment(database.url, tmp_path), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        ) as process,
    ):
        try:
            said, _ = process.communicate(timeout=LONGEST)
        finally:
            process.terminate()
    assert process.returncode == 0, said
