"""What was said in public about the figures, held beside our own sum."""

from calendar import monthrange
from collections.abc import Collection
from datetime import date, datetime
from typing import Self

from django.db import models

from citysafe.people import early
from citysafe.publishing.models import Publishable, PublishableQuerySet, is_shown
from statistics import wording
from statistics.models.area import Area
from statistics.models.observation import Observation
from statistics.models.revision import FigureRevision

RESTS_ON = ("earlier", "earlier__series__measure", "later", "later__series__measure")


class ClaimQuerySet(PublishableQuerySet):
    def shown(self, *, preview: bool) -> Self:
        """A statement is made of counts: in a preview, too, it is seen early only by those who see figures early."""
        return super().shown(preview=early.figures(preview=preview))

    def disclosable(self, hidden: Collection[int]) -> Self:
        """Without those that rest on a confidential figure or a hidden one, by its key: a percentage and one count give away the other."""
        confidential = Observation.Missing.CONFIDENTIAL
        found = self.exclude(earlier__missing=confidential).exclude(later__missing=confidential)
        return found.exclude(earlier__in=hidden).exclude(later__in=hidden) if hidden else found

    def with_revisions(self) -> Self:
        """With `revised_at`: when a figure it rests on was last revised in public, where that was after it was said; else None."""
        of_it = models.Q(observation=models.OuterRef("earlier")) | models.Q(observation=models.OuterRef("later"))
        since = FigureRevision.objects.public().filter(of_it, public_from__date__gt=models.OuterRef("said_on"))
        return self.annotate(revised_at=models.Subquery(since.order_by("-public_from").values("public_from")[:1]))

    def to_look_at(self) -> Self:
        """Those whose figures were revised since they were said, and since staff last looked."""
        return self.with_revisions().filter(
            models.Q(looked_at=None) | models.Q(looked_at__lt=models.F("revised_at")), revised_at__isnull=False
        )

    def with_figures(self, *, preview: bool) -> Self:
        """With the two figures; `figures_are_shown` says whether both may be seen."""
        seen = early.figures(preview=preview)
        shown = models.Q(*(is_shown(path, preview=seen) for path in RESTS_ON), earlier__isnull=False, later__isnull=False)
        found = self.select_related(
            "area", *(f"{name}__series__{of}" for name in ("earlier", "later") for of in ("measure", "area", "source"))
        )
        return found.prefetch_related("later__series__breaks").annotate(figures_are_shown=shown)


class Claim(Publishable):
    """A statement as it was published. The percentage here is theirs; ours is computed beside it."""

    class Direction(models.TextChoices):
        DOWN = "down", "Down"
        UP = "up", "Up"

    text = models.CharField(max_length=200, help_text="The statement in short, in our words.")
    said_by = models.CharField(max_length=120, help_text="Who published it.")
    said_on = models.DateField(help_text="The day it was published, or the first day of the month if only that is known.")
    said_on_is_month = models.BooleanField("only the month is known", default=False, help_text="The page then shows the month alone.")
    url = models.URLField("where", blank=True, max_length=300, help_text="Where it was published, if it is online.")
    where = models.CharField("in what", max_length=160, help_text="In which document or statement it was said.")
    subject = models.CharField("what it is about", max_length=80, help_text="The thing counted, in the statement's own terms.")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="claims", help_text="The area it speaks of.")
    direction = models.CharField("claimed direction", max_length=4, choices=Direction, help_text="Which way, as claimed.")
    percentage = models.PositiveSmallIntegerField(
        "claimed percentage", null=True, blank=True, help_text="The whole number that was published, without sign. Empty where none was."
    )
    difference = models.PositiveIntegerField(
        "claimed difference",
        null=True,
        blank=True,
        help_text="By how many, where that was published: “828 fewer” is 828. With neither of the two, the direction alone is checked.",
    )
    earlier = models.ForeignKey(
        Observation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The earlier figure it rests on, where the counts were published.",
    )
    later = models.ForeignKey(
        Observation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="claims",
        help_text="The later figure it rests on, where the counts were published.",
    )
    earlier_count = models.IntegerField("claimed earlier count", null=True, blank=True, help_text="As published.")
    later_count = models.IntegerField("claimed later count", null=True, blank=True, help_text="As published.")
    wished = models.CharField(
        "which way is better",
        max_length=7,
        choices=[("fewer", "Fewer is better"), ("more", "More is better"), ("neither", "Neither good nor bad in itself")],
        default="fewer",
        help_text="Arrests and intelligence are neither good nor bad.",
    )
    note = models.CharField(max_length=300, blank=True, help_text="What the reader must know. Public.")
    position = models.PositiveSmallIntegerField(default=0, help_text="Small numbers stand first.")
    looked_at = models.DateTimeField(
        "looked at again", null=True, blank=True, editable=False, help_text="When staff last looked at it again after a figure was revised."
    )

    revised_at: datetime | None  # set by with_revisions()
    figures_are_shown: bool  # set by with_figures()

    objects = ClaimQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Publishable.Meta):
        ordering = ["-said_on", "position", "pk"]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                name="statistics_claim_rests_on_both_figures_or_none",
                condition=models.Q(earlier__isnull=True, later__isnull=True) | models.Q(earlier__isnull=False, later__isnull=False),
                violation_error_message="Name both figures it rests on, or neither.",
            ),
            models.CheckConstraint(
                name="statistics_claim_counts_both_or_none",
                condition=models.Q(earlier_count__isnull=True, later_count__isnull=True)
                | models.Q(earlier_count__isnull=False, later_count__isnull=False),
                violation_error_message="Give both published counts, or neither.",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def said(self) -> str:
        """What was claimed, in the house's words: “down 828 (12%)”, “down 87%”, “down 13”, “down”."""
        if self.difference is None:
            return self.direction if self.percentage is None else f"{self.direction} {self.percentage:,}%"
        share = f" ({self.percentage:,}%)" if self.percentage is not None else ""
        return f"{self.direction} {wording.count(self.difference)}{share}"

    @property
    def is_to_look_at(self) -> bool:
        """Read `with_revisions`: a figure was revised since it was said, and since staff last looked."""
        return self.revised_at is not None and (self.looked_at is None or self.looked_at < self.revised_at)

    @property
    def said_by_then(self) -> date:
        """The last day on which it can have been said."""
        on = self.said_on
        return on.replace(day=monthrange(on.year, on.month)[1]) if self.said_on_is_month else on

    @property
    def tone(self) -> str:
        """“better”, “worse” or nothing, from what is wished for, never from the sign."""
        if self.wished == "neither":
            return ""
        return "better" if (self.direction == self.Direction.DOWN) == (self.wished == "fewer") else "worse"
