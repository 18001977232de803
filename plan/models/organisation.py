"""Partners: the organisations that deliver the plan."""

from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse

from citysafe.publishing.models import Addressed

DUTIES = {
    "specified": "A specified authority under the Serious Violence Duty: by law it must work with the others to prevent and reduce serious violence.",
    "relevant": "A relevant authority under the Serious Violence Duty: it is consulted, and takes part where it or the others ask for it.",
    "policing": "The local policing body: it may help the authorities with the Serious Violence Duty, and watches over what they do.",
    "voluntary": "A voluntary or community organisation: the Serious Violence Duty does not bind it. It takes part because it wants to.",
    "other": "The Serious Violence Duty does not name it. It takes part all the same.",
}


class Organisation(Addressed):
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
    mailbox = models.EmailField(
        "role mailbox", blank=True, help_text="A role mailbox, never a person's. Staff alone see it, unless you tick the next box."
    )
    shows_mailbox = models.BooleanField(
        "show the mailbox",
        default=False,
        help_text="Put the role mailbox on its public page. Only where the organisation has agreed, and never for a person's address.",
    )
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

    def get_absolute_url(self) -> str:
        return reverse("plan:organisation", args=[self.slug])

    @property
    def public_mailbox(self) -> str:
        return self.mailbox if self.shows_mailbox else ""

    @property
    def duty(self) -> str:
        """Its place under the Serious Violence Duty, in a sentence."""
        return DUTIES[self.kind]
