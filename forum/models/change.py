"""What staff changed of a meeting after it was announced: the day, the time, the place, or that it is held at all."""

from django.db import models
from django.utils import timezone

from forum.models.event import Event


class EventChange(models.Model):
    """How a meeting stood before one change of it, and what pages say of the change. It is made by `forum.services` alone."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, editable=False, related_name="changes", help_text="The meeting.")
    saved_at = models.DateTimeField(default=timezone.now, editable=False, help_text="When it was changed.")
    held_on = models.DateField("day", editable=False, help_text="The day before the change.")
    starts = models.TimeField(null=True, editable=False, help_text="When it was to start.")
    ends = models.TimeField(null=True, editable=False, help_text="When it was to end.")
    venue = models.CharField(max_length=120, editable=False, help_text="The building before the change.")
    address = models.CharField(max_length=200, editable=False, help_text="Its street and postcode.")
    is_cancelled = models.BooleanField("cancelled", editable=False, help_text="Whether it was cancelled before the change.")
    words = models.CharField(max_length=1000, editable=False, help_text="What pages say of it.")
    note = models.CharField(max_length=300, editable=False, help_text="A sentence of the organisers for the letter.")

    class Meta:
        ordering = ["saved_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="forum_event_change_says_what",
                condition=~models.Q(words=""),
                violation_error_message="A change that changes nothing is none.",
            ),
        ]

    def __str__(self) -> str:
        return f"Change of {self.event}"
