"""One mail to many: how far it has got."""

from typing import Self

from django.db import models
from django.db.models import Q

from forum.models.event import Event


class MailingQuerySet(models.QuerySet["Mailing"]):
    def unfinished(self) -> Self:
        return self.filter(finished_at=None)


class Mailing(models.Model):
    """A mail to everybody whom it concerns, queued in slices: `reached` says up to whom, in the transaction that queued it."""

    class Kind(models.TextChoices):
        CHANGED = "changed", "Moved or cancelled"
        REMINDER = "reminder", "Reminder"
        ANNOUNCED = "announced", "Announced"

    event = models.ForeignKey(Event, on_delete=models.CASCADE, editable=False, related_name="mailings", help_text="The meeting.")
    kind = models.CharField(max_length=12, choices=Kind, editable=False, help_text="Which mail.")
    moment = models.DateTimeField(editable=False, help_text="What it tells of happened then: whoever came later knows it already.")
    reached = models.PositiveBigIntegerField(default=0, editable=False, help_text="The number of the last one for whom it is queued.")
    finished_at = models.DateTimeField(null=True, editable=False, help_text="When it was queued for all, or was no longer needed.")

    objects = MailingQuerySet.as_manager()

    class Meta:
        ordering = ["moment", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "kind", "moment"], name="forum_mailing_once", violation_error_message="This mail is on its way already."
            ),
            models.CheckConstraint(name="forum_mailing_kind_is_known", condition=Q(kind__in=["changed", "reminder", "announced"])),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.event}"
