"""Whoever is killed while a backup is made or put back leaves nothing half that anybody is served, and nothing that stays."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as project
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.utils import timezone

from citysafe.backups import making, postgresql, unfinished
from citysafe.backups.faults import BackupError
from citysafe.backups.making import make
from citysafe.backups.restoring import restore
from citysafe.backups.unfinished import refuse_what_is_half_restored
from citysafe.pages.models import Page
from tests.citysafe.backups import sites
from tests.factories import PageFactory

ROOT = Path(__file__).resolve().parents[3]
KILLED = """
import os, signal, sys
from importlib import import_module
import django
django.setup()
from django.core.management import call_command
module, name, *command = sys.argv[1:]
setattr(import_module(f"citysafe.backups.{module}"), name, lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
call_command(*command)
"""


def killed(database, where, *command):
    """Run the command on this database, and end it by SIGKILL as soon as it gets there."""
    connection.close()
    own = {"DATABASE_URL": sites.url(database), "DJANGO_SETTINGS_MODULE": "citysafe.settings", "ENV_FILE": os.devnull}
    own |= {"MEDIA_ROOT": str(project.MEDIA_ROOT), "ERASED_FOLDER": str(project.ERASED_FOLDER)}
    arguments = [sys.executable, "-c", KILLED, *where.split("."), *map(str, command)]
    done = subprocess.run(arguments, cwd=ROOT, env=os.environ | own, capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr


@pytest.mark.parametrize("where", ["archive._copy", "workplace.sync"])
def test_whoever_is_killed_while_making_one_leaves_no_backup_and_the_next_clears_up(here, folder, upload, where):
    upload("plan.pdf")
    killed(here, where, "backup", folder)
    assert [name for name in sites.backups_in(folder) if name.endswith(".zip")] == []
    made = make(folder=folder)
    assert sites.backups_in(folder) == [made.file.name]


@pytest.mark.parametrize("where", ["uploads.add_missing", "restoring._finish", "uploads.complete"])
def test_whoever_is_killed_while_restoring_leaves_the_old_or_the_new_and_it_can_be_done_again(here, folder, upload, where):
    page = PageFactory(title="Before")
    upload("plan.pdf", b"before")
    Session.objects.create(session_key="k" * 32, session_data="x", expire_date=timezone.now() + timedelta(hours=1))
    made = make(folder=folder)
    Page.objects.update(title="After")
    upload("plan.pdf", b"after")
    killed(here, where, "restore", made.file, "--replace")
    page.refresh_from_db()
    is_restored = where == "uploads.complete" or (where == "restoring._finish" and not sites.IS_SQLITE)
    assert (not starts()) == is_restored
    assert Session.objects.exists() != is_restored
    assert page.title == ("Before" if is_restored else "After")
    assert (project.MEDIA_ROOT / "plan.pdf").read_bytes() == b"after"
    restore(file=made.file, replace=True)
    page.refresh_from_db()
    assert (page.title, (project.MEDIA_ROOT / "plan.pdf").read_bytes()) == ("Before", b"before")
    assert starts()
    assert not list(project.MEDIA_ROOT.glob(".*.part"))


def starts():
    """Whether the site and its due work do: neither, where a restore was stopped on its way."""
    if unfinished.told():
        with pytest.raises(SystemExit, match=r"“manage.py restore FILE --replace” once more"):
            refuse_what_is_half_restored()
        with pytest.raises(SystemCheckError, match="once more"):
            call_command("run_due_work", skip_checks=False)
        return False
    refuse_what_is_half_restored()
    call_command("check")
    return True


@pytest.mark.parametrize("was_stopped_before", [False, True])
def test_where_the_database_is_not_replaced_after_all_no_restore_is_noted_as_stopped_but_one_before_stays(
    here, folder, monkeypatch, was_stopped_before
):
    made, run = make(folder=folder), postgresql._run

    def refused(program, *arguments):
        if program in ("pg_dump", "pg_restore"):
            return run(program, *arguments)
        raise BackupError("Not now.")

    monkeypatch.setattr(making.database(), "move" if sites.IS_SQLITE else "_run", refused)
    if was_stopped_before:
        with unfinished.noted():
            pass
    with pytest.raises(BackupError, match="Not now"):
        restore(file=made.file, replace=True)
    assert bool(unfinished.told()) == was_stopped_before
