"""What goes wrong while a backup is made or put back: said in words, and nothing half is left."""

import os
import resource
from pathlib import Path

import pytest
from django.conf import settings as project
from django.core.management import CommandError, call_command
from django.db import connection

from citysafe.backups import faults, making, postgresql, sqlite, workplace
from citysafe.backups.faults import BackupError, BackupRunningError
from citysafe.backups.making import make
from citysafe.backups.restoring import restore
from citysafe.pages.models import Page
from tests.citysafe.backups import sites
from tests.factories import PageFactory

on_sqlite = pytest.mark.skipif(not sites.IS_SQLITE, reason="It is about a database that is a file; it runs on SQLite in every make test.")
on_postgresql = pytest.mark.skipif(
    sites.IS_SQLITE, reason="It is about the programs of PostgreSQL, pg_dump and psql; it runs on PostgreSQL in every make test."
)


def test_a_site_that_is_served_is_not_restored(here, folder):
    made = make(folder=folder)
    somebody = connection.copy()
    with somebody.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_user")
    with pytest.raises(CommandError, match=r"in use.*stop the site and the due work first"):
        call_command("restore", made.file, replace=True)
    somebody.close()
    restore(file=made.file, replace=True)


def test_one_at_a_time(here, folder):
    with workplace.workplace(folder, f"citysafe-{project.SITE_HOST}"), pytest.raises(BackupRunningError, match="at work in"):
        make(folder=folder)
    make(folder=folder)


@pytest.mark.parametrize(
    ("folder", "words"),
    [("/sys/backups", "cannot write in /sys/backups"), ("/dev/null", "/dev/null cannot be used: File exists")],
)
def test_a_folder_that_cannot_be_written_is_named(here, folder, words):
    with pytest.raises(BackupError, match=words):
        make(folder=Path(folder))


def test_the_lock_belongs_to_whoever_the_folder_does_and_one_that_does_not_is_named(here, folder):
    """The administrator of the machine makes a backup by hand, and the site's own account the next one."""
    folder.mkdir()
    if os.geteuid() == 0:
        os.chown(folder, 12345, 12345)
    make(folder=folder)
    [lock] = folder.glob("*.lock")
    assert lock.stat().st_uid == folder.stat().st_uid
    with pytest.raises(BackupError, match=rf"cannot write in {folder} \({lock}\): give it"), faults.said_of(folder):
        raise PermissionError(13, "Permission denied", str(lock))


def test_a_folder_that_the_site_fills_is_refused(here, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    for within in (project.MEDIA_ROOT, project.MEDIA_ROOT / "a" / "b", tmp_path / "x" / ".." / "static"):
        with pytest.raises(BackupError, match="lies within"):
            make(folder=within)


def test_a_disk_that_becomes_full_is_said_and_nothing_is_left(here, folder, upload):
    upload("large.bin", os.urandom(9_000_000))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (6_000_000, before[1]))
    try:
        with pytest.raises(BackupError, match=r"The disk of .* is full: nothing half was left there"):
            make(folder=folder)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert sites.backups_in(folder) == []


def test_a_disk_with_too_little_room_is_not_begun_on(here, folder, monkeypatch):
    free = workplace.shutil.disk_usage("/")._replace(free=1_000_000)
    monkeypatch.setattr(workplace.shutil, "disk_usage", lambda folder: free)
    monkeypatch.setattr(making.archive, "write", lambda *_, **__: pytest.fail("It was begun."))
    with pytest.raises(BackupError, match=r"About .* MB are needed .*, and 1.0 MB are free"):
        make(folder=folder)
    assert sites.backups_in(folder) == []


def test_an_upload_that_goes_meanwhile_is_left_out(here, folder, upload, monkeypatch):
    upload("stays.txt")
    goes = upload("goes.txt")
    copy = making.database().copy
    monkeypatch.setattr(making.database(), "copy", lambda target: goes.unlink() or copy(target))
    listed = list(making.uploads.files())
    monkeypatch.setattr(making.uploads, "files", lambda: iter(listed))
    monkeypatch.setattr(making.uploads, "size", lambda: 0)
    assert make(folder=folder).uploads == 1


@on_sqlite
def test_no_database_is_said(here, folder):
    connection.close()
    Path(here).unlink()
    with pytest.raises(BackupError, match="There is no database at"):
        make(folder=folder)
    Path(here).touch()


@on_sqlite
def test_a_damaged_database_is_not_backed_up_and_can_be_replaced(here, folder):
    PageFactory(title="Before")
    made = make(folder=folder)
    connection.close()
    with Path(here).open("r+b") as file:
        file.write(b"\0" * 20_000)
    Path(f"{here}-wal").write_bytes(b"left over")
    with pytest.raises(BackupError, match="cannot be read"):
        make(folder=folder)
    with pytest.raises(BackupError, match="holds data"):
        restore(file=made.file, replace=False)
    restore(file=made.file, replace=True)
    assert Page.objects.get().title == "Before"


@on_sqlite
def test_a_full_disk_is_known_by_what_sqlite_says(tmp_path):
    fault = sqlite.sqlite3.OperationalError("database or disk is full")
    fault.sqlite_errorname = "SQLITE_FULL"
    with pytest.raises(BackupError, match="is full"), faults.said_of(tmp_path), sqlite._said():
        raise fault


@on_sqlite
def test_whoever_writes_meanwhile_does_not_make_it_begin_anew(here, tmp_path):
    """A copy whose source others write to starts again at each step, unless it holds on to its moment."""
    PageFactory(body="x" * 400_000)
    pages = []
    with sqlite._reading() as source, sqlite.closing(sqlite.sqlite3.connect(tmp_path / "copy")) as made:

        def write(status, remaining, total):
            pages.append(remaining)
            PageFactory()

        sqlite.copy_held(source, made, progress=write)
    assert len(pages) > 1
    assert pages == sorted({*pages}, reverse=True)
    assert sqlite._examined(tmp_path / "copy").rows["pages_page"] == 1
    assert Page.objects.count() == 1 + len(pages)


@on_postgresql
def test_the_password_is_on_no_command_line(here, folder, monkeypatch, tmp_path):
    connection.settings_dict["PASSWORD"] = "open sesame"
    seen = tmp_path / "seen"
    fake(tmp_path, monkeypatch, "pg_dump", f'echo "$@ / $PGPASSWORD / $PGDATABASE" > {seen}; exit 1')
    with pytest.raises(BackupError):
        make(folder=folder)
    arguments, password, database = seen.read_text().strip().split(" / ")
    assert "sesame" not in arguments
    assert here not in arguments
    assert (password, database) == ("open sesame", here)


@on_postgresql
@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("echo pg_dump: error: aborting because of server version mismatch >&2; exit 1", "pg_dump here is older than the database"),
        ("echo pg_dump: error: permission denied for table x >&2; exit 1", "nothing was changed: pg_dump: error: permission denied"),
        ("exit 1", "it gave no reason"),
        ("echo could not write: No space left on device >&2; exit 1", "The disk of .* is full"),
    ],
)
def test_what_pg_dump_says_is_said_in_words(here, folder, monkeypatch, tmp_path, script, words):
    fake(tmp_path, monkeypatch, "pg_dump", script)
    with pytest.raises(BackupError, match=words):
        make(folder=folder)
    assert sites.backups_in(folder) == []


@on_postgresql
def test_a_machine_without_pg_dump_is_told_what_to_install(here, folder, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BackupError, match=r"pg_dump is not on this machine: install .*postgresql-client"):
        make(folder=folder)


@on_postgresql
def test_nothing_is_restored_by_half_where_it_breaks_off(here, folder, monkeypatch):
    """The last check fails, after every table has been dropped and filled."""
    page = PageFactory()
    made = make(folder=folder)
    monkeypatch.setattr(postgresql, "_counting", lambda rows: "SELECT 1/0;")
    with pytest.raises(BackupError, match="nothing was changed"):
        restore(file=made.file, replace=True)
    assert Page.objects.get() == page


def fake(folder, monkeypatch, program, script):
    path = folder / "bin" / program
    path.parent.mkdir()
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{path.parent}{os.pathsep}{os.environ['PATH']}")
