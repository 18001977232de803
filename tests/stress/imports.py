"""SIGKILL of the due work while it reads an upload: begun anew, it ends with the cells of the file, each once."""

import random
import tempfile
import time
from datetime import timedelta
from io import StringIO
from pathlib import Path

from django.core.files import File
from django.core.management import call_command
from django.utils import timezone

from statistics import readers, services
from statistics.models import Import
from statistics.services import stored
from tests.bench import street_files
from tests.stress.outbox import wait_until
from tests.stress.site import Site

READ = Import.State.READ


def run(site: Site, *, rows: int = 480_000, times: int = 5) -> str:
    call_command("load_launch_content", verbosity=0, stdout=StringIO())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "street.zip"
        street_files.write(path, rows)
        with path.open("rb") as file:
            upload = services.upload(files=[File(file, "street.zip")], by=None)
        kill_again_and_again(site, upload, times)
        started = time.monotonic()
        read_by_two_at_once(site, upload)
        seconds = time.monotonic() - started
        nothing_is_missing_or_twice(upload, path)
    said = f"{rows:,} rows read in {seconds:.1f} s after {times} kills; {upload.cells.count()} cells kept"
    upload.delete()
    return said


def kill_again_and_again(site: Site, upload: Import, times: int) -> None:
    for _ in range(times):
        with site.due_work():
            wait_until(lambda: state(upload) != Import.State.WAITING)
            time.sleep(random.uniform(0, 1))  # at no moment of our choice
        if state(upload) == READ:
            return
        let_claim_end(upload)


def read_by_two_at_once(site: Site, upload: Import) -> None:
    with site.due_work(), site.due_work():
        wait_until(lambda: state(upload) == READ)
        time.sleep(0.5)  # for the second one to do harm, were it not kept from it


def nothing_is_missing_or_twice(upload: Import, path: Path) -> None:
    upload.refresh_from_db()
    extract = readers.read([(path.name, path)])
    assert stored.cells_of(upload) == stored.wanted(extract)
    assert (upload.rows_read, upload.rows_used) == (extract.rows_read, extract.rows_used)
    assert not any(file.content for file in upload.files.all())


def state(upload: Import) -> str:
    return Import.objects.values_list("state", flat=True).get(pk=upload.pk)


def let_claim_end(upload: Import) -> None:
    """As if its minutes had passed."""
    Import.objects.filter(pk=upload.pk, state=Import.State.READING).update(claimed_until=timezone.now() - timedelta(seconds=1))
