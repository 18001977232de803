"""Queueing mail and sending what is due.

Nothing is lost: a mail is waiting until its sending is stored. Whoever dies between the two leaves a claim that ends by itself,
and at most one extra copy with the same Message-ID.
"""

import logging
import traceback
from collections import Counter
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from citysafe.mail import kinds
from citysafe.mail.letters import UnusableAddressError, message
from citysafe.mail.models import QueuedMail, end_of_patience
from citysafe.mail.sending import Post, RefusedError, UnreachableError
from citysafe.work import tasks

CLAIM = timedelta(minutes=5)
GAPS = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 120, 240, 480)]
MOST = 100  # in one round, so that other due work gets its turn
OUTCOMES = {"sent": "sent", "put off": "to be tried again", "failed": "given up", "unneeded": "no longer needed"}
State = QueuedMail.State
logger = logging.getLogger(__name__)


@transaction.atomic
def queue(*, kind: str, about: int) -> QueuedMail:
    """Store a mail in the caller's transaction; it goes out once that is committed. An unknown kind raises `UnknownKindError`.

    Where the same mail waits and was never tried, that one is enough: it is written when it is sent. One that was tried may
    have arrived after all, and a mail with the same Message-ID and other words could be taken for its copy.
    """
    return _never_tried(kind).filter(about=about).select_for_update().first() or QueuedMail.objects.create(kind=kind, about=about)


@transaction.atomic
def queue_each(*, kind: str, about: Collection[int]) -> None:
    """The same for each of several, in two queries."""
    enough = {*_never_tried(kind).filter(about__in=about).select_for_update().values_list("about", flat=True)}
    QueuedMail.objects.bulk_create(QueuedMail(kind=kind, about=number) for number in about if number not in enough)


def _never_tried(kind: str) -> QuerySet[QueuedMail]:
    return QueuedMail.objects.waiting().filter(kind=kinds.kind(kind).name, attempts=0, fault="")


def run() -> str:
    """Send what is due; one sentence of how many were sent, put off, given up."""
    done = send_due()
    return ", ".join(f"{done[outcome]} {words}" for outcome, words in OUTCOMES.items() if done[outcome])


def send_due(*, most: int = MOST) -> Counter[str]:
    """Send up to `most` mails that are due, and return how many came to which outcome.

    Ends early when the server is silent or gone, or the process is asked to end. Never call it in a transaction.
    """
    done: Counter[str] = Counter()
    with Post() as post:
        while done.total() < most and not tasks.ending.is_set():
            mail = _claim()
            if mail is None:
                break
            try:
                done[_send(mail, post)] += 1
            except UnreachableError as silence:
                done[_put_off(mail, str(silence))] += 1
                break
    return done


def send_again(*, mail: QueuedMail, by: Any) -> bool:
    """Try a waiting or failed mail again at once, and for another three days; False where it is sent, or being sent."""
    mine = QueuedMail.objects.unclaimed().filter(pk=mail.pk, state__in=[State.WAITING, State.FAILED])
    renewed = {"due_at": timezone.now(), "given_up_at": end_of_patience(), "attempts": 0, "claimed_until": None, "finished_at": None}
    is_done = bool(mine.update(state=State.WAITING, **renewed))
    if is_done:
        logger.info("Mail %s is sent again, as account %s wishes.", mail.pk, by.pk)
    return is_done


def _claim() -> QueuedMail | None:
    """The mail that is due for longest, ours for as long as a claim lasts; None when nothing is due."""
    while mail := QueuedMail.objects.due().order_by("due_at", "pk").first():
        until = timezone.now() + CLAIM
        if QueuedMail.objects.due().filter(pk=mail.pk).update(claimed_until=until, attempts=F("attempts") + 1):
            mail.claimed_until = until
            mail.attempts += 1
            return mail
    return None


def _send(mail: QueuedMail, post: Post) -> str:
    """Write one mail and hand it over; the outcome, stored."""
    try:
        letter = kinds.kind(mail.kind).write(mail.about)
        if letter is None:
            return _finish(mail, State.UNNEEDED)
        post.send(message(letter, mail.message_id))
    except UnreachableError:
        raise
    except UnusableAddressError:
        return _finish(mail, State.FAILED, fault="No mail can go to this address.")
    except RefusedError as answer:
        return _put_off(mail, str(answer))
    except Exception as error:  # noqa: BLE001 (whatever it is; its words may hold an address)
        logger.error("Mail %s could not be written: %s", mail.pk, _where(error))
        return _put_off(mail, f"It could not be written ({type(error).__name__}).")
    return _finish(mail, State.SENT)


def _where(error: Exception) -> str:
    """Its kind and the line it came from, without its words."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {last.name}, {last.filename}:{last.lineno}"


def _finish(mail: QueuedMail, state: str, *, fault: str = "") -> str:
    QueuedMail.objects.waiting().filter(pk=mail.pk).update(state=state, fault=fault, finished_at=timezone.now(), claimed_until=None)
    return state


def _put_off(mail: QueuedMail, fault: str) -> str:
    """Try it again later, or give it up when its time is over; not where the claim has passed to somebody else."""
    now = timezone.now()
    mine = QueuedMail.objects.waiting().filter(pk=mail.pk, claimed_until=mail.claimed_until)
    if now >= mail.given_up_at:
        mine.update(state=State.FAILED, fault=fault, finished_at=now, claimed_until=None)
        return "failed"
    mine.update(due_at=_next_try(mail, now), fault=fault, claimed_until=None)
    return "put off"


def _next_try(mail: QueuedMail, now: datetime) -> datetime:
    """Later each time, the last time at the end of our patience."""
    gap = GAPS[min(mail.attempts, len(GAPS)) - 1]
    return min(now + gap, mail.given_up_at)
