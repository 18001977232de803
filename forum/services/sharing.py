"""What attendees let each other know."""

from django.utils import timezone

from forum.models import Registration


def stop_sharing(*, registration: Registration) -> None:
    """From now on no other attendee sees the name: possible after the meeting too, for as long as the name is kept."""
    own = Registration.objects.filter(pk=registration.pk, link_version=registration.link_version)
    own.update(shares_name=False, changed_at=timezone.now())
