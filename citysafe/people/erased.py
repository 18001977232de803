"""Who has been erased, by number alone and outside the database: a backup that is restored brings them back, and they are erased again.

One file for each, such as `forum.registration-123`, with the moment in it.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

BACKUPS_KEPT = timedelta(days=35)
Erase = Callable[[int, datetime], bool]
_kinds: dict[str, Erase] = {}


@dataclass(frozen=True)
class Erased:
    """One thing of a kind that each room registers, such as “forum.registration”, and when it was erased."""

    kind: str
    number: int
    at: datetime

    @property
    def name(self) -> str:
        return f"{self.kind}-{self.number}"


def register(kind: str, erase: Erase) -> None:
    """`erase` is given a number and a moment: it erases what has this number and was there at that moment already.

    A database that was restored gives numbers out again, so what is newer is somebody else's. It returns whether there was
    anything left to erase.
    """
    if kind in _kinds:
        raise ValueError(f"There is already a way to erase “{kind}”.")
    _kinds[kind] = erase


def remember(kind: str, number: int) -> datetime:
    """Write it down, on the disk for good when this returns; to be called before the erasing is committed.

    Raises `OSError` where it cannot be written: then nothing may be erased, for a backup would bring it back.
    """
    if kind not in _kinds:
        raise LookupError(kind)
    folder, one = _folder(), Erased(kind, number, timezone.now())
    _make(folder)
    written = folder / f".{one.name}.{os.getpid()}"
    with written.open("w", encoding="ascii") as file:
        file.write(one.at.isoformat())
        file.flush()
        os.fsync(file.fileno())
    written.replace(folder / one.name)
    _sync(folder)
    return one.at


def listed() -> Iterator[Erased]:
    """Everything that is written down, by name; what is no record of ours is passed over."""
    folder = _folder()
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        kind, _, number = path.name.rpartition("-")
        if kind in _kinds and number.isascii() and number.isdigit():
            with suppress(FileNotFoundError, ValueError):  # forgotten at this moment, or not ours after all
                yield Erased(kind, int(number), datetime.fromisoformat(path.read_text(encoding="ascii")))


def replay() -> int:
    """Erase again whatever is written down and still there; how much that was. Does no harm at any time.

    What cannot be erased stops nothing else, and is raised.
    """
    done, faults = 0, []
    for one in listed():
        try:
            done += _kinds[one.kind](one.number, one.at)
        except Exception as fault:  # noqa: BLE001 (whatever it is, the others are erased)
            faults.append(fault)
    if faults:
        raise ExceptionGroup("Not everybody could be erased again.", faults)
    return done


def forget_before(moment: datetime) -> int:
    """Drop what was erased before that moment, when no backup holds it any more; how much that was."""
    old = [one for one in listed() if one.at < moment]
    for one in old:
        (_folder() / one.name).unlink(missing_ok=True)
    return len(old)


def _folder() -> Path:
    return Path(settings.ERASED_FOLDER)


def _make(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        _sync(folder.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
