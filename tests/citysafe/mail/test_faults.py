"""A mail server that refuses, defers, hangs and drops, two senders at once, one of them killed: everybody gets their mail."""

import os
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager

import pytest
from django.utils import timezone

from citysafe.mail.models import QueuedMail
from citysafe.mail.services import queue, send_due
from tests.factories import UserFactory
from tests.own_database import own_database
from tests.smtp import mail_server

MAILS = 60


@pytest.fixture
def server(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_TIMEOUT = 0.2
    with mail_server() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server


def send_until_empty(rounds: int = 5) -> None:
    """Send round after round, each as if the gap before it had passed."""
    for _ in range(rounds):
        QueuedMail.objects.waiting().update(due_at=timezone.now(), claimed_until=None)
        send_due()


def expected(queued) -> dict[tuple[str, str], int]:
    return {(f"guest{mail.about}@example.org", mail.message_id): 1 for mail in queued}


@pytest.mark.parametrize(
    ("mode", "done", "fault"),
    [
        ("refuse", {"put off": 3}, "The mail server did not take it (550)."),
        ("defer", {"put off": 3}, "The mail server did not take it (451)."),
        ("hang", {"put off": 1}, "The mail server did not answer in time."),
        ("drop", {"put off": 1}, "The mail server could not be reached, or broke off (SMTPServerDisconnected)."),
    ],
)
def test_after_a_fault_everybody_gets_their_mail(example, server, mode, done, fault):
    queued = example.queue(1, 2, 3)
    server.mode = mode
    started = time.monotonic()
    assert send_due() == done
    assert time.monotonic() - started < 2
    assert QueuedMail.objects.exclude(fault="").first().fault == fault
    server.mode = "accept"
    send_until_empty()
    copies = server.copies()
    assert copies.keys() == expected(queued).keys()
    assert copies.total() == 3 + (mode == "drop")  # its answer was lost: one copy more, with the same Message-ID
    assert QueuedMail.objects.filter(state="sent").count() == 3


def test_a_server_that_is_not_there_costs_no_mail(example, server, settings):
    queued = example.queue(1)
    settings.EMAIL_PORT = 9  # nobody listens there
    assert send_due() == {"put off": 1}
    settings.EMAIL_PORT = server.port
    send_until_empty()
    assert server.copies() == expected(queued)


def test_a_round_uses_one_connection(example, server, monkeypatch):
    met = []
    monkeypatch.setattr(server, "verify_request", lambda request, address: bool(met.append(address)) or True)
    example.queue(1, 2, 3)
    assert send_due() == {"sent": 3}
    assert len(met) == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_senders_at_once_one_is_killed_and_nothing_is_lost_or_doubled(tmp_path):
    """Real processes: what the killed one had in hand is sent once its claim ends, with the same Message-ID; nothing else goes twice."""
    queued = [queue(kind="people.password_reset", about=UserFactory().pk) for _ in range(MAILS)]
    with mail_server(pause=0.01) as server, own_database(tmp_path) as database, worker(server, database) as killed:
        with worker(server, database) as other:
            wait_until(lambda: len(server.received) >= 20)
            killed.kill()
            wait_until(lambda: database.states()["waiting"] <= 1)
            in_hand = {message_id for (message_id,) in database.execute("SELECT message_id FROM mail_queuedmail WHERE state = 'waiting'")}
            database.execute("UPDATE mail_queuedmail SET claimed_until = NULL")  # five minutes later
            wait_until(lambda: database.states() == {"sent": MAILS})
            other.terminate()
            assert other.wait(5) == 0
        copies = Counter(str(mail["Message-ID"]) for mail in server.received)
        assert copies.keys() == {mail.message_id for mail in queued}
        assert {message_id for message_id, count in copies.items() if count > 1} <= in_hand
        assert copies.total() <= MAILS + 1


@contextmanager
def worker(server, database):
    """`run_due_work --loop` as the site in service runs it."""
    settings = {
        "DJANGO_SETTINGS_MODULE": "citysafe.settings",
        "ENV_FILE": os.devnull,
        "DATABASE_URL": database.url,
        "EMAIL_URL": server.url,
    }
    process = subprocess.Popen(
        [sys.executable, "manage.py", "run_due_work", "--loop"], env=os.environ | settings, stdout=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_until(is_so, seconds: float = 30) -> None:
    too_late = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < too_late
        time.sleep(0.01)
