"""A file of a plan that came back, from its upload until it is applied or thrown away."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from plan.models.plan import Plan


class PlanImport(models.Model):
    class Kind(models.TextChoices):
        ACTIONS = "actions", "Actions"
        MILESTONES = "milestones", "Milestones"
        NOTES = "progress-notes", "Progress notes"

    class State(models.TextChoices):
        WAITING = "waiting", "To be looked at"
        APPLIED = "applied", "Applied"
        DISCARDED = "discarded", "Thrown away"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="imports", editable=False, help_text="The plan it is about.")
    kind = models.CharField("file", max_length=14, choices=Kind, editable=False, help_text="Which of the plan's files it is.")
    file_name = models.CharField(max_length=200, editable=False, help_text="What the sender called it.")
    content = models.BinaryField(editable=False, help_text="The file as it came. It is forgotten once it was applied or thrown away.")
    state = models.CharField(max_length=9, choices=State, default=State.WAITING, editable=False, help_text="How far it has got.")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+", help_text="Who uploaded it."
    )
    uploaded_at = models.DateTimeField(default=timezone.now, editable=False, help_text="When it was uploaded.")
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+", help_text="Who applied it."
    )
    applied_at = models.DateTimeField(null=True, editable=False, help_text="When it was applied.")
    outcome = models.CharField(max_length=120, blank=True, editable=False, help_text="What applying it did, in numbers.")

    class Meta:
        verbose_name = "import of a plan"
        verbose_name_plural = "imports of plans"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="plan_planimport_state_is_known", condition=models.Q(state__in=["waiting", "applied", "discarded"])
            ),
            models.CheckConstraint(
                name="plan_planimport_kind_is_known", condition=models.Q(kind__in=["actions", "milestones", "progress-notes"])
            ),
            models.CheckConstraint(
                name="plan_planimport_applied_has_a_moment",
                condition=~models.Q(state="applied") | models.Q(applied_at__isnull=False),
                violation_error_message="What was applied was applied at some moment.",
            ),
        ]

    def __str__(self) -> str:
        return f"Import {self.pk}: {self.get_kind_display().lower()}"
