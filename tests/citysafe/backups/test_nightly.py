"""The backup of the night: once, however many look after it, right when it is late, and gone after 35 days."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from citysafe.backups import making, services, uploads, workplace
from citysafe.backups.faults import BackupError, BackupRunningError
from citysafe.backups.making import Made
from citysafe.backups.models import Backup
from citysafe.work import tasks

pytestmark = pytest.mark.django_db
EVENING, NIGHT = "2026-11-27 20:00+00:00", "2026-11-28 02:00+00:00"


@pytest.fixture
def folder(settings, tmp_path):
    settings.BACKUP_FOLDER = tmp_path / "backups"
    settings.BACKUP_FOLDER.mkdir()
    return settings.BACKUP_FOLDER


@pytest.fixture
def made(monkeypatch, folder):
    """The moments at which a backup was made; none of these is a real one."""
    moments = []

    def make(*, folder):
        moments.append(timezone.now())
        return Made(folder / "made.zip", 1000, 1, 0, 0)

    monkeypatch.setattr(services, "make", make)
    return moments


def fails(monkeypatch, fault):
    def make(*, folder):
        raise fault

    monkeypatch.setattr(services, "make", make)


def nights():
    return sorted(Backup.objects.made().values_list("night", flat=True))


def test_it_belongs_to_the_due_work():
    assert "backups.nightly" in [task.name for task in tasks.all_tasks()]


def test_without_a_folder_there_is_none(settings, made):
    settings.BACKUP_FOLDER = None
    assert services.run() == ""
    assert not Backup.objects.exists()
    assert not Backup.objects.late().exists()


def test_once_a_night_and_once_a_day_where_it_was_late(made, time_machine):
    for moment in (EVENING, EVENING, "2026-11-28 01:59+00:00", NIGHT, NIGHT, "2026-11-28 23:00+00:00", "2026-12-02 11:00+00:00"):
        time_machine.move_to(moment, tick=False)
        services.run()
    assert nights() == [date(2026, 11, 27), date(2026, 11, 28), date(2026, 12, 2)]
    assert len(made) == 3
    assert services.run() == ""


@pytest.mark.parametrize(
    ("before", "at"), [("2026-10-25 01:59+00:00", "2026-10-25 02:00+00:00"), ("2027-03-28 00:59+00:00", "2027-03-28 01:00+00:00")]
)
def test_the_night_of_a_clock_change_has_one_too(made, time_machine, before, at):
    time_machine.move_to(before, tick=False)
    services.run()
    time_machine.move_to(at, tick=False)
    services.run()
    services.run()
    assert len(nights()) == len(made) == 2
    assert nights()[1] == datetime.fromisoformat(at).date()


def test_it_says_what_it_made_and_notes_it(made, time_machine):
    time_machine.move_to(NIGHT, tick=False)
    assert services.run() == "made.zip made"
    backup = Backup.objects.get()
    assert (backup.file_name, backup.size, backup.made_at, backup.fault) == ("made.zip", 1000, timezone.now(), "")
    assert str(backup) == "Backup of 28 November 2026"


def test_two_workers_make_one(made, monkeypatch, time_machine):
    time_machine.move_to(NIGHT, tick=False)
    first = services.make

    def make(*, folder):
        assert services.run() == ""  # the other one, at the same moment
        return first(folder=folder)

    monkeypatch.setattr(services, "make", make)
    services.run()
    assert len(made) == 1


def test_a_fault_is_noted_and_tried_again_each_hour(folder, monkeypatch, time_machine):
    fails(monkeypatch, BackupError("The disk is full."))
    tries = []
    for minutes in range(0, 180, 10):
        time_machine.move_to(datetime(2026, 11, 28, 2, tzinfo=UTC) + timedelta(minutes=minutes), tick=False)
        try:
            services.run()
        except BackupError:
            tries.append(minutes)
    assert tries == [0, 60, 120]
    assert Backup.objects.get().fault == "The disk is full."


def test_what_works_again_has_no_fault(folder, made, monkeypatch, time_machine):
    time_machine.move_to(NIGHT, tick=False)
    make = services.make
    fails(monkeypatch, BackupError("The disk is full."))
    with pytest.raises(BackupError):
        services.run()
    time_machine.shift(3600)
    monkeypatch.setattr(services, "make", make)
    services.run()
    assert Backup.objects.get().fault == ""


def test_where_somebody_makes_one_by_hand_at_that_moment_it_comes_later(folder, monkeypatch):
    fails(monkeypatch, BackupRunningError("At work already."))
    assert services.run() == ""
    assert Backup.objects.get().fault == ""


def test_it_is_late_after_more_than_a_day(folder, made, monkeypatch, time_machine):
    time_machine.move_to(NIGHT, tick=False)
    services.run()
    assert not Backup.objects.late().exists()
    fails(monkeypatch, BackupError("The disk is full."))
    time_machine.shift(26 * 3600)
    with pytest.raises(BackupError):
        services.run()
    assert [backup.night for backup in Backup.objects.late()] == [date(2026, 11, 29)]


def test_a_clock_that_was_ahead_hides_no_night_without_one(folder, made, time_machine):
    time_machine.move_to("2027-11-28 02:00+00:00", tick=False)
    services.run()
    time_machine.move_to(NIGHT, tick=False)
    assert Backup.objects.late().exists()


@pytest.mark.parametrize("is_set", [True, False])
def test_what_whoever_was_killed_left_behind_goes_and_not_what_somebody_is_at_work_on(settings, folder, made, upload, is_set):
    upload("stays.txt")
    settings.BACKUP_FOLDER = folder if is_set else None
    places = {making.database().place(), uploads.folder(), *([folder] if is_set else [])}
    left = [place / ".citysafe-left.part" for place in places]
    for whole in left:
        whole.mkdir(parents=True)
        (whole / "restore.sql").touch()
    with workplace.workplace(uploads.folder(), "citysafe-restored-uploads") as at_work:
        services.run()
        assert at_work.is_dir()
    assert not any(whole.exists() for whole in left)
    assert [found for found, _ in uploads.files()] == ["stays.txt"]


def test_a_database_is_never_prepared_among_the_files_that_are_served():
    assert not making.database().place().is_relative_to(uploads.folder())


def name(days, site="localhost", now=None):
    moment = (now or timezone.now()) - timedelta(days=days)
    return f"citysafe-{site}-{moment:%Y%m%d-%H%M%S}.zip"


def test_what_is_35_days_old_goes_and_nothing_else(made, folder, time_machine):
    time_machine.move_to(NIGHT, tick=False)
    old, exactly, before_it_moved = name(36), name(35), name(36, site="former.example.org")
    stays = [
        *(name(34), name(34, site="former.example.org"), name(36) + ".txt", f"my-{name(36)}", name(-1)),
        *("citysafe-localhost-20261399-000000.zip", "citysafe-localhost-letters.zip"),
    ]
    for file in (old, exactly, before_it_moved, *stays):
        (folder / file).touch()
    (folder / name(40)).mkdir()
    (folder / name(41)).symlink_to(folder / name(34))
    assert services.run() == "3 older than 35 days removed, made.zip made"
    assert sorted(path.name for path in folder.iterdir()) == sorted([*stays, name(40), name(41)])


def test_they_go_though_no_new_one_can_be_made(folder, monkeypatch):
    fails(monkeypatch, BackupError("The disk is full."))
    (folder / name(36)).touch()
    with pytest.raises(BackupError):
        services.run()
    assert list(folder.iterdir()) == []


def test_a_folder_that_is_not_there_yet_is_no_fault(folder):
    folder.rmdir()
    assert making.remove_old(folder) == 0
