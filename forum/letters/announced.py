"""To whoever asked to be told: that a forum is announced, and before that whether they agree to be told."""

from typing import cast

from django.conf import settings
from django.db.models import Q

from citysafe.design import text
from citysafe.mail.letters import Letter, paragraphs
from citysafe.mail.models import PATIENCE
from citysafe.pages.models import Partnership
from forum import samples, subscriber_links
from forum.letters.writing import meeting
from forum.models import Event, Mailing, Registration, Subscriber
from forum.models.subscriber import CONSENT, NEWEST

KIND = "forum.announced"


def asked(about: int) -> Letter | None:
    """The link with which the owner agrees; where they have, the one with which they end it."""
    subscriber = Subscriber.objects.filter(pk=about).first()
    return _asked(subscriber) if subscriber else None


def announced(about: int) -> Letter | None:
    """What is to come, as it stands when this is written; None where nothing is, or the address has left."""
    subscriber = Subscriber.objects.confirmed().filter(pk=about).first()
    coming = _new_to(subscriber) if subscriber else []
    return _announced(cast(Subscriber, subscriber), coming) if coming else None


def _new_to(subscriber: Subscriber) -> list[Event]:
    """What has been announced since the mail before: one that is still being tried may not have arrived."""
    since = subscriber.last_written_at - PATIENCE
    of = Mailing.objects.filter(Q(finished_at=None) | Q(finished_at__gt=since), kind=Mailing.Kind.ANNOUNCED)
    return [*Event.objects.published().coming().filter(is_cancelled=False, pk__in=of.values("event"))]


def _asked(of: Subscriber) -> Letter:
    is_agreed = of.confirmed_at is not None
    return Letter(
        to=of.email,
        subject="You are told of each forum already" if is_agreed else "Do you want to be told of the next forum?",
        paragraphs=paragraphs("forum/mail/subscribe.txt", {"is_agreed": is_agreed, "consent": CONSENT[NEWEST]}),
        facts=_sender(),
        action=None if is_agreed else ("Confirm your address", subscriber_links.confirm_link(of)),
        leave=subscriber_links.leave_link(of),
    )


def _announced(to: Subscriber, coming: list[Event]) -> Letter:
    is_one = len(coming) == 1
    at = coming[0].get_absolute_url() if is_one else "/forum/"
    return Letter(
        to=to.email,
        subject=f"Announced: forum on {text.day(coming[0].held_on)}" if is_one else "Forums are announced",
        paragraphs=paragraphs("forum/mail/announced.txt", {"is_one": is_one}),
        facts=[*(fact for event in coming for fact in meeting(event)), *_sender()],
        action=("Read about it, and register" if is_one else "Read about them, and register", settings.SITE_URL + at),
        leave=subscriber_links.leave_link(to),
    )


def _sender() -> list[tuple[str, str]]:
    partnership = Partnership.objects.first()
    return [("Organised by", partnership.name)] if partnership else []


def sample_asked() -> Letter:
    return _asked(samples.subscriber())


def sample() -> Letter:
    return _announced(samples.subscriber(), [samples.registration(Registration.State.CONFIRMED).event])
