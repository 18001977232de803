"""Private links that somebody has lost."""

from django.db import models
from django.utils import timezone

from forum.models.event import Event
from forum.models.registration import Registration


class LostLink(models.Model):
    """Somebody asked to have a private link sent again, for an address that is registered or not."""

    key = models.UUIDField(editable=False, help_text="Belongs to the form that was sent: sent again, it is the same asking.")
    address = models.CharField(
        max_length=64, editable=False, db_index=True, help_text="A keyed fingerprint of the address it was asked for."
    )
    registration = models.ForeignKey(
        Registration,
        null=True,
        editable=False,
        on_delete=models.CASCADE,
        related_name="lost_links",
        help_text="The newest registration of that address. Empty where there is none.",
    )
    event = models.ForeignKey(
        Event,
        null=True,
        editable=False,
        on_delete=models.CASCADE,
        related_name="lost_links",
        help_text="The meeting it was asked for. Empty for all of them.",
    )
    asked_at = models.DateTimeField(default=timezone.now, editable=False, help_text="When it was asked for.")

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["key"], name="forum_lost_link_asked_once", violation_error_message="This form was sent already."
            ),
        ]

    def __str__(self) -> str:
        return f"lost link {self.pk}"
