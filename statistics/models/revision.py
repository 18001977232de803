"""Changes of figures that have been public: nothing the public has seen is changed without one."""

from typing import Any, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from statistics.models.observation import LARGEST, OUT_OF_BOUNDS, SMALLEST, Observation
from statistics.models.release import Release

SAID = ("value", "missing", "status", "edition", "edition_on")
"""What a revision may change of a figure."""


class FigureRevisionQuerySet(models.QuerySet):
    def public(self) -> Self:
        """What the public may know of at this moment, the oldest first."""
        return self.filter(public_from__lte=timezone.now()).order_by("public_from", "pk")

    def waiting(self) -> Self:
        """Neither public nor on its way."""
        return self.filter(public_from=None)

    def laid_over(self, *, preview: bool) -> Self:
        """What pages lay over the stored figures, the last one last: due ones, and in a preview those of releases to come."""
        unwritten = self.filter(models.Q(public_from__isnull=False) | models.Q(release__isnull=False), is_written=False)
        found = unwritten if preview else self.to_be_written()
        return found.order_by(models.F("public_from").asc(nulls_last=True), "pk")

    def to_be_written(self) -> Self:
        """Public by now, and the figure itself still says what it said before."""
        return self.public().filter(is_written=False)


class FigureRevision(models.Model):
    """What a figure says from a moment on, what it said before, and why."""

    class Kind(models.TextChoices):
        REVISED = "revised", "Revised by its source"
        CORRECTED = "corrected", "Corrected: it was wrong"

    observation = models.ForeignKey(Observation, on_delete=models.CASCADE, related_name="revisions", help_text="The figure that changes.")
    release = models.ForeignKey(
        Release,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="revisions",
        help_text="The release it comes out with. Empty while it waits for one.",
    )
    kind = models.CharField(
        max_length=9,
        choices=Kind,
        default=Kind.REVISED,
        help_text="Sources revise their figures as a rule. A mistake is corrected, with a notice.",
    )
    value_before = models.IntegerField(null=True, blank=True, help_text="The count that it replaces.")
    missing_before = models.CharField(
        max_length=14, choices=Observation.Missing, blank=True, help_text="Why there was no count, where there was none."
    )
    value = models.IntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(SMALLEST, OUT_OF_BOUNDS), MaxValueValidator(LARGEST, OUT_OF_BOUNDS)],
        help_text="The count from then on. Leave empty only with a reason.",
    )
    missing = models.CharField(
        "reason for no value", max_length=14, choices=Observation.Missing, blank=True, help_text="Why there is no count from then on."
    )
    status = models.CharField(max_length=11, choices=Observation.Status, default=Observation.Status.REVISED, help_text="How settled it is.")
    edition = models.CharField(max_length=120, help_text="Which edition of the publication it was taken from.")
    edition_on = models.DateField("edition published on", null=True, blank=True, help_text="The day that edition came out.")
    reason = models.CharField(
        max_length=300, blank=True, help_text="What was wrong, or why the source revised it. Public, so no confidential number in it."
    )
    public_from = models.DateTimeField(
        null=True, blank=True, help_text="The moment from which it holds. Empty while nobody has released it."
    )
    is_written = models.BooleanField(default=False, editable=False, help_text="Whether the figure itself says so by now.")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+", help_text="Who entered it."
    )
    entered_at = models.DateTimeField(default=timezone.now, editable=False, help_text="When it was entered.")

    objects = FigureRevisionQuerySet.as_manager()

    class Meta:
        verbose_name = "revision"
        ordering = ["-public_from", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "observation"],
                name="statistics_figure_revision_once_in_a_release",
                violation_error_message="This release changes this figure already.",
            ),
            models.CheckConstraint(
                name="statistics_figure_revision_value_or_reason",
                condition=models.Q(value__isnull=False, missing="") | (models.Q(value__isnull=True) & ~models.Q(missing="")),
                violation_error_message="Give a value, or the reason why there is none: one of the two.",
            ),
            models.CheckConstraint(
                name="statistics_figure_revision_before_value_or_reason",
                condition=models.Q(value_before__isnull=False, missing_before="")
                | (models.Q(value_before__isnull=True) & ~models.Q(missing_before="")),
                violation_error_message="Say what stood there before: a value, or the reason why there was none.",
            ),
            models.CheckConstraint(
                name="statistics_figure_revision_value_is_in_bounds",
                condition=models.Q(value__isnull=True) | models.Q(value__gte=SMALLEST, value__lte=LARGEST),
                violation_error_message=OUT_OF_BOUNDS,
            ),
            models.CheckConstraint(
                name="statistics_figure_revision_correction_says_what_was_wrong",
                condition=~models.Q(kind="corrected") | ~models.Q(reason=""),
                violation_error_message="Say what was wrong: the notice of the correction needs it.",
            ),
            models.CheckConstraint(
                name="statistics_figure_revision_written_is_public",
                condition=models.Q(is_written=False) | models.Q(public_from__isnull=False),
                violation_error_message="What is not public yet is not written into the figure.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.observation}: {self.get_kind_display().lower()}"

    def save(self, **options: Any) -> None:
        """What comes in with a figure that says so already needs no writing."""
        if self._state.adding and self.public_from and all(getattr(self.observation, name) == said for name, said in self.says.items()):
            self.is_written = True
        super().save(**options)

    @property
    def says(self) -> dict[str, Any]:
        """What the figure says from then on."""
        return {name: getattr(self, name) for name in SAID}

    def lay_over(self, observation: Observation) -> None:
        """Make the figure say it, in memory."""
        for name, said in self.says.items():
            setattr(observation, name, said)
