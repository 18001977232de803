"""How many came to a meeting: what is left of its people when nothing else is."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from forum.models.event import Event


class Turnout(models.Model):
    """How many had a place at a meeting that is over, how many came and how many did not: a record without people, for staff."""

    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="turnout", help_text="The meeting it is of.")
    had_a_place = models.PositiveIntegerField(editable=False, help_text="How many had a place when it was over.")
    came = models.PositiveIntegerField(null=True, editable=False, help_text="How many were marked as having come; empty where nobody was.")
    did_not_come = models.PositiveIntegerField(null=True, editable=False, help_text="How many had a place and were not marked.")
    counted_at = models.DateTimeField(default=timezone.now, editable=False, help_text="When it was counted.")

    class Meta:
        verbose_name_plural = "turnout"
        constraints = [
            models.CheckConstraint(
                name="forum_turnout_adds_up",
                condition=Q(came__isnull=True, did_not_come__isnull=True) | Q(had_a_place=F("came") + F("did_not_come")),
                violation_error_message="Whoever had a place came or did not.",
            ),
        ]

    def __str__(self) -> str:
        return f"Turnout of {self.event}"

    @property
    def words(self) -> str:
        if self.came is None:
            return f"{self.had_a_place:,} had a place. Nobody was marked as having come."
        return f"{self.had_a_place:,} had a place: {self.came:,} came, {self.did_not_come:,} did not."
