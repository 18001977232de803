"""Another process that calls the services at random: `python -m tests.stress.hands EVENT SECONDS PEOPLE MIXED`; MIXED is 1 or 0."""

import random
import sys
import time

import django

if __name__ == "__main__":
    django.setup()

from forum.models import Event
from tests.stress.acts import ACTS, Act
from tests.stress.mixed import MIXED

BREATH = 0.01  # seconds: on SQLite whoever writes without a pause keeps everybody else from it


def work(event: Event, seconds: float, people: int, acts: dict[Act, int]) -> int:
    """Call one after the other until the time is over; how often."""
    end, done = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        (act,) = random.choices(list(acts), weights=list(acts.values()))
        act(event, people)
        time.sleep(BREATH)
        done += 1
    return done


if __name__ == "__main__":
    pk, seconds, people, is_mixed = (int(word) for word in sys.argv[1:])
    print(work(Event.objects.get(pk=pk), seconds, people, MIXED if is_mixed else ACTS))  # noqa: T201
