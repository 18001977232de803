"""What a partner reports on an action: kept as it was sent, apart from what is published of it."""

from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from citysafe.design.uploads import ending
from citysafe.people.models import User
from plan import dates
from plan.models.action import Action
from plan.models.evidence import evidence_field
from plan.models.organisation import Organisation
from plan.models.progress import Milestone, ProgressUpdate

PROPOSABLE = ("not_started", "in_progress", "complete", "stopped")


class ReportQuerySet(models.QuerySet["Report"]):
    def pending(self) -> Self:
        return self.filter(decision=Report.Decision.PENDING)

    def of_organisations_of(self, user: User) -> Self:
        """Those that a partner may see: sent for an organisation that the person belongs to."""
        return self.filter(organisation__memberships__user=user, organisation__memberships__user__is_active=True)


class Report(models.Model):
    """One report as it was sent. Nothing of it but the decision changes; whoever has more to say sends another one.

    No public page and no preview reads it: what was approved of it is published as a progress note.
    """

    class Decision(models.TextChoices):
        PENDING = "pending", "Awaiting approval"
        APPROVED = "approved", "Approved"
        RETURNED = "returned", "Returned"
        REJECTED = "rejected", "Rejected"
        WITHDRAWN = "withdrawn", "Withdrawn"

    key = models.UUIDField(unique=True, editable=False, default=uuid4, help_text="The form's own: sent twice, it is one report.")
    action = models.ForeignKey(
        Action, on_delete=models.PROTECT, editable=False, related_name="reports", help_text="The action it reports on."
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, editable=False, related_name="reports", help_text="Who reports: the lead partner."
    )
    period_ends_on = models.DateField("period", editable=False, help_text="The last day of the quarter that it is about.")
    progress = models.CharField(
        "state",
        max_length=12,
        choices=[choice for choice in Action.Progress.choices if choice[0] in PROPOSABLE],
        editable=False,
        help_text="What is happening.",
    )
    rating = models.CharField(max_length=5, choices=Action.Rating, blank=True, editable=False, help_text="Will it arrive on time?")
    rating_reason = models.TextField("reason for the rating", blank=True, editable=False, help_text="Required for amber and red.")
    title = models.CharField(max_length=120, editable=False, help_text="What happened, in a few words, as it was sent.")
    words = models.TextField(editable=False, help_text="What happened, as it was sent.")
    evidence_url = models.URLField("evidence: link", max_length=300, blank=True, editable=False, help_text="Where evidence can be read.")
    evidence = evidence_field("evidence: file", "Evidence, 10 MB at most. It is taken along, never shown inside the site.")
    stood = models.JSONField(default=dict, editable=False, help_text="How the action stood when this was sent, in words.")
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+", help_text="Who sent it."
    )
    submitted_at = models.DateTimeField("sent", default=timezone.now, editable=False, help_text="When it was sent.")

    decision = models.CharField(max_length=10, choices=Decision, default=Decision.PENDING, help_text="What was decided.")
    note = models.TextField("note to the partner", blank=True, help_text="Why it was returned or rejected. The partner reads it.")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+", help_text="Who decided."
    )
    decided_at = models.DateTimeField("decided", null=True, editable=False, help_text="When it was decided. Empty while it waits.")
    update = models.OneToOneField(
        ProgressUpdate,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="report",
        help_text="The progress note that was published of it.",
    )
    evidence_is_public = models.BooleanField("evidence published", default=False, help_text="The public may read the evidence.")

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = "partner report"
        ordering = ["-submitted_at", "-pk"]
        permissions = [("manage_report", "Can approve, return and reject partner reports")]
        constraints = [
            models.CheckConstraint(
                name="plan_report_decision_is_known",
                condition=Q(decision__in=["pending", "approved", "returned", "rejected", "withdrawn"]),
            ),
            models.CheckConstraint(
                name="plan_report_amber_and_red_have_a_reason",
                condition=~Q(rating__in=["amber", "red"]) | ~Q(rating_reason=""),
                violation_error_message="An amber or red rating needs a reason.",
            ),
            models.CheckConstraint(
                name="plan_report_rating_fits_its_state",
                condition=Q(progress="complete", rating="blue")
                | Q(progress="stopped", rating="")
                | Q(progress__in=["not_started", "in_progress"], rating__in=["green", "amber", "red"]),
                violation_error_message="What is complete is blue, what is stopped has no rating, and all else is green, amber or red.",
            ),
            models.CheckConstraint(
                name="plan_report_says_what_happened",
                condition=~Q(title="") & ~Q(words=""),
                violation_error_message="Say what happened.",
            ),
            models.CheckConstraint(
                name="plan_report_waits_or_is_decided",
                condition=Q(decision="pending", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(decision="pending") & Q(decided_at__isnull=False)),
                violation_error_message="What is decided has the moment at which it was, and what waits has none.",
            ),
            models.CheckConstraint(
                name="plan_report_approved_is_published",
                condition=Q(decision="approved", update__isnull=False)
                | (~Q(decision="approved") & Q(update__isnull=True, evidence_is_public=False)),
                violation_error_message="What is approved has its progress note, and of nothing else is anything published.",
            ),
            models.CheckConstraint(
                name="plan_report_refusal_says_why",
                condition=~Q(decision__in=["returned", "rejected"]) | ~Q(note=""),
                violation_error_message="Say why it is returned or rejected: the partner reads it.",
            ),
            models.CheckConstraint(
                name="plan_report_approved_by_another_person",
                condition=~Q(decision="approved")
                | Q(submitted_by__isnull=True)
                | Q(decided_by__isnull=True)
                | ~Q(submitted_by=models.F("decided_by")),
                violation_error_message="Another person approves a report than the one who sent it.",
            ),
            models.UniqueConstraint(
                fields=["action", "organisation", "period_ends_on"],
                condition=Q(decision="pending"),
                name="plan_report_one_of_an_organisation_waits",
                violation_error_message="A report on this action and period waits already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action.reference}, {self.period_words}"

    def get_absolute_url(self) -> str:
        return reverse("partners:report", args=[self.pk])

    @property
    def period_words(self) -> str:
        return dates.words(self.period_ends_on, "quarter")

    @property
    def is_pending(self) -> bool:
        return self.decision == self.Decision.PENDING

    @property
    def has_evidence(self) -> bool:
        return bool(self.evidence_url or self.evidence)

    @property
    def evidence_kind(self) -> str:
        """“PDF file”."""
        return f"{ending(self.evidence.name)[1:].upper()} file"

    @property
    def evidence_name(self) -> str:
        """What the file is called when it is taken along: our words, and its kind."""
        return f"evidence-{self.action.slug}-{self.period_ends_on:%Y-%m}{ending(self.evidence.name)}"


class MilestoneReport(models.Model):
    """What a report says of one milestone: reached, or now expected later and why."""

    report = models.ForeignKey(
        Report, on_delete=models.CASCADE, editable=False, related_name="milestones", help_text="The report it belongs to."
    )
    milestone = models.ForeignKey(
        Milestone, on_delete=models.PROTECT, editable=False, related_name="reports", help_text="The milestone it is about."
    )
    reached_on = models.DateField("reached", null=True, editable=False, help_text="The day it was reached.")
    expected_on = models.DateField("now expected", null=True, editable=False, help_text="When it is now expected.")
    reason = models.CharField("reason for delay", max_length=300, blank=True, editable=False, help_text="Why it is expected later.")

    class Meta:
        ordering = ["milestone__due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "milestone"],
                name="plan_milestone_report_once",
                violation_error_message="The report says something of this milestone already.",
            ),
            models.CheckConstraint(
                name="plan_milestone_report_reached_or_moved_with_a_reason",
                condition=Q(reached_on__isnull=False, expected_on__isnull=True)
                | (Q(reached_on__isnull=True, expected_on__isnull=False) & ~Q(reason="")),
                violation_error_message="A milestone is reached on a day, or expected on a later one for a reason.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.milestone)
