"""Who helps with an action."""

from django.db import models

from plan.models.action import Action
from plan.models.organisation import Organisation


class Support(models.Model):
    """An organisation that helps with an action, and how."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="supports", help_text="The action it helps with.")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="supports", help_text="Who helps.")
    role = models.CharField(max_length=160, blank=True, help_text="How it helps, in a few words.")

    class Meta:
        verbose_name = "supporting partner"
        ordering = ["organisation__position", "organisation__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "organisation"], name="plan_support_once", violation_error_message="This organisation is already listed."
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)
