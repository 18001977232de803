"""Reports to the board: assembled from the data while they are drafts, stored whole once they are frozen, and never changed again."""

from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

from plan.models.plan import Plan

IS_FROZEN = "It is frozen: nothing of it is changed or deleted any more. Put right in the next report what was wrong in this one."
TOLD = ("plan_id", "slug", "title", "period_starts", "period_ends", "as_at", "audience", "summary", "decisions", "what_moved", "next_steps")
"""What a person decides about it. Whoever approved it approved these."""
APPROVAL = ("approved_by", "approved_at", "checksum")


class BoardReportQuerySet(models.QuerySet):
    def frozen(self) -> Self:
        return self.filter(frozen_at__isnull=False)

    def published(self) -> Self:
        """Those that everybody may read."""
        return self.frozen().filter(audience=BoardReport.Audience.PUBLIC)

    def shown(self, *, preview: bool) -> Self:
        """What the public may read, or for a preview all: drafts, and those for the board alone."""
        return self.all() if preview else self.published()

    def before(self, report: "BoardReport") -> Self:
        """The frozen ones of its plan that go before it, the latest first. A public report names none that is for the board alone."""
        open_to_its_readers = self.published() if report.audience == BoardReport.Audience.PUBLIC else self.frozen()
        return open_to_its_readers.filter(plan=report.plan_id, as_at__lt=report.as_at).order_by("-as_at", "-pk")

    def update(self, **fields: Any) -> int:
        self._refuse_frozen()
        return super().update(**fields)

    def delete(self) -> Any:
        self._refuse_frozen()
        return super().delete()

    def _refuse_frozen(self) -> None:
        if self.frozen().exists():
            raise ValidationError(IS_FROZEN)


class BoardReport(models.Model):
    class Audience(models.TextChoices):
        PUBLIC = "public", "Everybody"
        BOARD = "board", "The board alone"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="board_reports", help_text="The plan it reports on.")
    title = models.CharField(max_length=120, help_text="Such as “Report to the board, April to September 2026”.")
    slug = models.SlugField(
        "address part",
        max_length=80,
        unique=True,
        help_text="The last part of its address: small letters, numbers and hyphens. Once the report is frozen its address never changes.",
    )
    period_starts = models.DateField("from", help_text="The first day of the period that it reports on.")
    period_ends = models.DateField("to", help_text="The last day of the period that it reports on.")
    as_at = models.DateField(
        "as at",
        help_text="The day on which it stands, as a rule the one after the period. What was due before that day and is not done is late.",
    )
    audience = models.CharField(
        "who may read it",
        max_length=6,
        choices=Audience,
        default=Audience.PUBLIC,
        help_text="Everybody, once it is frozen, or the board alone: then the site shows it to staff, who print it or send the file.",
    )
    summary = models.TextField("summary for the board", help_text="What the board must know, in a few sentences. Markdown.")
    decisions = models.TextField(
        "decisions needed",
        blank=True,
        help_text="What the board is asked to decide, one point each. Markdown. Leave empty if there is nothing.",
    )
    what_moved = models.TextField(
        "what moved, and why",
        blank=True,
        help_text="The reasons behind the table of what moved, which the site makes by itself. Markdown.",
    )
    next_steps = models.TextField(
        "risks and next steps", blank=True, help_text="What could go wrong, and what happens until the next report. Markdown."
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+", help_text="Who approved it."
    )
    approved_at = models.DateTimeField(null=True, editable=False, help_text="When it was approved.")
    checksum = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        help_text="The SHA-256 checksum of what was approved, and of what is stored once it is frozen.",
    )
    frozen_at = models.DateTimeField(null=True, editable=False, help_text="When it was frozen.")
    content = models.JSONField(null=True, editable=False, help_text="The whole report as it was frozen.")

    objects = BoardReportQuerySet.as_manager()

    class Meta:
        verbose_name = "report to the board"
        verbose_name_plural = "reports to the board"
        ordering = ["-as_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="plan_board_report_period_in_order",
                condition=models.Q(period_ends__gte=models.F("period_starts")),
                violation_error_message="The last day of the period lies before the first.",
            ),
            models.CheckConstraint(
                name="plan_board_report_as_at_not_before_period",
                condition=models.Q(as_at__gte=models.F("period_starts")),
                violation_error_message="The day on which it stands lies before the period.",
            ),
            models.UniqueConstraint(
                fields=["plan", "as_at", "audience"],
                name="plan_board_report_one_a_day",
                violation_error_message="There is already a report on this plan as at this day, for the same readers.",
            ),
            models.CheckConstraint(name="plan_board_report_audience_is_known", condition=models.Q(audience__in=["public", "board"])),
            models.CheckConstraint(
                name="plan_board_report_approved_whole",
                condition=models.Q(approved_at__isnull=True, approved_by__isnull=True, checksum="")
                | (models.Q(approved_at__isnull=False, approved_by__isnull=False) & ~models.Q(checksum="")),
                violation_error_message="What is approved has somebody who approved it, the moment and a checksum; nothing else has.",
            ),
            models.CheckConstraint(
                name="plan_board_report_frozen_whole",
                condition=models.Q(frozen_at__isnull=True, content__isnull=True)
                | models.Q(frozen_at__isnull=False, content__isnull=False, approved_at__isnull=False),
                violation_error_message="What is frozen is approved and has its content; nothing else has.",
            ),
            models.CheckConstraint(
                name="plan_board_report_approved_before_frozen",
                condition=models.Q(frozen_at__isnull=True) | models.Q(frozen_at__gte=models.F("approved_at")),
                violation_error_message="It is approved before it is frozen.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, **options: Any) -> None:
        stored = self._stored_and_open()
        if stored and stored.is_approved and self._differs_from(stored):
            self.withdraw_approval()
            if options.get("update_fields") is not None:
                options["update_fields"] = {*options["update_fields"], *APPROVAL}
        super().save(**options)

    def get_absolute_url(self) -> str:
        return reverse("plan:board-report", args=[self.slug])

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        self._stored_and_open()
        return super().delete(*args, **options)

    def clean(self) -> None:
        super().clean()
        stored = BoardReport.objects.filter(pk=self.pk).first() if self.pk else None
        if stored and stored.is_frozen and self._differs_from(stored):
            raise ValidationError(IS_FROZEN)

    def _differs_from(self, other: "BoardReport") -> bool:
        return any(getattr(other, name) != getattr(self, name) for name in TOLD)

    def _stored_and_open(self) -> "BoardReport | None":
        """The report as it is stored; refused where that is frozen."""
        stored = BoardReport.objects.filter(pk=self.pk).first() if self.pk else None
        if stored and stored.is_frozen:
            raise ValidationError(IS_FROZEN)
        return stored

    def withdraw_approval(self) -> None:
        self.approved_by, self.approved_at, self.checksum = None, None, ""

    @property
    def is_approved(self) -> bool:
        return self.approved_at is not None

    @property
    def is_frozen(self) -> bool:
        return self.frozen_at is not None

    @property
    def is_published(self) -> bool:
        return self.is_frozen and self.audience == self.Audience.PUBLIC

    @property
    def standing(self) -> str:
        return "Frozen" if self.is_frozen else "Approved" if self.is_approved else "Draft"
