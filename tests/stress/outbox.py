"""The outbox as a scenario sees it: emptied, hurried along, waited for."""

import time
from collections.abc import Callable

from django.utils import timezone

from citysafe.mail.models import QueuedMail
from tests.smtp import MailServer
from tests.stress.site import PATIENCE


def empty(server: MailServer) -> None:
    QueuedMail.objects.all().delete()
    server.received.clear()


def let_claims_end() -> None:
    """As if the five minutes of a claim had passed; only while nobody sends."""
    QueuedMail.objects.waiting().update(claimed_until=None)


def let_gaps_pass() -> None:
    """As if the time until the next try had passed, for what nobody has in hand."""
    QueuedMail.objects.waiting().unclaimed().update(due_at=timezone.now())


def wait_until_sent() -> None:
    """Until all of it is sent, however often a try was put off before."""

    def is_sent() -> bool:
        let_gaps_pass()
        return not QueuedMail.objects.waiting().exists()

    wait_until(is_sent, pause=0.5)
    assert not QueuedMail.objects.exclude(state="sent").exists()


def wait_until(is_so: Callable[[], bool], *, pause: float = 0.02) -> None:
    too_late = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < too_late, "It takes too long."
        time.sleep(pause)
