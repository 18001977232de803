"""Which reminders have gone out."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from plan.models.action import Action


class Reminder(models.Model):
    """That the lead partner of an action was reminded of one due date: before it, after it, and once more."""

    class Which(models.TextChoices):
        BEFORE = "before", "Before it is due"
        AFTER = "after", "After it was due"
        LATER = "later", "Once more"

    action = models.ForeignKey(
        Action, on_delete=models.CASCADE, editable=False, related_name="reminders", help_text="The action that a report is due on."
    )
    due_on = models.DateField(editable=False, help_text="When the report was due at that time.")
    which = models.CharField(max_length=6, choices=Which, editable=False, help_text="Which of the reminders.")
    sent_at = models.DateTimeField(default=timezone.now, editable=False, help_text="When it was queued.")

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "due_on", "which"],
                name="plan_reminder_once",
                violation_error_message="This reminder was sent already.",
            ),
            models.CheckConstraint(name="plan_reminder_which_is_known", condition=Q(which__in=["before", "after", "later"])),
        ]

    def __str__(self) -> str:
        return f"{self.action.reference}: {self.get_which_display()}"
