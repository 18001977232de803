"""The clock: each task in its turn, a fault of one stops none of the others, and two ways of running them."""

import logging
import os
from datetime import timedelta
from threading import Timer

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone

from citysafe.work import services, tasks
from citysafe.work.management.commands import run_due_work
from citysafe.work.models import TaskRun
from citysafe.work.tasks import Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def due(monkeypatch):
    """The only tasks there are: those that a test registers."""
    monkeypatch.setattr(tasks, "_tasks", {})
    monkeypatch.setattr(services, "_failing", {})
    yield lambda name, run: tasks.register(Task(name, name.title(), run))
    tasks.ending.clear()


def fail():
    raise OSError("no disk")


def test_it_says_what_was_done_and_nothing_of_what_was_not(due, capsys):
    due("offers", lambda: "2 offers have ended.")
    due("nothing", lambda: "")
    call_command("run_due_work")
    assert capsys.readouterr().out == "Offers: 2 offers have ended.\n"


def test_a_task_that_fails_stops_no_other_and_is_noted_without_its_words(due, capsys, caplog):
    due("broken", fail)
    due("sound", lambda: "Done.")
    call_command("run_due_work")
    assert capsys.readouterr().out == "Sound: Done.\n"
    broken, sound = TaskRun.objects.all()
    assert (broken.fault, broken.ran_at) == ("OSError", None)
    assert (sound.fault, sound.faulted_at) == ("", None)
    assert "Due work failed: broken: OSError" in caplog.text


def test_a_fault_that_lasts_is_told_once_at_length(due, caplog):
    due("broken", fail)
    for _ in range(3):
        list(services.run_all())
    with_traceback = [bool(record.exc_info) for record in caplog.records if record.levelno == logging.ERROR]
    assert with_traceback == [True, False, False]


def test_a_run_is_noted_once_a_minute(due):
    due("sound", lambda: "")
    list(services.run_all())
    noted = TaskRun.objects.get().ran_at
    list(services.run_all())
    assert TaskRun.objects.get().ran_at == noted
    TaskRun.objects.update(ran_at=timezone.now() - timedelta(minutes=1))
    list(services.run_all())
    assert TaskRun.objects.get().ran_at > noted


def test_a_database_that_is_down_ends_nothing(due, monkeypatch, caplog):
    def down(*args, **kwargs):
        raise OperationalError("no connection")

    due("broken", down)
    due("sound", lambda: "Done.")
    monkeypatch.setattr(TaskRun.objects, "update_or_create", down)
    assert list(services.run_all()) == ["Sound: Done."]
    assert "could not be noted" in caplog.text


@pytest.fixture
def in_this_process(monkeypatch):
    """A loop that hurries, leaves the tests' signals alone and keeps their transaction."""
    monkeypatch.setattr(run_due_work, "PAUSE", 0.001)
    monkeypatch.setattr(run_due_work, "LOOK", 0.001)
    monkeypatch.setattr(run_due_work.signal, "signal", lambda *_: None)
    monkeypatch.setattr(run_due_work, "close_old_connections", lambda: None)


def test_a_loop_goes_on_until_it_is_asked_to_end(due, in_this_process, capsys):
    left = [1, 2, 3]

    def work():
        if not left:
            tasks.ending.set()
            return ""
        return f"{left.pop()} left."

    due("sweep", work)
    due("after", lambda: "Never reached." if tasks.ending.is_set() else "")
    call_command("run_due_work", "--loop")
    assert capsys.readouterr().out == "Sweep: 3 left.\nSweep: 2 left.\nSweep: 1 left.\n"


def test_a_loop_ends_with_the_process_that_started_it(due, in_this_process):
    too_late = Timer(20, tasks.ending.set)
    too_late.start()
    call_command("run_due_work", "--loop", "--beside", str(os.getpid()))  # which is not our parent
    assert too_late.is_alive()
    too_late.cancel()


def test_a_name_is_given_once(due):
    due("sweep", lambda: "")
    with pytest.raises(ValueError, match="sweep"):
        due("sweep", lambda: "")


def test_the_site_sends_its_mail_by_the_clock():
    assert "mail.send" in [task.name for task in tasks.all_tasks()]
