"""What is backed up is what is restored: rows, uploads, and nobody who was erased."""

import json
import stat
import zipfile
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings as project
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from citysafe.backups import uploads
from citysafe.backups.making import make
from citysafe.backups.models import Backup
from citysafe.backups.restoring import restore
from citysafe.people import erased
from forum.models import Registration
from tests.citysafe.backups import sites
from tests.factories import EventFactory, NeedsFactory, PageFactory, RegistrationFactory


def said(command, *arguments, **options):
    out = StringIO()
    call_command(command, *arguments, stdout=out, **options)
    return out.getvalue()


def test_an_empty_site_becomes_the_one_that_was_backed_up(here, elsewhere, folder, upload):
    NeedsFactory(registration__full_name="Zoë Ω", access="“Ramp” \\ 100 %")
    upload("plans/plan.pdf")
    before = sites.everything()
    made = make(folder=folder)
    elsewhere()
    restore(file=made.file, replace=False)
    after = sites.everything()
    assert after == before
    assert [(name, path.read_bytes()) for name, path in uploads.files()] == [("plans/plan.pdf", b"%PDF-1.7")]


def test_the_restored_site_goes_on(here, elsewhere, folder):
    event = EventFactory()
    made = make(folder=folder)
    elsewhere()
    restore(file=made.file, replace=False)
    assert EventFactory().pk > event.pk
    with connection.cursor() as cursor:
        connection.check_constraints()
        if sites.IS_SQLITE:
            cursor.execute("PRAGMA journal_mode")
            assert cursor.fetchone() == ("wal",)


def test_the_file_is_for_its_owner_alone_and_says_what_is_in_it(here, folder, upload):
    RegistrationFactory()
    upload("a.txt", b"abc")
    made = make(folder=folder)
    assert stat.S_IMODE(made.file.stat().st_mode) == 0o600
    assert [path.name for path in folder.iterdir() if not path.name.endswith(".lock")] == [made.file.name]
    with zipfile.ZipFile(made.file) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    assert manifest["format"] == 1
    assert manifest["database"] == connection.vendor
    assert manifest["rows"]["forum_registration"] == 1
    assert "backups.0001_initial" in manifest["migrations"]
    assert manifest["parts"]["uploads/a.txt"] == {
        "size": 3,
        "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    }


def test_the_commands_say_what_they_did(here, elsewhere, folder, upload):
    RegistrationFactory()
    upload("a.txt")
    backed_up = said("backup", folder)
    [file] = folder.glob("*.zip")
    assert f"{file}: " in backed_up
    assert " rows and 1 uploads." in backed_up
    assert Backup.objects.get().file_name == file.name
    elsewhere()
    restored = said("restore", file)
    assert f"Restored as of {timezone.localtime():%d %B %Y}" in restored
    assert "1 uploads.\nAll counts and checksums are those of the backup." in restored
    assert "Erased again: 0 of 0" in restored
    assert "35 days" not in restored
    assert "earlier version" not in restored


def test_a_folder_must_be_named(here, settings):
    settings.BACKUP_FOLDER = None
    with pytest.raises(CommandError, match="Name a folder, or set BACKUP_FOLDER"):
        call_command("backup", folder=None)


def test_a_fault_is_said_by_the_command(here, settings):
    with pytest.raises(CommandError, match=r"There is no backup. .* lies within"):
        call_command("backup", project.MEDIA_ROOT / "backups")


def test_data_is_replaced_only_where_that_is_typed(here, folder, upload):
    page = PageFactory(title="Before")
    upload("kept.txt", b"before")
    made = make(folder=folder)
    page.title = "After"
    page.save()
    upload("kept.txt", b"after")
    later = upload("later.txt")
    after = sites.everything()
    with pytest.raises(CommandError, match=r"This database holds data. .* --replace"):
        call_command("restore", made.file)
    assert sites.everything() == after
    assert later.exists()
    said("restore", made.file, replace=True)
    page.refresh_from_db()
    assert page.title == "Before"
    assert [(name, path.read_bytes()) for name, path in uploads.files()] == [("kept.txt", b"before")]


def test_a_site_that_is_only_migrated_holds_no_data(here, folder):
    made = make(folder=folder)
    restore(file=made.file, replace=False)


def test_everybody_signs_in_again(here, elsewhere, folder):
    Session.objects.create(session_key="k" * 32, session_data="x", expire_date=timezone.now() + timedelta(hours=1))
    made = make(folder=folder)
    elsewhere()
    restore(file=made.file, replace=False)
    assert not Session.objects.exists()


def test_whoever_was_erased_since_is_erased_again_before_anybody_reads_it(here, elsewhere, folder, monkeypatch):
    monkeypatch.setattr(erased, "_kinds", {"forum.registration": erase})
    gone, stays = RegistrationFactory(), RegistrationFactory()
    made = make(folder=folder)
    erased.remember("forum.registration", gone.pk)
    erase(gone.pk, timezone.now())
    elsewhere()
    assert "Erased again: 1 of 1 noted in " in said("restore", made.file)
    assert list(Registration.objects.all()) == [stays]


def test_the_file_of_somebody_erased_does_not_come_back_with_the_backup(here, elsewhere, folder, upload, monkeypatch):
    """Also where an earlier try had put the uploads in place, and only then was stopped."""
    upload("stays.pdf"), upload("evidence.pdf")
    monkeypatch.setattr(erased, "_kinds", {"plan.draft": lambda number, at: not default_storage.delete("evidence.pdf")})
    made = make(folder=folder)
    erased.remember("plan.draft", 7)
    elsewhere()
    for _ in range(2):
        restore(file=made.file, replace=True)
        assert [name for name, _ in uploads.files()] == ["stays.pdf"]
        (project.MEDIA_ROOT / "evidence.pdf").write_bytes(b"%PDF-1.7")


def test_that_nobody_is_noted_as_erased_is_said(here, elsewhere, folder, settings):
    made = make(folder=folder)
    elsewhere()
    assert f"WARNING: nobody is noted as erased in {settings.ERASED_FOLDER}." in said("restore", made.file)
    erased.remember("forum.registration", 7)
    assert "WARNING" not in said("restore", made.file, replace=True)


def erase(number, at):
    return bool(Registration.objects.filter(pk=number, registered_at__lte=at).delete()[0])


def test_an_old_backup_says_whom_it_may_bring_back(here, elsewhere, folder, time_machine):
    time_machine.move_to(timezone.now() - timedelta(days=36))
    made = make(folder=folder)
    time_machine.move_to(timezone.now() + timedelta(days=36, hours=1))
    elsewhere()
    assert "older than 35 days" in said("restore", made.file)


def test_a_backup_of_an_earlier_version_is_brought_up_to_date(here, elsewhere, folder):
    call_command("migrate", "backups", "zero", verbosity=0)
    made = make(folder=folder)
    elsewhere()
    assert "It was of an earlier version, and is brought up to date." in said("restore", made.file)
    assert Backup.objects.count() == 0
    assert MigrationRecorder.Migration.objects.filter(app="backups").count() == 2


def test_hidden_files_links_and_the_database_itself_are_no_uploads(here, folder, upload, settings):
    upload(".lock")
    upload(".part/half.txt")
    upload("real.txt")
    (project.MEDIA_ROOT / "link.txt").symlink_to(project.MEDIA_ROOT / "real.txt")
    if sites.IS_SQLITE:
        settings.MEDIA_ROOT = Path(here).parent
        assert here not in [str(path) for _, path in uploads.files()]
    else:
        assert [name for name, _ in uploads.files()] == ["real.txt"]
