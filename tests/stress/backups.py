"""Backups made while people register, cancel and erase what is known about them; each is restored to an empty place and is of one moment."""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path
from threading import Event as Signal

from django.urls import reverse

from forum import links
from forum.models import Event, Registration
from tests.citysafe.backups import sites
from tests.stress import crowd, invariants
from tests.stress.acts import somebody
from tests.stress.churn import browse
from tests.stress.last_place import meeting
from tests.stress.outbox import wait_until
from tests.stress.site import ROOT, Site

BROWSERS, PLACES = 6, 20


def run(site: Site, *, times: int = 4, people: int = 200, pause: float = 3) -> str:
    event, ending = meeting(PLACES), Signal()
    with tempfile.TemporaryDirectory() as folder:
        with site.serving(), site.due_work():
            *answers, files = crowd.in_threads(
                lambda number: (
                    busy(site, event, ending, people) if number < BROWSERS else back_up(Path(folder), event, ending, times, pause)
                ),
                range(BROWSERS + 1),
                threads=BROWSERS + 1,
            )
        invariants.check(event)
        gone = {*Registration.objects.filter(event=event, email=None).values_list("pk", flat=True)}
        told = [is_of_one_moment(file, event, gone) for file in files]
    statuses = sum(answers, Counter())
    assert not [status for status in statuses if status >= 500], statuses
    assert gone, "Nobody was erased."
    assert len(told) == times
    return f"{times} backups beside {statuses.total()} requests, with {', '.join(told)} registrations; {len(gone)} stay erased"


def busy(site: Site, event: Event, ending: Signal, people: int) -> Counter[int]:
    """Register, cancel and use the other links, and now and then erase, until the end."""
    answers: Counter[int] = Counter()
    while not ending.is_set():
        answers += browse(site, event, time.monotonic() + 0.5, people)
        if found := somebody(event):
            path = reverse("registration:erase", args=[links.token(found)])
            answers[crowd.ask(site, path, {"stamp": crowd.stamp(f"erase {found.pk}")}, sender=random.randrange(2**24)).status] += 1
    return answers


def back_up(folder: Path, event: Event, ending: Signal, times: int, pause: float) -> list[Path]:
    """By the command, each into a folder of its own, once there is something to lose; people go on for a moment after the last."""
    try:
        wait_until(lambda: Registration.objects.filter(event=event).count() > PLACES)
        for number in range(times):
            manage("backup", str(folder / str(number)))
            time.sleep(pause)
    finally:
        ending.set()
    return sorted(folder.glob("*/*.zip"))


def is_of_one_moment(file: Path, event: Event, gone: set[int]) -> str:
    """Restored to an empty database it has the rows that it says, every invariant holds, and nobody erased is in it; how many there are."""
    there = sites.empty(file.parent)
    try:
        manage("restore", str(file), DATABASE_URL=sites.url(there), MEDIA_ROOT=str(file.with_suffix(".media")))
        with zipfile.ZipFile(file) as archive:
            said = json.loads(archive.read("manifest.json"))["rows"]["forum_registration"]
        with sites.leading_to(there):
            invariants.check(event)
            rows = Registration.objects.all()
            assert rows.count() == said
            assert not rows.filter(pk__in=gone, email__isnull=False).exists(), "Somebody erased is back."
            return str(rows.filter(event=event).count())
    finally:
        sites.drop(there)


def manage(*arguments: str, **environment: str) -> None:
    ours = os.environ | environment
    done = subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=ours, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
