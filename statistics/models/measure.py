"""What is counted, and the series that count it: where, and by whom they were published."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse

from citysafe.publishing.models import Addressed, Publishable, is_public
from statistics.models.area import Area
from statistics.models.part import Part
from statistics.models.source import Source

if TYPE_CHECKING:
    from statistics.models.observation import Observation

LARGEST_THRESHOLD = 1_000
THRESHOLD_TOO_LARGE = "A count of more than 1,000 is not a small one. Look whether it has a digit too many."
HAS_PUBLIC_FIGURES = (
    "Its figures are public, in review or confidential. Make a series of its own for what is counted elsewhere, or by somebody else."
)
# Pages and files beside the measures'.
TAKEN = frozenset({"all", "api", "areas", "claims", "compare", "data", "definitions", "not-shown", "releases"})


class Measure(Publishable, Addressed, Part):
    class Counted(models.TextChoices):
        VICTIMS = "victims", "People who were harmed"
        OFFENCES = "offences", "Offences"
        INCIDENTS = "incidents", "Incidents"
        ADMISSIONS = "admissions", "Hospital admissions"
        RESIDENTS = "residents", "People who live there"
        UNSTATED = "unstated", "Not stated by the source"

    class Wished(models.TextChoices):
        FEWER = "fewer", "Fewer is better"
        MORE = "more", "More is better"
        NEITHER = "neither", "Neither good nor bad in itself"

    class SmallCounts(models.TextChoices):
        CAUTION = "caution", "Give the percentage with a caution"
        WITHHOLD = "withhold", "Give no percentage"

    class Group(models.TextChoices):
        HEADLINE = "headline", "Announced with the plan"
        DUTY = "duty", "Home Office measures for violence reduction"
        OTHER = "other", "Other published counts"

    title = models.CharField(max_length=120, help_text="What is counted, as people say it.")
    group = models.CharField(max_length=8, choices=Group, default=Group.OTHER, help_text="Where it stands on the figures page.")
    position = models.PositiveSmallIntegerField(default=0, help_text="Small numbers stand first within the group.")
    counted = models.CharField(
        "what one count is", max_length=10, choices=Counted, help_text="Victims, offences and incidents are different counts."
    )
    unit_one = models.CharField("one of them", max_length=40, help_text="The noun for one, such as “offence” or “person”.")
    unit_many = models.CharField("several of them", max_length=40, help_text="The noun for several, such as “offences” or “people”.")
    definition = models.TextField(help_text="What is counted and what is not. If the source does not say, say so. Markdown.")
    definition_used = models.ForeignKey(
        "statistics.Definition",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="measures",
        verbose_name="definition on the shelf",
        help_text="Which of the definitions on the public page of definitions it uses. Empty where it is about none of those subjects.",
    )
    not_comparable_with = models.TextField(
        "must not be compared with", blank=True, help_text="Other figures that look alike and are not. Markdown."
    )
    wished = models.CharField(
        "which way is better", max_length=7, choices=Wished, help_text="Arrests and intelligence are neither good nor bad."
    )
    counts_deaths = models.BooleanField(
        default=False, help_text="Each count is a death: drawn as one mark a person, never coloured, never celebrated."
    )
    small_count_threshold = models.PositiveSmallIntegerField(
        default=50,
        validators=[MaxValueValidator(LARGEST_THRESHOLD, THRESHOLD_TOO_LARGE)],
        help_text="A percentage from a count below this is marked or withheld.",
    )
    small_counts = models.CharField(
        max_length=8, choices=SmallCounts, default=SmallCounts.CAUTION, help_text="What happens to a percentage from a small count."
    )
    no_figure_note = models.CharField(
        max_length=200, blank=True, help_text="Where there is no figure: why, and what would be needed. Public."
    )

    class Meta(Publishable.Meta):
        ordering = ["group", "position", "title"]
        constraints = [
            *Publishable.Meta.constraints,
            *Part.Meta.constraints,
            models.CheckConstraint(
                name="statistics_measure_deaths_are_never_wished_for",
                condition=~models.Q(counts_deaths=True) | models.Q(wished="fewer"),
                violation_error_message="Of deaths, fewer is better.",
            ),
            models.CheckConstraint(
                name="statistics_measure_threshold_is_in_bounds",
                condition=models.Q(small_count_threshold__lte=LARGEST_THRESHOLD),
                violation_error_message=THRESHOLD_TOO_LARGE,
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("statistics:measure", args=[self.slug])

    def clean(self) -> None:
        super().clean()
        if self.slug in TAKEN:
            raise ValidationError({"slug": "Another page of the figures has this address: choose another."})
        if self.counts_deaths and self.pk and self.series.filter(observations__value__lt=0).exists():
            raise ValidationError({"counts_deaths": "A figure of this measure is below 0, and a count of deaths never is."})


class SeriesQuerySet(models.QuerySet):
    def shown(self, *, preview: bool) -> Self:
        return self.filter(measure__in=Measure.objects.shown(preview=preview))

    def in_public_view(self) -> Self:
        """Those with a figure that the public sees."""
        return self.filter(is_public("measure"), is_public("observations")).distinct()

    def in_order(self) -> Self:
        """As on the figures page: by group and place of the measure, its main series first."""
        return self.order_by("measure__group", "measure__position", "measure__title", "-is_main", "pk")

    def with_figures(self, *, preview: bool, columns: Sequence[str] = ()) -> Self:
        """With everything a comparison needs: three queries, however many series. `figures` holds the oldest first.

        Where `columns` are named, nothing else is read of a figure.
        """
        from statistics.models.observation import Observation  # the two models know each other

        shown = Observation.objects.shown(preview=preview).in_order()
        read = models.Prefetch("observations", shown.only("series", *columns) if columns else shown, to_attr="figures")
        return self.select_related("measure", "area", "source", "rule").prefetch_related("breaks", read)


class Series(models.Model):
    """One measure in one area from one publication: the only figures that may be compared with one another."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="series", help_text="What is counted.")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="series", help_text="Where.")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="series", help_text="Who published it.")
    is_main = models.BooleanField(
        "main series", default=False, help_text="The one whose latest figure stands at the top of the measure's page. One for each measure."
    )

    figures: list["Observation"]  # set by with_figures()

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "series"
        ordering = ["measure", "-is_main", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "area", "source"], name="statistics_series_once", violation_error_message="This series is already here."
            ),
            models.UniqueConstraint(
                fields=["measure"],
                condition=models.Q(is_main=True),
                name="statistics_series_one_main_for_each_measure",
                violation_error_message="Another series of this measure is the main one: take its tick away first.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure}, {self.area} ({self.source})"

    @property
    def is_in_public_view(self) -> bool:
        """Whether the public sees a figure of it."""
        return bool(self.pk) and Series.objects.in_public_view().filter(pk=self.pk).exists()

    def clean(self) -> None:
        """What is public, or on its way there, would speak of something else by one person's hand and without a notice."""
        super().clean()
        stored = Series.objects.filter(pk=self.pk).first() if self.pk else None
        moved = [name for name in ("measure", "area", "source") if stored and getattr(stored, f"{name}_id") != getattr(self, f"{name}_id")]
        out = models.Q(first_public_at__isnull=False) | models.Q(release__state__in=[Publishable.State.REVIEW, Publishable.State.PUBLISHED])
        hidden = models.Q(missing="confidential")  # others may be hidden for its sake, and would be shown
        if moved and self.observations.filter(out | hidden).exists():
            raise ValidationError(dict.fromkeys(moved, HAS_PUBLIC_FIGURES))


class SeriesBreak(models.Model):
    """A day on which the way of counting changed: figures on either side are not compared."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="breaks", help_text="The series that breaks.")
    on = models.DateField("first day counted the new way", help_text="Periods on either side of this day are not compared.")
    reason = models.CharField(max_length=300, help_text="What changed. Public.")

    class Meta:
        verbose_name = "break in the series"
        verbose_name_plural = "breaks in the series"
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "on"], name="statistics_series_break_once", violation_error_message="This break is already here."
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on:%d %B %Y}: {self.reason}"

    @property
    def is_in_public_view(self) -> bool:
        """Even a new one: what was compared so far no longer is."""
        return self.series.is_in_public_view
