"""Whether what is counted is what there is. Nothing is put right in silence: staff see it, and the log says so."""

import logging
from datetime import date

from django.db.models import Count, F, Q
from django.utils import timezone

from citysafe.design.text import counted
from citysafe.people.personal_data import IDENTITY
from forum.models import Event, OrganisationPlaces, Workshop

logger = logging.getLogger(__name__)
_checked: dict[str, date] = {}


def check_counts() -> str:
    """Compare the counters with the registrations once a day, from midnight on; one sentence of what differs."""
    today = timezone.localdate()
    if _checked.get("on") == today:
        return ""
    _checked["on"] = today
    events = [*Event.objects.miscounted().values_list("pk", flat=True)]
    seats = Count("seats", filter=Q(seats__is_kept=True))
    known = Workshop.objects.filter(event__held_on__gt=today - IDENTITY.after)  # afterwards the number alone is left
    workshops = [*known.annotate(kept=seats).exclude(taken=F("kept")).values_list("pk", flat=True)]
    registered = OrganisationPlaces.objects.annotate(there=Count("registrations"))
    organisations = [*registered.exclude(taken=F("there")).values_list("pk", flat=True)]
    if not events and not workshops and not organisations:
        return ""
    logger.error("Places are counted wrong. Forums: %s. Workshops: %s. Organisations: %s.", events, workshops, organisations)
    forums, others = counted(len(events), "forum", "forums"), counted(len(workshops), "workshop", "workshops")
    return f"the places of {forums}, {others} and {counted(len(organisations), 'organisation', 'organisations')} are counted wrong"
