"""What happened at a time, where a reader of the figures must know of it."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models

from citysafe.publishing.models import Publishable, PublishableQuerySet
from statistics.models.area import Area
from statistics.models.measure import Measure, Series
from statistics.models.observation import YEARS
from statistics.periods import Period


class AnnotationQuerySet(PublishableQuerySet):
    def bearing_on(self, series: list[Series]) -> Self:
        """Those for the area of any of these series that name its measure, or no measure at all."""
        areas = {one.area_id for one in series}
        of_all_or_these = models.Q(measures=None) | models.Q(measures__in={one.measure_id for one in series})
        return self.filter(of_all_or_these, areas__in=areas).distinct()


class Annotation(Publishable):
    """An event or a change beside the counts. Its mark stands on charts, in tables and in the words of both."""

    title = models.CharField(
        max_length=80, help_text="What happened, in a few words. Name nobody. Give no number that the figures keep back."
    )
    starts_on = models.DateField("first day", help_text="The day it happened or began. For a whole month, the first of the month.")
    ends_on = models.DateField("last day", help_text="The same day, if it was one day. For a whole month, the last of the month.")
    words = models.CharField(
        "what a reader must know",
        max_length=400,
        help_text="One to three plain sentences. Say what happened and which counts hold it, never that it caused a change. Public.",
    )
    areas = models.ManyToManyField(
        Area, related_name="annotations", help_text="The areas whose figures it bears on. It is shown for no other area."
    )
    measures = models.ManyToManyField(
        Measure,
        blank=True,
        related_name="annotations",
        help_text="The measures it bears on. Empty means every measure of those areas.",
    )
    source = models.CharField(max_length=160, help_text="Where it is on record, in words. Public.")
    url = models.URLField("link", blank=True, max_length=300, help_text="Where it can be read, if it is online.")

    objects = AnnotationQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Publishable.Meta):
        ordering = ["starts_on", "title"]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                fields=["title", "starts_on"], name="statistics_annotation_once", violation_error_message="This annotation is already here."
            ),
            models.CheckConstraint(
                name="statistics_annotation_ends_after_it_starts",
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                violation_error_message="The last day comes before the first.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        for field in ("starts_on", "ends_on"):
            on = getattr(self, field)
            if on is not None and on.year not in YEARS:
                raise ValidationError({field: f"Write a year from {YEARS[0]} to {YEARS[-1]}."})

    @property
    def period(self) -> Period:
        return Period(self.starts_on, self.ends_on)
