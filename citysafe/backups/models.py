"""Which backups were made, and how the last tries went."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

LATE = timedelta(hours=26)


class BackupQuerySet(models.QuerySet["Backup"]):
    def made(self) -> Self:
        return self.filter(made_at__isnull=False)

    def late(self) -> Self:
        """The newest one, where nightly backups are wanted and none was made for more than a day."""
        now = timezone.now()
        if not settings.BACKUP_FOLDER or Backup.objects.made().filter(made_at__gt=now - LATE, made_at__lte=now).exists():
            return self.none()
        return self.filter(pk__in=Backup.objects.order_by("-pk").values("pk")[:1])


class Backup(models.Model):
    """One backup: the night's, or one that somebody made by hand. The file itself lies outside, and is gone after 35 days."""

    night = models.DateField(null=True, blank=True, help_text="The night that it is of. Empty for one made by hand.")
    tried_at = models.DateTimeField("last try", default=timezone.now, help_text="When it was last begun.")
    made_at = models.DateTimeField("made", null=True, blank=True, help_text="When it was complete.")
    file_name = models.CharField("file", max_length=200, blank=True, help_text="The file’s name in the folder for backups.")
    size = models.PositiveBigIntegerField(null=True, blank=True, help_text="How large the file is, in bytes.")
    fault = models.CharField("last fault", max_length=300, blank=True, help_text="Why the last try failed.")

    objects = BackupQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["night"], name="backups_backup_once_a_night", violation_error_message="There is already a line for this night."
            ),
            models.CheckConstraint(
                name="backups_backup_made_has_a_file",
                condition=Q(made_at=None, file_name="", size=None) | (Q(made_at__isnull=False, size__isnull=False) & ~Q(file_name="")),
                violation_error_message="What was made has a file and a size; what was not has neither.",
            ),
        ]

    def __str__(self) -> str:
        return f"Backup of {self.night:%d %B %Y}" if self.night else f"Backup {self.pk}, made by hand"
