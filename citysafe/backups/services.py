"""Making backups on record: by hand, and each night where `BACKUP_FOLDER` names a folder."""

from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from citysafe.backups import uploads, workplace
from citysafe.backups.faults import BackupError, BackupRunningError
from citysafe.backups.making import Made, database, make, remove_old
from citysafe.backups.models import Backup

AT = 2  # o'clock, local time
TRIED_AGAIN = timedelta(hours=1)


def back_up(*, folder: Path) -> Made:
    """Make a backup and note it. Raises `BackupError`."""
    made = make(folder=folder)
    Backup.objects.create(made_at=timezone.now(), file_name=made.file.name, size=made.size)
    return made


def run() -> str:
    """Make the backup of this night if that is still to do, remove those whose time is over, and what whoever was killed over one
    left behind; a sentence of what was done.

    It is due from 02:00 on, and for the whole day where the due work stood still; after a fault it is tried again each hour.
    """
    try:
        return _removed_and_made(Path(settings.BACKUP_FOLDER)) if settings.BACKUP_FOLDER else ""
    finally:
        for place in {settings.BACKUP_FOLDER, database().place(), uploads.folder()} - {None}:
            workplace.clear(Path(place))


def _removed_and_made(folder: Path) -> str:
    removed = remove_old(folder)
    backup = _claim(_night())
    done = [f"{removed} older than 35 days removed" if removed else "", _make(backup, folder) if backup else ""]
    return ", ".join(part for part in done if part)


def _night() -> date:
    now = timezone.localtime()
    return now.date() if now.hour >= AT else now.date() - timedelta(days=1)


def _claim(night: date) -> Backup | None:
    """The night's line, ours to make for an hour; None where it is made, or in other hands."""
    backup, is_new = Backup.objects.get_or_create(night=night)
    now = timezone.now()
    free = Backup.objects.filter(pk=backup.pk, made_at=None, tried_at__lte=now - TRIED_AGAIN)
    return backup if is_new or free.update(tried_at=now) else None


def _make(backup: Backup, folder: Path) -> str:
    line = Backup.objects.filter(pk=backup.pk)
    try:
        made = make(folder=folder)
    except BackupRunningError:
        return ""
    except BackupError as why:
        line.update(fault=str(why)[:300])
        raise
    line.update(made_at=timezone.now(), file_name=made.file.name, size=made.size, fault="")
    return f"{made.file.name} made"
