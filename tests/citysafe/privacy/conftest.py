import pytest

from tests.canaries import Canary
from tests.forum.life import Life


@pytest.fixture
def people():
    return [Canary(f"qzkanari{name}") for name in ("ada", "ben", "cem", "dan", "eve", "fay", "gus", "hal", "ivy", "jon", "kit")]


@pytest.fixture
def life(here, time_machine):
    return Life(time_machine)
