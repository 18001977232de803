"""What can go wrong, in words for whoever runs the site. No Django here."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}


class BackupError(Exception):
    """Nothing was done; its words say why, and what to do."""


class BackupRunningError(BackupError):
    """Another process is at it already."""


@contextmanager
def said_of(folder: Path) -> Iterator[None]:
    """A fault of the disk as a sentence about this folder."""
    try:
        yield
    except OSError as fault:
        if fault.errno in FULL:
            raise BackupError(f"The disk of {folder} is full: nothing half was left there. Make room, then try again.") from fault
        if fault.errno in CLOSED:
            where = f" ({fault.filename})" if fault.filename and Path(fault.filename) != folder else ""
            raise BackupError(f"This account cannot write in {folder}{where}: give it the right to, or name another folder.") from fault
        raise BackupError(f"{folder} cannot be used: {fault.strerror or type(fault).__name__}.") from fault


def in_mb(size: float) -> str:
    return f"{size / 1_000_000:,.1f} MB"
