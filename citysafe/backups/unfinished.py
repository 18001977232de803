"""A restore that was stopped on its way: noted outside the database, so that nobody is served from what is half restored."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.checks import CheckMessage, Error

from citysafe.backups.workplace import sync

TOLD = (
    "A restore was stopped before its end: whoever was erased since the backup may be in the database again."
    " Run “manage.py restore FILE --replace” once more, with the same file or another."
)


@contextmanager
def noted() -> Iterator[None]:
    """While the database is replaced, and from then on until `end`; not where that was refused and nothing was changed."""
    _mark().parent.mkdir(parents=True, exist_ok=True)
    was_there = _mark().exists()
    _mark().touch()
    sync(_mark().parent)
    try:
        yield
    except Exception:
        if not was_there:
            end()
        raise


def end() -> None:
    _mark().unlink(missing_ok=True)


def told() -> str:
    """What whoever starts the site or its due work is told; nothing where all is well."""
    return TOLD if _mark().exists() else ""


def refuse_what_is_half_restored() -> None:
    """End the process, in one sentence, where a restore has not come to its end."""
    if told():
        sys.exit(f"This site will not start:\n- {TOLD}")


def check(**given: object) -> list[CheckMessage]:
    return [Error(TOLD, id="backups.E001")] if told() else []


def _mark() -> Path:
    return Path(settings.ERASED_FOLDER) / "restore-unfinished"
