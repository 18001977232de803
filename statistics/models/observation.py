"""The figures themselves: one value, or the reason why there is none, for one period."""

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from citysafe.people import early
from citysafe.publishing.models import Publishable, PublishableQuerySet, is_public
from statistics import wording
from statistics.models.measure import Series
from statistics.periods import Period

if TYPE_CHECKING:
    from statistics.models.revision import FigureRevisionQuerySet

YEARS = range(1700, 2200)
SMALLEST, LARGEST = -1_000_000, 1_000_000_000  # a quarter's count falls below 0 where records were taken out or moved
OUT_OF_BOUNDS = f"A count lies between {wording.count(SMALLEST)} and {wording.count(LARGEST)}. Look whether it has a digit too many."
NEGATIVE_DEATHS = "A count of deaths is never below 0. If the source corrects it, enter the corrected count."


class ObservationQuerySet(PublishableQuerySet):
    def shown(self, *, preview: bool) -> Self:
        """In the preview of somebody who sees no figure early: those that the public sees, and none of a measure that it does not."""
        if preview and not early.is_seen():
            return self.filter(is_public(), is_public("series__measure"))
        return super().shown(preview=preview)

    def in_order(self) -> Self:
        return self.order_by("period_end", "period_start", "pk")


class Observation(Publishable):
    class Status(models.TextChoices):
        FINAL = "final", "Final"
        PROVISIONAL = "provisional", "Provisional"
        REVISED = "revised", "Revised"
        ESTIMATED = "estimated", "Estimated"
        ANNOUNCED = "announced", "As announced"

    class Missing(models.TextChoices):
        NOT_MISSING = "", "There is a value"
        CONFIDENTIAL = "confidential", "Confidential"
        NOT_AVAILABLE = "not_available", "Not available"
        NOT_APPLICABLE = "not_applicable", "Not applicable"
        NOT_YET_DUE = "not_yet_due", "Not yet due"

    series = models.ForeignKey(
        Series, on_delete=models.PROTECT, related_name="observations", help_text="What is counted, where, from which publication."
    )
    period_start = models.DateField("from", help_text="The first day of the period.")
    period_end = models.DateField("to", help_text="The last day of the period.")
    period_is_assumed = models.BooleanField(
        "period is assumed", default=False, help_text="The source does not name the period. The page says so."
    )
    period_note = models.CharField(
        max_length=300, blank=True, help_text="If the period is assumed: why it is taken to be this one. Public."
    )
    value = models.IntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(SMALLEST, OUT_OF_BOUNDS), MaxValueValidator(LARGEST, OUT_OF_BOUNDS)],
        help_text="The count. Leave empty only with a reason.",
    )
    missing = models.CharField(
        "reason for no value",
        max_length=14,
        choices=Missing,
        blank=True,
        default=Missing.NOT_MISSING,
        help_text="Why there is no value. Never enter 0 for a missing value.",
    )
    status = models.CharField(max_length=11, choices=Status, default=Status.FINAL, help_text="How settled the figure is.")
    edition = models.CharField(max_length=120, help_text="Which edition of the publication it was taken from.")
    edition_on = models.DateField("edition published on", null=True, blank=True, help_text="The day that edition came out.")
    note = models.CharField(max_length=300, blank=True, help_text="What the reader must know about this one figure. Public.")
    release = models.ForeignKey(
        "statistics.Release",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="observations",
        help_text="The release it comes out with. Empty while it waits for one, and for what came with the site's first content.",
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who entered it. The public sees the role, never the name.",
    )
    entered_at = models.DateTimeField(auto_now_add=True, help_text="When it was entered.")
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who compared it with the source: another person than the one who entered it.",
    )
    checked_at = models.DateTimeField(null=True, blank=True, help_text="When it was checked.")

    revisions: "FigureRevisionQuerySet"
    past_is_told = True  # what it was before a correction; `statistics.shown` says when it is not

    objects = ObservationQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Publishable.Meta):
        verbose_name = "figure"
        permissions = [("see_early_observation", "Can see figures before their release")]
        ordering = ["series", "-period_end", "-period_start"]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                fields=["series", "period_start", "period_end"],
                name="statistics_observation_once",
                violation_error_message="There is already a figure for this period: correct that one.",
            ),
            models.CheckConstraint(
                name="statistics_observation_value_or_reason",
                condition=models.Q(value__isnull=False, missing="") | (models.Q(value__isnull=True) & ~models.Q(missing="")),
                violation_error_message="Give a value, or the reason why there is none: one of the two.",
            ),
            models.CheckConstraint(
                name="statistics_observation_value_is_in_bounds",
                condition=models.Q(value__gte=SMALLEST, value__lte=LARGEST),
                violation_error_message=OUT_OF_BOUNDS,
            ),
            models.CheckConstraint(
                name="statistics_observation_ends_after_it_starts",
                condition=models.Q(period_end__gte=models.F("period_start")),
                violation_error_message="The period ends before it starts.",
            ),
            models.CheckConstraint(
                name="statistics_observation_assumed_says_why",
                condition=models.Q(period_is_assumed=False) | ~models.Q(period_note=""),
                violation_error_message="Say why the period is taken to be this one.",
            ),
            models.CheckConstraint(
                name="statistics_observation_checked_by_another",
                condition=models.Q(checked_by__isnull=True)
                | models.Q(entered_by__isnull=True)
                | ~models.Q(checked_by=models.F("entered_by")),
                violation_error_message="A figure is checked by another person than the one who entered it.",
            ),
        ]

    def __str__(self) -> str:
        is_settled = self.period_start <= self.period_end  # not so while somebody types it the wrong way round
        return f"{self.series.measure}, {self.period.label if is_settled else 'period to be corrected'}"

    def save(self, **options: Any) -> None:
        """What the public has seen never changes without a revision on record, whoever saves it."""
        stored = type(self)._base_manager.filter(pk=self.pk).first() if self.pk and self.has_been_public else None
        super().save(**options)
        if stored is not None and (stored.value, stored.missing) != (self.value, self.missing):
            self._record_revision(stored)

    def _record_revision(self, before: "Observation") -> None:
        said = {name: getattr(self, name) for name in ("value", "missing", "status", "edition", "edition_on")}
        if not self.revisions.to_be_written().filter(value=self.value, missing=self.missing).exists():
            self.revisions.create(
                **said, value_before=before.value, missing_before=before.missing, public_from=timezone.now(), is_written=True
            )

    def clean(self) -> None:
        super().clean()
        self._refuse_odd_years()
        if self.value is not None and self.value < 0 and self.series_id and self.series.measure.counts_deaths:
            raise ValidationError({"value": NEGATIVE_DEATHS})

    def _refuse_odd_years(self) -> None:
        """A slip in the year would break every page that counts on from the period's last day."""
        for field in ("period_start", "period_end"):
            on = getattr(self, field)
            if on is not None and on.year not in YEARS:
                raise ValidationError({field: f"Write a year from {YEARS[0]} to {YEARS[-1]}."})

    @property
    def period(self) -> Period:
        return Period(self.period_start, self.period_end)
