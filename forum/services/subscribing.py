"""Asking to be told when a forum is announced, agreeing to it by mail, and ending it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from citysafe.mail import services as mail
from citysafe.mail.models import QueuedMail
from citysafe.people import erased
from citysafe.people.personal_data import UNCONFIRMED
from citysafe.privacy import traces
from citysafe.privacy.overwriting import overwrite_what_is_gone
from forum.addresses import email_key
from forum.models import Subscriber
from forum.models.subscriber import NEWEST

KIND, MODEL = "forum.subscriber", "forum.Subscriber"
ASKED = "forum.subscribe"
MOST_MAILS = 3


@transaction.atomic(durable=True)
def subscribe(*, email: str) -> None:
    """Queue the mail with which the owner of the address agrees, or learns that they have agreed already.

    Any address is the same work, so that nobody learns which are there. One that was asked for too often gets nothing, nobody
    is told, and its time goes on: so somebody who never agreed is not written to without end, nor kept.
    """
    now = timezone.now()
    asked = [Subscriber(email=email, email_key=email_key(email), asked_at=now)]
    Subscriber.objects.bulk_create(asked, update_conflicts=True, unique_fields=["email_key"], update_fields=["email_key"])
    lately = QueuedMail.objects.filter(kind=ASKED, about=asked[0].pk, queued_at__gt=now - UNCONFIRMED.after)
    if lately.count() < MOST_MAILS:
        Subscriber.objects.filter(pk=asked[0].pk).update(asked_at=now)
        mail.queue(kind=ASKED, about=asked[0].pk)


@transaction.atomic(durable=True)
def agree(*, subscriber: Subscriber) -> None:
    """Its owner agrees to the words as they stand; done once."""
    now = timezone.now()
    there = Subscriber.objects.unconfirmed().filter(pk=subscriber.pk, link_version=subscriber.link_version)
    there.update(confirmed_at=now, words_version=NEWEST, last_written_at=now)


def unsubscribe(*, subscriber: Subscriber) -> bool:
    """Erase the address and the mail about it, for good; False where it is gone already.

    Its number is written down outside the database first, so that no backup brings it back. `OSError`: that cannot be done
    at this moment, and nothing was erased.
    """
    with transaction.atomic(durable=True):
        is_done = forget(subscriber)
    overwrite_what_is_gone()
    return is_done


def unsubscribe_again(number: int, at: datetime) -> bool:
    """After a restore: what has this number, if it was there at that moment."""
    there = Subscriber.objects.filter(pk=number, asked_at__lte=at).first()
    return there is not None and unsubscribe(subscriber=there)


def forget(subscriber: Subscriber) -> bool:
    """To be called in a transaction; False where it is gone already."""
    there = Subscriber.objects.select_for_update().filter(pk=subscriber.pk, link_version=subscriber.link_version).first()
    if there is None:
        return False
    erased.remember(KIND, there.pk)
    traces.forget(MODEL, [there.pk])
    there.delete()
    return True
