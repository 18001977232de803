"""Partners: the organisations that deliver the plan."""

from django.db import models
from django.db.models.functions import Lower


class Organisation(models.Model):
    class Kind(models.TextChoices):
        SPECIFIED = "specified", "Specified authority"
        RELEVANT = "relevant", "Relevant authority"
        POLICING = "policing", "Local policing body"
        VOLUNTARY = "voluntary", "Voluntary and community"
        OTHER = "other", "Other"

    name = models.CharField(max_length=120, help_text="The organisation's name in full.")
    kind = models.CharField(
        max_length=10,
        choices=Kind,
        help_text="Its place under the Serious Violence Duty: specified authorities must work together, relevant authorities are consulted.",
    )
    part = models.CharField("its part in the plan", max_length=300, blank=True, help_text="One sentence for the public.")
    url = models.URLField("website", blank=True, max_length=300, help_text="Its own website.")
    mailbox = models.EmailField("role mailbox", blank=True, help_text="A role mailbox, never a person's. Not shown publicly.")
    position = models.PositiveSmallIntegerField(default=0, help_text="Small numbers stand first among those of its kind.")
    to_confirm = models.TextField(
        "to confirm", blank=True, help_text="What somebody must still check. Staff alone see this note; empty it when all is settled."
    )

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"), name="plan_organisation_name_once", violation_error_message="There is already an organisation of this name."
            ),
            models.CheckConstraint(
                name="plan_organisation_kind_is_known",
                condition=models.Q(kind__in=["specified", "relevant", "policing", "voluntary", "other"]),
            ),
        ]

    def __str__(self) -> str:
        return self.name
