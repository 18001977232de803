"""How many can come to a meeting, in a row of its own: saving the meeting's words never touches the counts."""

from django.db import models
from django.db.models import F, Q

from forum.models.availability import Availability
from forum.models.event import Event


class Places(Availability, models.Model):
    """Changed by `forum.services.places` alone."""

    full_words = "Full: waiting list"

    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="places", help_text="The meeting they are for.")
    capacity = models.PositiveIntegerField("places", help_text="How many people can come.")
    taken = models.PositiveIntegerField(default=0, editable=False, help_text="Places that somebody has or is offered.")
    waiting = models.PositiveIntegerField(default=0, editable=False, help_text="How many are on the waiting list.")
    queue_is_over = models.BooleanField(
        default=False, editable=False, help_text="A place has come free since the meeting began or was cancelled: nobody is offered it."
    )

    class Meta:
        verbose_name = verbose_name_plural = "places"
        constraints = [
            models.CheckConstraint(
                name="forum_places_never_oversold",
                condition=Q(taken__lte=F("capacity")),
                violation_error_message="More places are taken than that.",
            ),
            models.CheckConstraint(
                name="forum_places_nobody_waits_beside_a_free_place",
                condition=Q(waiting=0) | Q(taken=F("capacity")) | Q(queue_is_over=True),
                violation_error_message="Somebody waits for a place that is free: offer it first.",
            ),
            models.CheckConstraint(
                name="forum_places_are_there", condition=Q(capacity__gte=1), violation_error_message="A meeting needs one place at least."
            ),
        ]

    def __str__(self) -> str:
        return f"Places of {self.event}"
