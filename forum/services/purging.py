"""From when the time of what is known about people runs. How long it is kept stands in the registry of personal data."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from citysafe.people.personal_data import IDENTITY, LEFT, NEEDS, THREE_DAYS, UNANSWERED, UNCONFIRMED
from citysafe.privacy.purging import Own, Purge
from citysafe.publishing.stamps import LATEST
from forum.models import RepeatedSubmission
from forum.services import organisations
from forum.services.answering import purge_answers
from forum.services.feedback import forget_words
from forum.services.reducing import reduce_what_stays

NEEDS_KEPT, IDENTITY_KEPT = NEEDS.after, IDENTITY.after
ANSWERS_KEPT = timedelta(seconds=LATEST)


def _forget_counts() -> int:
    """Nothing that a record would count: only how many of an organisation came, of meetings nobody of which is known any more."""
    organisations.forget(timezone.localdate() - IDENTITY_KEPT)
    return 0


PURGES = (
    Purge("forum.Needs", NEEDS, since="registration__event__held_on", title="people’s needs"),
    Own("answers to questions", purge_answers),
    Own("answers on how a meeting was", forget_words),
    Purge("forum.Registration", IDENTITY, since="event__held_on", title="people’s details", ends=True),
    Purge(
        "forum.Registration",
        IDENTITY,
        since="registered_at",
        title="registrations that nobody confirmed",
        ends=True,
        sooner=UNCONFIRMED,
        only=Q(is_unconfirmed=True) & ~Q(state="awaiting_confirmation"),
    ),
    Purge("forum.WorkshopSeat", IDENTITY, since="workshop__event__held_on", title="choices of workshops"),
    Own("what stays of registrations", reduce_what_stays),
    Own("places counted by organisation", _forget_counts),
    Purge("forum.Registration", UNCONFIRMED, since="new_email_asked_at", title="unconfirmed addresses"),
    Purge("forum.Registration", THREE_DAYS, since="address_moved_at", title="addresses that were changed"),
    Purge("forum.HandOver", UNANSWERED, since="asked_at", title="invitations to take over", whole=True),
    Purge(
        "forum.Subscriber",
        LEFT,
        since="asked_at",
        title="addresses for announcements that nobody confirmed",
        ends=True,
        whole=True,
        sooner=UNCONFIRMED,
        only=Q(confirmed_at=None),
    ),
    Purge("forum.Subscriber", LEFT, since="last_written_at", title="addresses for announcements", ends=True, whole=True),
    Purge("forum.LostLink", THREE_DAYS, since="asked_at", title="requests for a lost link"),
)


def forget_answers() -> str:
    """Delete what was answered to forms that nobody can send again; nothing to say about it."""
    RepeatedSubmission.objects.filter(sent_at__lte=timezone.now() - ANSWERS_KEPT).delete()
    return ""
