"""How each task of the due work went last."""

from typing import Self

from django.db import models


class TaskRunQuerySet(models.QuerySet):
    def faulty(self) -> Self:
        """Those that have not run to their end since they last went wrong."""
        return self.filter(faulted_at__isnull=False).exclude(ran_at__gt=models.F("faulted_at"))


class TaskRun(models.Model):
    """When a task last ran, and its last fault. A task that runs every few seconds is noted once a minute."""

    name = models.CharField(max_length=60, help_text="The task's name.")
    ran_at = models.DateTimeField("last run", help_text="When it last ran to its end, to the minute.", null=True, blank=True)
    fault = models.CharField("last fault", max_length=200, blank=True, help_text="What last went wrong, in short.")
    faulted_at = models.DateTimeField("went wrong", help_text="When it last went wrong.", null=True, blank=True)

    objects = TaskRunQuerySet.as_manager()

    class Meta:
        verbose_name = "task"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"], name="work_task_run_once", violation_error_message="There is already a line for this task."
            ),
        ]

    def __str__(self) -> str:
        return self.name
