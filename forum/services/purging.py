"""Erasing what is known about people once their time is over. What stays is how many there were."""

from datetime import timedelta

from django.utils import timezone

from forum.models import Needs, Registration

NEEDS_KEPT, IDENTITY_KEPT = timedelta(days=7), timedelta(days=30)
IDENTITY = ("full_name", "email", "email_key", "new_email", "organisation", "other_organisation", "role")


def purge() -> str:
    """Erase needs 7 days after a meeting and everything else about a person 30 days after it; one sentence of how much that was."""
    today = timezone.localdate()
    needs, _ = Needs.objects.filter(registration__event__held_on__lte=today - NEEDS_KEPT).delete()
    over = Registration.objects.filter(event__held_on__lte=today - IDENTITY_KEPT, email__isnull=False)
    people = over.update(**dict.fromkeys(IDENTITY))
    return f"{needs} people's needs and {people} people's details erased" if needs or people else ""
