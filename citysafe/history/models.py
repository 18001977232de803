"""Who changed what, from, to, when and why."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone


class RevisionQuerySet(models.QuerySet):
    def of(self, thing: models.Model) -> "RevisionQuerySet":
        return self.filter(content_type=ContentType.objects.get_for_model(type(thing)), object_id=thing.pk)

    def public(self) -> "RevisionQuerySet":
        """Changes that staff described for the public, newest first."""
        return self.exclude(public_note="").filter(at__lte=timezone.now()).order_by("-at", "-pk")


class Revision(models.Model):
    """One act of saving: the fields that changed hang on it."""

    class Kind(models.TextChoices):
        CREATED = "created", "Created"
        CHANGED = "changed", "Changed"
        DELETED = "deleted", "Deleted"
        EXPORTED = "exported", "Exported"

    at = models.DateTimeField(default=timezone.now, db_index=True, help_text="When it happened.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who did it. Empty for what the site did itself.",
    )
    kind = models.CharField(max_length=10, choices=Kind, help_text="What was done.")
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, help_text="What kind of thing was changed.")
    object_id = models.PositiveBigIntegerField(help_text="Which one was changed.")
    thing = GenericForeignKey("content_type", "object_id")
    name = models.CharField(max_length=200, help_text="What it was called at the time.")
    address = models.CharField(max_length=200, blank=True, help_text="Its page at the time, if it has one.")
    why = models.CharField(max_length=300, blank=True, help_text="The reason, for staff.")
    public_note = models.CharField(
        max_length=300, blank=True, help_text="What changed, in a sentence for the public. Empty: not listed publicly."
    )

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = "change"
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="history_revision_thing")]
        constraints = [
            models.CheckConstraint(
                name="history_revision_kind_is_known", condition=models.Q(kind__in=["created", "changed", "deleted", "exported"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_kind_display().lower()}"

    @property
    def who(self) -> str:
        """Staff by name. A partner goes by the number of the account: every member of staff reads the history."""
        if self.by is None:
            return "the site itself"
        return str(self.by) if self.by.has_admin_access or self.by.erased_at else self.by.history_name


class FieldChange(models.Model):
    """One field's value before and after."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="fields", help_text="The act of saving it belongs to.")
    field = models.CharField(max_length=80, help_text="The field's name.")
    label = models.CharField(max_length=120, help_text="The field's name in words.")
    before = models.TextField(blank=True, help_text="The value before.")
    after = models.TextField(blank=True, help_text="The value after.")

    class Meta:
        verbose_name = "changed field"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["revision", "field"], name="history_field_change_once_per_revision")]

    def __str__(self) -> str:
        return self.label
