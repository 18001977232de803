"""What was told to whoever sent a form."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from forum.models.registration import Registration
from forum.models.states import FIRST


class RepeatedSubmission(models.Model):
    """A form that was sent, whether or not its address was registered already: whoever sends it again is told the same."""

    key = models.UUIDField(unique=True, help_text="Belongs to the form as it was sent.")
    told = models.CharField(max_length=24, choices=Registration.State, help_text="What a newcomer would have been told.")
    sent_at = models.DateTimeField(default=timezone.now, help_text="When it was sent. It is forgotten once the form is too old to be sent.")

    class Meta:
        constraints = [models.CheckConstraint(name="forum_repeated_submission_told_is_known", condition=Q(told__in=FIRST))]

    def __str__(self) -> str:
        return str(self.key)
