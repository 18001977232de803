"""Which weekly lists of exports have gone out."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.utils import timezone

from citysafe.history.models import Revision


class ExportDigest(models.Model):
    """That the data's owner is told who took personal data out of the site since the list before, up to the end of the week."""

    monday = models.DateField(editable=False, help_text="The Monday on which it was due: it tells of exports before that day.")
    queued_at = models.DateTimeField(default=timezone.now, editable=False, help_text="When it was queued.")

    class Meta:
        ordering = ["-monday"]
        constraints = [
            models.UniqueConstraint(
                fields=["monday"], name="forum_export_digest_once_a_week", violation_error_message="This week's list has gone out."
            ),
        ]

    def __str__(self) -> str:
        return f"Exports before {self.monday:%d %B %Y}"

    @property
    def exports(self) -> QuerySet[Revision]:
        """What it tells of, the earliest first: also of weeks that were missed."""
        before = ExportDigest.objects.filter(monday__lt=self.monday).values_list("monday", flat=True).first()
        found = Revision.objects.filter(kind=Revision.Kind.EXPORTED)
        since = found.filter(at__gte=_start(before)) if before else found
        return since.filter(at__lt=_start(self.monday)).select_related("by").order_by("at", "pk")


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=ZoneInfo(settings.TIME_ZONE))
