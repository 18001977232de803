"""One upload of published files, from waiting to be read until its figures are in review or taken out again."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from statistics.models.observation import Observation
from statistics.models.revision import FigureRevision


def upload_path(file: "ImportFile", name: str) -> str:
    """Never what the sender called it."""
    return f"imports/{file.sha256}"


class ImportQuerySet(models.QuerySet):
    def waiting(self) -> Self:
        """To be read, or left behind by a process that was reading it and is gone."""
        return self.filter(
            models.Q(state=Import.State.WAITING) | models.Q(state=Import.State.READING, claimed_until__lte=timezone.now())
        ).order_by("pk")


class Import(models.Model):
    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to be read"
        READING = "reading", "Being read"
        READ = "read", "To be looked at"
        REFUSED = "refused", "Refused"
        APPLIED = "applied", "In review"
        UNDONE = "undone", "Taken out again"
        DISCARDED = "discarded", "Thrown away"

    state = models.CharField(max_length=9, choices=State, default=State.WAITING, help_text="How far it has got.")
    publication = models.CharField(max_length=40, blank=True, help_text="Which publication the files turned out to be.")
    period_given = models.CharField(
        "period, by hand", max_length=60, blank=True, help_text="Only for a file that names none, such as “2019” for a mid-year."
    )
    edition = models.CharField(max_length=120, blank=True, help_text="Which edition it is. Left empty, the file’s own words are taken.")
    edition_on = models.DateField(
        "edition published on", null=True, blank=True, help_text="The day that this edition came out, if you know it."
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+", help_text="Who uploaded it."
    )
    uploaded_at = models.DateTimeField(default=timezone.now, editable=False, help_text="When it was uploaded.")
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        help_text="Who put its figures into review, and answers for them.",
    )
    applied_at = models.DateTimeField(null=True, editable=False, help_text="When its figures were put into review.")
    claimed_until = models.DateTimeField(
        null=True, editable=False, help_text="Until when the process that reads it has it alone; a later one then begins again."
    )
    progress = models.PositiveSmallIntegerField(default=0, editable=False, help_text="How much of it has been read, in per cent.")
    rows_read = models.PositiveIntegerField(default=0, editable=False, help_text="Rows below the headings.")
    rows_used = models.PositiveIntegerField(default=0, editable=False, help_text="Rows of which a cell was made.")
    left_out = models.JSONField(default=dict, editable=False, help_text="Rows left out: the number for each reason.")
    warnings = models.JSONField(default=list, editable=False, help_text="What must be known of the file, in sentences.")
    refusal = models.JSONField(default=dict, editable=False, help_text="Why it was refused: file, line, column and message.")

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = "import"
        ordering = ["-pk"]
        permissions = [("manage_import", "Can put imported figures into review, and take them out again")]
        constraints = [
            models.CheckConstraint(
                name="statistics_import_state_is_known",
                condition=models.Q(state__in=["waiting", "reading", "read", "refused", "applied", "undone", "discarded"]),
            ),
            models.CheckConstraint(
                name="statistics_import_progress_is_a_share",
                condition=models.Q(progress__gte=0, progress__lte=100),
                violation_error_message="A share lies between 0 and 100 per cent.",
            ),
            models.CheckConstraint(
                name="statistics_import_applied_has_a_moment",
                condition=~models.Q(state__in=["applied", "undone"]) | models.Q(applied_at__isnull=False),
                violation_error_message="What is in review was put there at some moment.",
            ),
        ]

    def __str__(self) -> str:
        return f"Import {self.pk}"

    @property
    def is_on_its_way(self) -> bool:
        return self.state in {self.State.WAITING, self.State.READING}


class ImportFile(models.Model):
    """One uploaded file. Once it has been read, its content is deleted: its name and its fingerprint stay."""

    upload = models.ForeignKey(
        Import, on_delete=models.CASCADE, related_name="files", editable=False, help_text="The upload it belongs to."
    )
    file_name = models.CharField(max_length=200, help_text="What the sender called it.")
    size = models.PositiveBigIntegerField(editable=False, help_text="Its size in bytes.")
    sha256 = models.CharField(max_length=64, editable=False, help_text="Its fingerprint: the same file has the same.")
    content = models.FileField(
        upload_to=upload_path, blank=True, max_length=200, editable=False, help_text="The file, until it has been read."
    )

    class Meta:
        verbose_name = "imported file"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["upload", "sha256"], name="statistics_import_file_once", violation_error_message="This file is in the upload twice."
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class ImportedCell(models.Model):
    """One count as the file states it, before any rule. Kept for the areas that a rule names."""

    upload = models.ForeignKey(
        Import, on_delete=models.CASCADE, related_name="cells", editable=False, help_text="The upload it was read from."
    )
    area_code = models.CharField(max_length=9, blank=True, editable=False, help_text="The area’s code, where the file has one.")
    area_name = models.CharField(max_length=120, editable=False, help_text="The area, as the file writes it.")
    category = models.CharField(max_length=200, editable=False, help_text="What is counted, as the file writes it.")
    code = models.CharField(max_length=20, blank=True, editable=False, help_text="The offence code, where the file has one.")
    group = models.CharField(max_length=120, blank=True, editable=False, help_text="The offence group, where the file has one.")
    subgroup = models.CharField(max_length=120, blank=True, editable=False, help_text="The offence subgroup, where the file has one.")
    source = models.CharField(max_length=160, blank=True, editable=False, help_text="The publication, in a file of this site’s own.")
    period_start = models.DateField(editable=False, help_text="The first day that is counted.")
    period_end = models.DateField(editable=False, help_text="The last day that is counted.")
    value = models.BigIntegerField(null=True, editable=False, help_text="The count.")
    missing = models.CharField(max_length=14, blank=True, editable=False, help_text="Why there is none.")
    status = models.CharField(max_length=12, blank=True, editable=False, help_text="How settled it is, where the file says so.")
    edition = models.CharField(max_length=120, blank=True, editable=False, help_text="The edition, in a file of this site’s own.")

    class Meta:
        verbose_name = "imported cell"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "upload",
                    "area_code",
                    "area_name",
                    "category",
                    "code",
                    "group",
                    "subgroup",
                    "source",
                    "period_start",
                    "period_end",
                ],
                name="statistics_imported_cell_once",
                violation_error_message="This cell is there already.",
            ),
            models.CheckConstraint(
                name="statistics_imported_cell_value_or_reason",
                condition=models.Q(value__isnull=False, missing="") | (models.Q(value__isnull=True) & ~models.Q(missing="")),
                violation_error_message="A cell has a value, or the reason why there is none.",
            ),
            models.CheckConstraint(
                name="statistics_imported_cell_ends_after_it_starts",
                condition=models.Q(period_end__gte=models.F("period_start")),
                violation_error_message="The period ends before it starts.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category}, {self.area_name}"


class ImportedFigure(models.Model):
    """What an import did to one figure, with what stood there before: by this it can be undone."""

    class Outcome(models.TextChoices):
        NEW = "new", "New"
        CORRECTED = "corrected", "Corrected in review"
        WAITING = "waiting", "A revision of a public figure, waiting for a release"
        REVISED = "revised", "A revision that has been released"
        TAKEN_OUT = "taken_out", "Taken out again"

    upload = models.ForeignKey(
        Import, on_delete=models.CASCADE, related_name="figures", editable=False, help_text="The import that did it."
    )
    observation = models.ForeignKey(
        Observation,
        on_delete=models.SET_NULL,
        null=True,
        related_name="imports",
        editable=False,
        help_text="The figure; none once it was taken out again.",
    )
    revision = models.OneToOneField(
        FigureRevision,
        on_delete=models.SET_NULL,
        null=True,
        related_name="imported",
        editable=False,
        help_text="The revision that was made of it, where the figure had been public.",
    )
    outcome = models.CharField(max_length=9, choices=Outcome, editable=False, help_text="What was done.")
    before = models.JSONField(default=dict, blank=True, editable=False, help_text="The figure as it was; empty for a new one.")
    after = models.JSONField(editable=False, help_text="The figure as the import has it.")

    class Meta:
        verbose_name = "imported figure"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["upload", "observation"],
                name="statistics_imported_figure_once",
                violation_error_message="This import has this figure already.",
            ),
            models.CheckConstraint(
                name="statistics_imported_figure_outcome_is_known",
                condition=models.Q(outcome__in=["new", "corrected", "waiting", "revised", "taken_out"]),
            ),
        ]

    def __str__(self) -> str:
        return str(self.observation or "A figure that was taken out again")

    @property
    def is_released(self) -> bool:
        """Whether it has been public: from then on the import is revised by a newer one, never taken out."""
        return self.outcome != self.Outcome.WAITING and self.observation is not None and self.observation.has_been_public
