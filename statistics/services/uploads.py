"""From the upload to a preview. Files are read as due work: a browser that gives up loses nothing."""

import hashlib
import logging
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.files import File
from django.db import OperationalError, transaction
from django.utils import timezone

from citysafe.history import services as history
from citysafe.history.reading import read
from citysafe.people.models import User
from citysafe.work import tasks
from statistics import readers
from statistics.models import Import, ImportFile
from statistics.readers import Extract, Limits, RefusedError
from statistics.readers.packing import unpacked_bytes
from statistics.services import stored

LEASE = timedelta(minutes=5)
NOTED_EVERY = 1.0  # seconds
LONGEST_EDITION = 120
GONE = "The uploaded file is no longer there. Upload it again."
UNREADABLE = "It could not be read ({fault}). Tell an administrator: the site’s log says where."

logger = logging.getLogger(__name__)


class _EndedError(Exception):
    """The process was asked to end: another one begins again."""


class _LostError(Exception):
    """It took so long that another process has begun again."""


def limits() -> Limits:
    return Limits(bytes=settings.IMPORT_MAX_MB * 1_000_000, rows=settings.IMPORT_MAX_ROWS)


def upload(*, files: Iterable[File], by: User | None, period: str = "", edition: str = "", edition_on: date | None = None) -> Import:
    """Keep the files to be read as due work. The same file twice is kept once."""
    once: dict[str, File] = {}
    for file in files:
        once.setdefault(_fingerprint(file.chunks()), file)
    with transaction.atomic():
        made = Import.objects.create(period_given=period, edition=edition, edition_on=edition_on, uploaded_by=by)
        for fingerprint, file in once.items():
            ImportFile.objects.create(upload=made, file_name=short(file.name), size=file.size, sha256=fingerprint, content=file)
        history.record(thing=made, before={}, by=by)
        return made


def keep(*, extract: Extract, files: Sequence[tuple[str, Path]], by: User | None, edition: str, edition_on: date | None) -> Import:
    """Keep what was read already, ready to be looked at: in the caller's transaction, or in one of its own."""
    cells = stored.wanted(extract)
    once = {}
    for name, path in files:
        with path.open("rb") as file:
            once[_fingerprint(iter(lambda: file.read(1 << 20), b""))] = name, path.stat().st_size
    with transaction.atomic():
        made = Import.objects.create(edition=edition, edition_on=edition_on, uploaded_by=by)
        for fingerprint, (name, size) in once.items():
            ImportFile.objects.create(upload=made, file_name=short(name), size=size, sha256=fingerprint)
        stored.store(made, cells)
        _note(made, _found(made, extract))
        history.record(thing=made, before={}, by=by)
        return made


def read_due() -> str:
    """Read every upload that waits; gives a sentence, or nothing."""
    done = 0
    for waiting in Import.objects.waiting():
        if tasks.ending.is_set():
            break
        done += _claim(waiting) and _read(waiting)
    _forget()
    return f"{done} read." if done else ""


def _claim(of: Import) -> bool:
    """Whether this process has it alone now."""
    claimed_until = timezone.now() + LEASE
    free = Import.objects.waiting().filter(pk=of.pk)
    if not free.update(state=Import.State.READING, claimed_until=claimed_until, progress=0):
        return False
    of.state, of.claimed_until = Import.State.READING, claimed_until
    return True


def _hold(of: Import, **noted: Any) -> None:
    """Nobody else takes it before the transaction ends. A process that was too slow has lost it to another, and leaves it alone."""
    mine = Import.objects.filter(pk=of.pk, state=Import.State.READING, claimed_until=of.claimed_until)
    if not mine.update(**{"claimed_until": of.claimed_until, **noted}):
        raise _LostError


def _hold_on(of: Import, **noted: Any) -> None:
    """Have it alone for as long again."""
    claimed_until = timezone.now() + LEASE
    _hold(of, claimed_until=claimed_until, **noted)
    of.claimed_until = claimed_until


def _read(of: Import) -> bool:
    """Whether anything came of it; if not, it is read again."""
    try:
        _end(of, _outcome(of))
    except _LostError:
        return False
    return of.state != Import.State.WAITING


def _outcome(of: Import) -> dict[str, Any]:
    """What is to be noted of it once it was read."""
    try:
        return _read_in(of)
    except (_LostError, OperationalError):  # another has it, or the database is away: nothing can be noted now
        raise
    except _EndedError:
        return {"state": Import.State.WAITING, "progress": 0, "rows_read": 0}
    except RefusedError as refusal:
        return _refused(refusal)
    except FileNotFoundError:
        return _refused(RefusedError(GONE))
    except Exception as error:  # whatever it is: it would happen again each time
        logger.exception("Import %s could not be read", of.pk)
        return _refused(RefusedError(UNREADABLE.format(fault=type(error).__name__)))


def _read_in(of: Import) -> dict[str, Any]:
    with TemporaryDirectory() as folder:
        files = [(file.file_name, _local(file, Path(folder))) for file in of.files.all()]
        extract = readers.read(files, given=readers.given(of.period_given), limits=limits(), progress=_Progress(of, files))
    cells = stored.wanted(extract)
    _hold_on(of)
    with transaction.atomic():
        _hold(of)
        of.cells.all().delete()  # of a reading that was broken off
    stored.store(of, cells, hold=partial(_hold, of))
    return _found(of, extract)


def _end(of: Import, noted: dict[str, Any]) -> None:
    """In one short write: from here on it can be looked at."""
    with transaction.atomic():
        _hold(of)
        if noted["state"] != Import.State.READ:
            of.cells.all().delete()
        before = read(of)
        _note(of, noted)
        if noted["state"] != Import.State.WAITING:
            history.record(thing=of, before=before, by=None)


def _local(file: ImportFile, folder: Path) -> Path:
    """Readers take a path; a storage elsewhere has none."""
    path = folder / str(file.pk)
    with file.content.open("rb") as content, path.open("wb") as copy:
        for chunk in content.chunks():
            copy.write(chunk)
    return path


class _Progress:
    """Notes how far it is, once a second; ends the reading when the process is to end."""

    def __init__(self, of: Import, files: Sequence[tuple[str, Path]]) -> None:
        self.of, self.noted = of, monotonic()
        self.total = sum(unpacked_bytes(path) for _, path in files) or 1

    def __call__(self, done: int, rows: int) -> None:
        if tasks.ending.is_set():
            raise _EndedError
        if monotonic() - self.noted >= NOTED_EVERY:
            self.noted = monotonic()
            _hold_on(self.of, progress=min(99, 100 * done // self.total), rows_read=rows)


def _found(of: Import, extract: Extract) -> dict[str, Any]:
    return {
        "state": Import.State.READ,
        "progress": 100,
        "publication": extract.publication,
        "edition": edition_of(extract, given=of.edition),
        "rows_read": extract.rows_read,
        "rows_used": extract.rows_used,
        "left_out": extract.left_out,
        "warnings": extract.warnings,
    }


def _refused(refusal: RefusedError) -> dict[str, Any]:
    said = {"file": refusal.file, "line": refusal.line, "column": refusal.column, "message": refusal.message}
    return {"state": Import.State.REFUSED, "refusal": said}


def _note(of: Import, noted: dict[str, Any]) -> None:
    for name, value in {**noted, "claimed_until": None}.items():
        setattr(of, name, value)
    of.save(update_fields=[*noted, "claimed_until"])


def _forget() -> None:
    """The raw rows are not kept: what was read is in the cells."""
    unread = {Import.State.WAITING, Import.State.READING}
    for file in ImportFile.objects.exclude(content="").exclude(upload__state__in=unread):
        file.content.delete()


def same_files(of: Import) -> list[Import]:
    """Earlier imports, in review or beyond, that hold one of these very files."""
    fingerprints = of.files.values_list("sha256")
    return list(Import.objects.filter(state=Import.State.APPLIED, files__sha256__in=fingerprints).exclude(pk=of.pk).distinct())


def _fingerprint(chunks: Iterable[bytes]) -> str:
    found = hashlib.sha256()
    for chunk in chunks:
        found.update(chunk)
    return found.hexdigest()


def short(name: str | None) -> str:
    """A file's name as it is kept and shown; what no text can hold is a question mark."""
    return Path(name or "file").name[-200:].encode(errors="replace").decode()


def edition_of(extract: Extract, *, given: str) -> str:
    """What staff call the edition; else the file's own words, as far as there is room."""
    return (given or extract.edition)[:LONGEST_EDITION]
