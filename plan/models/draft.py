"""A report that is not sent yet."""

from django.conf import settings
from django.db import models

from plan.models.action import Action
from plan.models.evidence import evidence_field


class ReportDraft(models.Model):
    """What somebody typed and has not sent yet, right or wrong. Nobody else reads it."""

    action = models.ForeignKey(
        Action, on_delete=models.CASCADE, editable=False, related_name="report_drafts", help_text="The action it is about."
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, editable=False, related_name="+", help_text="Who typed it, and alone reads it."
    )
    answers = models.JSONField(default=dict, editable=False, help_text="What was typed, box by box.")
    evidence = evidence_field("evidence", "The file that was chosen.")
    kept_at = models.DateTimeField(auto_now=True, help_text="When it was last kept.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["action", "by"],
                name="plan_report_draft_one_each",
                violation_error_message="There is a draft of this person on this action already.",
            ),
        ]

    def __str__(self) -> str:
        return f"Draft on {self.action.reference}"

    @property
    def changes(self) -> str:
        """The number of the report that it is to take the place of; empty where it is a new one."""
        return str(self.answers.get("changes") or "")
