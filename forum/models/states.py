"""How a registration can stand, and what goes with each state."""

from django.db import models
from django.db.models import Q


class State(models.TextChoices):
    AWAITING_CONFIRMATION = "awaiting_confirmation", "Awaiting confirmation"
    AWAITING_APPROVAL = "awaiting_approval", "Awaiting approval"
    CONFIRMED = "confirmed", "Confirmed"
    WAITING = "waiting", "Waiting"
    OFFERED = "offered", "Place offered"
    DECLINED = "declined", "Declined"
    CANCELLED = "cancelled", "Cancelled"
    EXPIRED = "expired", "Expired"
    ATTENDED = "attended", "Attended"
    DID_NOT_ATTEND = "did_not_attend", "Did not attend"


ENDED = ("declined", "cancelled", "expired")
WITH_A_PLACE = ("confirmed", "offered", "attended", "did_not_attend")
WITHOUT_A_PLACE = ("awaiting_approval", "waiting", *ENDED)
TO_COME = ("awaiting_confirmation", "awaiting_approval", "confirmed", "waiting", "offered")
"""Live, before the meeting."""
ASKED = ("awaiting_confirmation", "offered")
"""Where something is asked of the person until a moment: to confirm the address, or to take the place."""

FIRST = ("confirmed", "waiting", "awaiting_approval")
"""What a newcomer can be told."""

OF_STATES = [
    models.CheckConstraint(name="forum_registration_first_state_is_known", condition=Q(first_state__in=FIRST)),
    models.CheckConstraint(
        name="forum_registration_has_a_place_by_its_state",
        condition=Q(state__in=WITH_A_PLACE, has_place=True)
        | Q(state__in=WITHOUT_A_PLACE, has_place=False)
        | Q(state="awaiting_confirmation"),
        violation_error_message="A place is kept for some states and not for others.",
    ),
    models.CheckConstraint(
        name="forum_registration_what_is_asked_ends",
        condition=~Q(state__in=ASKED) | Q(is_held=True) | Q(expires_at__isnull=False),
        violation_error_message="What somebody is asked by mail ends at a moment.",
    ),
    models.CheckConstraint(
        name="forum_registration_unconfirmed_by_its_state",
        condition=Q(state="awaiting_confirmation", is_unconfirmed=True)
        | Q(state__in=ENDED)
        | (Q(is_unconfirmed=False) & ~Q(state="awaiting_confirmation")),
        violation_error_message="Whoever awaits confirmation is unconfirmed, and nobody else who is registered.",
    ),
    models.CheckConstraint(
        name="forum_registration_only_what_is_asked_ends",
        condition=Q(expires_at__isnull=True) | Q(state__in=ASKED),
        violation_error_message="Only an unconfirmed registration or an offer ends at a moment.",
    ),
    models.CheckConstraint(
        name="forum_registration_only_who_attended_has_arrived",
        condition=Q(arrived_at__isnull=True) | Q(state="attended"),
        violation_error_message="Only somebody who attended has arrived.",
    ),
]
