"""Who was erased is written down outside the database, and can be erased again."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from citysafe.people import erased


@pytest.fixture
def again(monkeypatch):
    """A kind of thing, and what was erased of it again."""
    done = []
    monkeypatch.setattr(erased, "_kinds", {"test.thing": lambda number, at: not done.append((number, at))})
    return done


@pytest.fixture
def folder(settings):
    return settings.ERASED_FOLDER


def test_one_file_each_says_which_and_when_and_nothing_else(again, folder):
    at = erased.remember("test.thing", 7)
    erased.remember("test.thing", 12)
    assert sorted(path.name for path in folder.iterdir()) == ["test.thing-12", "test.thing-7"]
    assert (folder / "test.thing-7").read_text() == at.isoformat()


def test_it_is_on_the_disk_with_its_name_before_anything_goes_on(again, folder, monkeypatch):
    synced = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(str(Path(f"/proc/self/fd/{handle}").readlink())))
    erased.remember("test.thing", 7)
    parent, written, own = synced
    assert (parent, own) == (str(folder.parent), str(folder))
    assert written.startswith(f"{folder}/.test.thing-7.")


def test_what_cannot_be_written_down_is_said(again, folder):
    folder.write_text("a file where the folder should be")
    with pytest.raises(FileExistsError):
        erased.remember("test.thing", 7)


def test_all_that_is_written_down_is_erased_again_as_of_its_moment(again):
    assert erased.replay() == 0
    at = {number: erased.remember("test.thing", number) for number in (7, 12)}
    assert erased.replay() == 2
    assert dict(again) == at


def test_what_is_erased_twice_is_written_down_once_with_the_later_moment(again, time_machine):
    erased.remember("test.thing", 7)
    time_machine.move_to(timezone.now() + timedelta(days=1))
    later = erased.remember("test.thing", 7)
    assert [one.at for one in erased.listed()] == [later]


def test_what_no_backup_holds_any_more_is_forgotten(again, time_machine):
    erased.remember("test.thing", 7)
    time_machine.move_to(timezone.now() + erased.BACKUPS_KEPT)
    erased.remember("test.thing", 8)
    time_machine.move_to(timezone.now() + timedelta(hours=1))
    assert erased.forget_before(timezone.now() - erased.BACKUPS_KEPT) == 1
    assert [one.name for one in erased.listed()] == ["test.thing-8"]
    assert erased.forget_before(timezone.now() - erased.BACKUPS_KEPT) == 0


@pytest.mark.parametrize(
    "name", ["README", "test.thing-", "test.thing-x", "test.thing-٣", "other.kind-7", "test.thing-9", ".test.thing-7.1"]
)
def test_what_else_lies_there_is_left_alone(again, folder, name):
    erased.remember("test.thing", 7)
    (folder / name).write_text("no moment")
    assert erased.replay() == 1
    erased.forget_before(timezone.now() + timedelta(days=1))
    assert [path.name for path in folder.iterdir()] == [name]


def test_only_known_kinds_are_written_down_and_each_is_known_once(again):
    with pytest.raises(LookupError):
        erased.remember("no.such", 7)
    with pytest.raises(ValueError, match="already"):
        erased.register("test.thing", lambda number, at: True)
