"""What is gone from a table is gone from the file and its log as well, whoever did it and whatever went wrong."""

import os
import signal
import subprocess
import sys
from uuid import uuid4

import pytest
from django.conf import settings as project
from django.core.management import call_command
from django.db import DatabaseError, connection

from citysafe.privacy import overwriting
from forum import services
from forum.models import HandOver, Registration
from tests import factories as make
from tests.canaries import found, on_disk
from tests.citysafe.backups import sites
from tests.forum.build import event, person, register

pytestmark = pytest.mark.skipif(
    not sites.IS_SQLITE, reason="It is about SQLite's write-ahead log, which PostgreSQL has not; it runs on SQLite in every make test."
)
KILLED = """
import os, signal, sys
import django
django.setup()
from citysafe.privacy import overwriting
from forum import services
from forum.models import Registration
overwriting._empty = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
services.erase(registration=Registration.objects.get(pk=sys.argv[1]))
"""


def needs(word):
    return {"access": f"kanarie-{word}", "dietary": "", "communication": ""}


def comes(of, word):
    return register(of, word, details=person(word, needs=needs(word), answers={of.asked: f"kanarie-{word}"}))


def hand_over(made):
    services.invite(registration=made, full_name="Alex", email="alex@example.org")
    notice = {"notice_version": "2026-01-01"}
    assert services.take_over(hand_over=HandOver.objects.get(), key=uuid4(), details=person("alex", needs=needs("other")), **notice)


ERASED_BY = {
    "cancel": lambda made: services.cancel(registration=made),
    "change": lambda made: services.change(registration=made, details=person("ada", needs=needs("other"))),
    "hand over": hand_over,
}


@pytest.fixture
def of(here):
    made = event(30)
    made.asked = make.QuestionFactory(event=made).pk
    return made


@pytest.mark.parametrize("act", ERASED_BY)
def test_what_a_change_of_one_kind_or_another_erases_is_out_of_the_log_with_the_next_round(of, act):
    made = comes(of, "ada")
    assert found(on_disk(), ["kanarie-ada"])
    ERASED_BY[act](made)
    call_command("run_due_work")
    assert found(on_disk(), ["kanarie-ada"]) == []


def test_what_was_erased_by_a_process_that_was_killed_over_it_is_out_of_the_log_with_the_next_round(of, here):
    made = comes(of, "ada")
    reading = connection.copy()  # somebody has the database open: else whoever opens it next would clear up
    reading.ensure_connection()
    own = {"DATABASE_URL": sites.url(here), "DJANGO_SETTINGS_MODULE": "citysafe.settings", "ENV_FILE": os.devnull}
    own["ERASED_FOLDER"] = str(project.ERASED_FOLDER)
    done = subprocess.run([sys.executable, "-c", KILLED, str(made.pk)], env=os.environ | own, check=False)
    assert done.returncode == -signal.SIGKILL
    assert Registration.objects.get().email is None
    assert found(on_disk(), ["kanarie-ada"])
    call_command("run_due_work")
    assert found(on_disk(), ["kanarie-ada"]) == []
    reading.close()


def test_while_somebody_reads_it_waits_for_a_moment_alone_and_is_made_good_afterwards(of):
    made = comes(of, "ada")
    reader = connection.copy()
    with reader.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT count(*) FROM forum_needs")
        services.cancel(registration=made)
        overwriting.run()
        assert found(on_disk(), ["kanarie-ada"])
        cursor.execute("ROLLBACK")
    reader.close()
    overwriting.run()
    assert found(on_disk(), ["kanarie-ada"]) == []


def test_whoever_erases_is_told_of_no_fault_of_the_log_and_waits_as_long_as_ever_for_others_afterwards(of, monkeypatch):
    made = comes(of, "ada")

    def breaks(patience):
        raise DatabaseError("disk I/O error")

    with monkeypatch.context() as patch:
        patch.setattr(overwriting, "_empty", breaks)
        assert services.erase(registration=made)
    overwriting.run()
    assert found(on_disk(), ["kanarie-ada"]) == []
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        assert cursor.fetchone()[0] == 20_000


def test_a_log_in_which_nothing_stands_is_left_alone(of, monkeypatch):
    overwriting.run()
    monkeypatch.setattr(overwriting, "_empty", lambda patience: pytest.fail("There was nothing to do."))
    overwriting.run()
