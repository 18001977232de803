"""Whose a restored file is: the site's own account must be able to write it, whoever restores."""

import os
from pathlib import Path

MODE = 0o640


def move(path: Path, target: Path) -> None:
    """Put a file in its place in one step, with the owner and rights of what was there, or of the folder's owner."""
    _make_folder(target.parent)
    there = target if target.exists() else target.parent
    give(path, there)
    path.chmod(target.stat().st_mode & 0o777 if target.exists() else MODE)
    path.replace(target)


def _make_folder(folder: Path) -> None:
    if not folder.exists():
        _make_folder(folder.parent)
        folder.mkdir()
        give(folder, folder.parent)


def give(path: Path | str, like: Path) -> None:
    """Make it belong to whoever that belongs to. Only the administrator of the machine can give files away, and has to."""
    if os.geteuid() == 0:
        owner = like.stat()
        os.chown(path, owner.st_uid, owner.st_gid)
