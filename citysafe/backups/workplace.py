"""The folders that backups lie in and are made in: one process at a time, nothing half, nothing older than it may be. No Django here."""

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from citysafe.backups.faults import BackupError, BackupRunningError, in_mb, said_of
from citysafe.backups.ownership import give


@contextmanager
def workplace(folder: Path, name: str) -> Iterator[Path]:
    """A place within the folder for what is half done, which nobody else can read; what somebody who was killed left there goes first.

    `BackupRunningError` while another process has it. Faults of the disk become sentences.
    """
    with said_of(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _locked(folder, name):
            place = folder / f".{name}.part"
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir(mode=0o700)
            try:
                yield place
            finally:
                shutil.rmtree(place, ignore_errors=True)


def clear(folder: Path) -> None:
    """Delete what whoever was killed left in the folder, which may be a whole database; not what somebody is at work on."""
    for place in folder.glob(".citysafe-*.part"):
        with suppress(BackupRunningError), said_of(folder), _locked(folder, place.name[1 : -len(".part")]):
            shutil.rmtree(place)


@contextmanager
def _locked(folder: Path, name: str) -> Iterator[None]:
    with (folder / f".{name}.lock").open("w") as lock:
        give(lock.name, folder)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupRunningError(f"Another process is at work in {folder} already: let it end first.") from None
        yield


def check_room(folder: Path, needed: int) -> None:
    """Refuse before anything is written where the disk has less room than that."""
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise BackupError(f"About {in_mb(needed)} are needed on the disk of {folder}, and {in_mb(free)} are free. Make room first.")


def sync(path: Path) -> None:
    """Wait until a file, or a folder's list of files, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def file_name(site: str, moment: datetime) -> str:
    return f"citysafe-{site}-{moment.astimezone(UTC):%Y%m%d-%H%M%S}.zip"


def remove_old(folder: Path, until: datetime) -> int:
    """Remove the backups that were made until that moment, under whatever host; how many those were. No other file is touched."""
    ours = re.compile(r"citysafe-[a-z0-9.:_-]+-(\d{8}-\d{6})\.zip", re.ASCII)
    removed = 0
    for file in folder.glob("citysafe-*.zip"):
        made_at = _moment(found[1]) if (found := ours.fullmatch(file.name)) else None
        if made_at and made_at <= until and file.is_file() and not file.is_symlink():
            file.unlink(missing_ok=True)
            removed += 1
    return removed


def _moment(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%Y%m%d-%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
