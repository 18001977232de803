"""When what is known about people was last erased because its time was over: how much that was, and nothing about anybody."""

from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import Exists, Max, Q
from django.utils import timezone

from citysafe.people.models import User

LATE = timedelta(hours=26)


class PurgeRecordQuerySet(models.QuerySet["PurgeRecord"]):
    def whole(self) -> Self:
        """Those of days on which all that was over went. A clock that was ahead once has made none of them."""
        return self.filter(at__lte=timezone.now())

    def late(self) -> Self:
        """The latest, where it is so long ago that a day was missed; none while all is well."""
        latest = PurgeRecord.objects.whole().aggregate(at=Max("at"))["at"]
        return self.filter(at=latest) if latest and latest <= timezone.now() - LATE else self.none()


def has_never_run() -> bool:
    """Whether no whole purge is on record though one should be: somebody has had an account for longer than a day."""
    joined_before = User.objects.filter(joined_at__lte=timezone.now() - LATE)
    return joined_before.exclude(Exists(PurgeRecord.objects.whole())).exists()


class PurgeRecord(models.Model):
    """One day's purge of personal data: when, and how much of each kind went. It says nothing about people."""

    day = models.DateField(unique=True, help_text="The day it was done for.")
    at = models.DateTimeField(
        "last purged",
        null=True,
        blank=True,
        help_text="When anything was last looked for that day; empty where not all of it could be erased.",
    )
    counts = models.JSONField(default=dict, blank=True, help_text="How much went, by kind.")

    objects = PurgeRecordQuerySet.as_manager()

    class Meta:
        verbose_name = "purge"
        ordering = ["-day"]
        constraints = [
            models.CheckConstraint(
                name="privacy_purge_record_has_a_day",
                condition=Q(day__gte="2020-01-01"),
                violation_error_message="A purge has a day of its own.",
            ),
        ]

    def __str__(self) -> str:
        return f"purge of {self.day:%d %B %Y}"

    @property
    def is_long_ago(self) -> bool:
        """Whether a whole day has gone by since: public pages are made anew at midnight, so that days count there."""
        return self.day < timezone.localdate() - timedelta(days=1)
