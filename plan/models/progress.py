"""How far an action has got: its milestones and what was reported."""

from typing import Any

from django.db import models
from django.utils import timezone

from citysafe.publishing.models import Publishable, PublishableQuerySet
from plan import dates
from plan.models.action import Action
from plan.models.moments import PRECISION_HELP, DatePrecision, settle
from plan.models.organisation import Organisation


class ProgressUpdateQuerySet(PublishableQuerySet):
    within = ("action", "action__priority", "action__priority__plan")


class Milestone(models.Model):
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="milestones", help_text="The action it belongs to.")
    title = models.CharField(max_length=160, help_text="What will have been reached.")
    due_on = models.DateField("due", help_text="When it should be reached.")
    due_precision = models.CharField(max_length=7, choices=DatePrecision, default=DatePrecision.MONTH, help_text=PRECISION_HELP)
    reached_on = models.DateField("reached", null=True, blank=True, help_text="The day it was reached. Empty: not yet.")
    expected_on = models.DateField("now expected", null=True, blank=True, help_text="If it is late: when it is now expected.")
    reason = models.CharField("reason for delay", max_length=300, blank=True, help_text="Public. If it is late: why.")

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="plan_milestone_expected_after_due",
                condition=models.Q(expected_on__isnull=True) | models.Q(expected_on__gt=models.F("due_on")),
                violation_error_message="The new date lies before the one it replaces.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, **options: Any) -> None:
        self.settle_dates()
        super().save(**options)

    def settle_dates(self) -> None:
        settle(self, "due_on", "due_precision", dates.last_day)

    @property
    def is_late(self) -> bool:
        return self.reached_on is None and dates.last_day(self.due_on, self.due_precision) < timezone.localdate()

    @property
    def is_late_again(self) -> bool:
        """The day that replaced the first one has passed too."""
        return self.is_late and self.expected_on is not None and self.expected_on < timezone.localdate()

    @property
    def due_words(self) -> str:
        return dates.due_words(self.due_on, self.due_precision)


class ProgressUpdate(Publishable):
    """What the lead partner reported at one time."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="updates", help_text="The action it reports on.")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="updates", help_text="Who reports."
    )
    reported_on = models.DateField(help_text="The day of the report.")
    title = models.CharField(max_length=120, help_text="What happened, in a few words.")
    words = models.TextField(help_text="What happened, in plain words, in Markdown.")

    objects = ProgressUpdateQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Publishable.Meta):
        verbose_name = "progress note"
        ordering = ["-reported_on", "-pk"]

    def __str__(self) -> str:
        return self.title
