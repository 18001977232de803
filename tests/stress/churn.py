"""People register, confirm, cancel, accept and decline while staff change the number of places: every invariant holds at every moment.

In the mixed round it is a meeting with everything, and whatever can be done is done.
"""

import random
import subprocess
import sys
import time
from collections import Counter
from contextlib import ExitStack
from typing import Any

from django.urls import reverse

from forum import links
from forum.models import Event, Registration
from tests.stress import crowd, invariants, mixed, order
from tests.stress.acts import MOST_PLACES, somebody
from tests.stress.last_place import meeting
from tests.stress.site import PATIENCE, ROOT, Site

BROWSERS, PROCESSES = 6, 2
ANSWERS = {"offered": ["cancel", "accept", "decline"], "awaiting_confirmation": ["cancel", "confirm", "confirm"]}


def run(site: Site, *, seconds: int = 60, people: int = 300, is_mixed: bool = False) -> str:
    event = mixed.meeting() if is_mixed else meeting(MOST_PLACES // 2)
    with ExitStack() as running:
        running.enter_context(site.serving())
        running.enter_context(site.due_work())
        hands = [running.enter_context(working_hands(event, seconds, people, is_mixed)) for _ in range(PROCESSES)]
        end = time.monotonic() + seconds
        *browsed, looked = crowd.in_threads(
            lambda number: browse(site, event, end, people, is_mixed) if number < BROWSERS else watch(event, end, is_mixed),
            range(BROWSERS + 1),
            threads=BROWSERS + 1,
        )
        done = [hand.communicate(timeout=PATIENCE)[0] for hand in hands]
    assert [hand.returncode for hand in hands] == [0] * PROCESSES, "\n".join(done)
    check(event, is_mixed)
    answers = sum(browsed, Counter())
    assert not [status for status in answers if status >= 500], answers
    return f"{shown(answers)}, {sum(map(int, done))} calls of services, looked at {looked} times; in the end {states(event)}"


def check(event: Event, is_mixed: bool) -> None:
    invariants.check(event, is_mixed=is_mixed)
    if is_mixed:
        invariants.check(mixed.other(event), is_mixed=True)


def shown(answers: Counter[int]) -> str:
    return f"{answers.total()} requests ({', '.join(f'{often} × {status}' for status, often in sorted(answers.items()))})"


def states(event: Event) -> str:
    found = Counter(Registration.objects.filter(event=event).values_list("state", flat=True))
    return ", ".join(f"{often} {state.replace('_', ' ')}" for state, often in found.most_common())


def browse(site: Site, event: Event, end: float, people: int, is_mixed: bool = False) -> Counter[int]:
    """Register and use private links until the end; how often there was which status."""
    answers: Counter[int] = Counter()
    while time.monotonic() < end:
        sender = random.randrange(2**24)
        found = somebody(event) if random.random() < 0.5 else None
        if found is None:
            form: dict[str, Any] = (mixed if is_mixed else crowd).form(event, random.randrange(people))
            answer = crowd.ask(site, crowd.address(event), form, sender=sender)
            assert is_mixed or answer.status != 200, "A form was not taken, so nobody registers."
        else:
            answer = follow_link(site, found, sender)
        answers[answer.status] += 1
    return answers


def follow_link(site: Site, registration: Registration, sender: int) -> crowd.Answer:
    step = random.choice(ANSWERS.get(registration.state, ["cancel"]))
    path = reverse(f"registration:{step}", args=[links.token(registration)])
    return crowd.ask(site, path, {"stamp": crowd.stamp(f"forum/{step}.html {registration.pk}")}, sender=sender)


def watch(event: Event, end: float, is_mixed: bool) -> int:
    """Look at the invariants again and again; how often."""
    looked, before = 0, order.look(event)
    while time.monotonic() < end:
        check(event, is_mixed)
        now = order.look(event)
        order.check(before, now)
        looked, before = looked + 1, now
        time.sleep(0.02)
    return looked


def working_hands(event: Event, seconds: int, people: int, is_mixed: bool) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.stress.hands", str(event.pk), str(seconds), str(people), str(int(is_mixed))]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
