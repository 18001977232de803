"""Erasing what is known about people once their time is over. What stays is how many there were."""

from datetime import timedelta

from django.utils import timezone

from citysafe.publishing.stamps import LATEST
from forum.models import HandOver, LostLink, Needs, Registration, RepeatedSubmission
from forum.services import organisations
from forum.services.answering import purge_answers
from forum.services.feedback import forget_words
from forum.services.lost_links import LOST_LINKS_KEPT

NEEDS_KEPT, IDENTITY_KEPT = timedelta(days=7), timedelta(days=30)
UNCONFIRMED_KEPT, ANSWERS_KEPT = timedelta(hours=48), timedelta(seconds=LATEST)
IDENTITY = (
    "full_name",
    "email",
    "email_key",
    "new_email",
    "new_email_asked_at",
    "organisation",
    "other_organisation",
    "role",
    "reason_told",
    "counted_in",
)


def purge() -> str:
    """Erase needs 7 days after a meeting, everything else about a person 30 days after it, what nobody confirmed after 48 hours; one sentence of how much that was."""
    today = timezone.localdate()
    needs, _ = Needs.objects.filter(registration__event__held_on__lte=today - NEEDS_KEPT).delete()
    over = Registration.objects.filter(event__held_on__lte=today - IDENTITY_KEPT, email__isnull=False)
    people = over.update(**dict.fromkeys(IDENTITY))
    now = timezone.now()
    never_confirmed = Registration.objects.filter(is_unconfirmed=True, email__isnull=False, registered_at__lte=now - UNCONFIRMED_KEPT)
    people += never_confirmed.exclude(state="awaiting_confirmation").update(**dict.fromkeys(IDENTITY))
    unconfirmed = Registration.objects.filter(new_email_asked_at__lte=now - UNCONFIRMED_KEPT)
    addresses = unconfirmed.update(new_email=None, new_email_asked_at=None)
    organisations.forget(today - IDENTITY_KEPT)
    RepeatedSubmission.objects.filter(sent_at__lte=now - ANSWERS_KEPT).delete()
    HandOver.objects.filter(asked_at__lte=now - HandOver.GOOD_FOR).delete()
    LostLink.objects.filter(asked_at__lte=now - LOST_LINKS_KEPT).delete()
    counts = {
        "people's needs": needs,
        "answers to questions": purge_answers(),
        "people's details": people,
        "answers on how a meeting was": forget_words(),
        "addresses that nobody confirmed": addresses,
    }
    erased = [f"{count} {what}" for what, count in counts.items() if count]
    return f"{' and '.join(erased)} erased" if erased else ""
