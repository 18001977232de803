"""Work already under way, in areas that may cross the plan's boundary."""

from django.db import models
from django.urls import reverse

from citysafe.publishing.models import Addressed, Publishable
from plan.models.plan import Plan, WithinPlanQuerySet


class Initiative(Publishable, Addressed):
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="initiatives", help_text="The plan that names it.")
    title = models.CharField(max_length=80, help_text="What it is called.")
    summary = models.CharField(max_length=300, help_text="One or two sentences, shown on the plan's page.")
    body = models.TextField(help_text="What it is and does, in Markdown.")
    funder = models.CharField("paid for by", max_length=120, blank=True, help_text="Who pays for it.")
    launched_on = models.DateField(null=True, blank=True, help_text="The day it was launched to the public.")
    areas = models.ManyToManyField(
        "statistics.Area", blank=True, related_name="initiatives", help_text="The areas it works in, across boundaries too."
    )
    area_note = models.TextField(
        "about its area", blank=True, help_text="What its area is and is not, and what its figures must not be taken for."
    )

    objects = WithinPlanQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Publishable.Meta):
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plan:initiative", args=[self.slug])


class Phase(models.Model):
    """A stage of an initiative; stages may overlap."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="phases", help_text="The initiative it belongs to.")
    title = models.CharField(max_length=80, help_text="The phase's name.")
    description = models.CharField(max_length=300, blank=True, help_text="What happens in it, in one sentence.")
    starts_on = models.DateField(null=True, blank=True, help_text="Leave empty if it is not stated.")
    ends_on = models.DateField(null=True, blank=True, help_text="Leave empty if it goes on or is not stated.")
    position = models.PositiveSmallIntegerField(default=0, help_text="Small numbers stand first.")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="plan_phase_ends_after_it_starts",
                condition=models.Q(starts_on__isnull=True) | models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                violation_error_message="The phase ends before it starts.",
            ),
        ]

    def __str__(self) -> str:
        return self.title
