"""What somebody needs at a meeting, apart from who they are: fewer people read it, and it is sooner gone."""

from django.db import models
from django.db.models import Q

from forum.models.registration import Registration

KINDS_OF_NEED = ("access", "dietary", "communication")


class Needs(models.Model):
    """What somebody needs at the meeting: fewer people read it, and it is erased earlier."""

    registration = models.OneToOneField(Registration, on_delete=models.CASCADE, related_name="needs", help_text="Whose needs they are.")
    access = models.CharField(
        "access needs", max_length=500, blank=True, help_text="For example a step-free way in, or a seat near the front."
    )
    dietary = models.CharField("dietary needs", max_length=500, blank=True, help_text="For example food that the person cannot eat.")
    communication = models.CharField(
        "communication needs", max_length=500, blank=True, help_text="For example an interpreter, large print or a hearing loop."
    )

    class Meta:
        verbose_name = verbose_name_plural = "needs"
        constraints = [
            models.CheckConstraint(
                name="forum_needs_say_something",
                condition=~Q(access="", dietary="", communication=""),
                violation_error_message="No needs at all are no record.",
            ),
        ]

    def __str__(self) -> str:
        return f"Needs of {self.registration}"
