"""Who sees to the door of a meeting."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from citysafe.people.models import User
from forum.models.event import Event


class DoorDutyQuerySet(models.QuerySet["DoorDuty"]):
    def of(self, user: User) -> Self:
        """Those of this person that are not over; none where the account is closed."""
        return self.filter(user=user, user__is_active=True, event__held_on__gte=timezone.localdate())

    def over(self) -> Self:
        """From the day after the meeting."""
        return self.filter(event__held_on__lt=timezone.localdate())


class DoorDuty(models.Model):
    """A person marks at the door of one meeting who arrives. It ends by itself the day after the meeting."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="door_duties", help_text="The meeting whose door it is.")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="door_duties",
        verbose_name="person",
        help_text="Who sees to the door.",
    )
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        help_text="Who let the person in.",
    )
    given_at = models.DateTimeField(default=timezone.now, editable=False, help_text="When the person was let in.")

    objects = DoorDutyQuerySet.as_manager()

    class Meta:
        verbose_name = "duty at the door"
        verbose_name_plural = "duties at the door"
        ordering = ["event", "user__full_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "user"],
                name="forum_door_duty_once",
                violation_error_message="This person sees to the door of this meeting already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user.history_name} at the door of {self.event}"
