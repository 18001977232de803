"""What was promised, and who answers for it."""

from datetime import date
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone

from citysafe.publishing.models import Addressed, Publishable
from plan import dates
from plan.models.actions import OVER, ActionQuerySet
from plan.models.moments import PRECISION_HELP, DatePrecision, settle
from plan.models.organisation import Organisation
from plan.models.plan import Priority


class Action(Publishable, Addressed):
    class Progress(models.TextChoices):
        NOT_STARTED = "not_started", "Not started"
        IN_PROGRESS = "in_progress", "In progress"
        COMPLETE = "complete", "Complete"
        STOPPED = "stopped", "Stopped"
        MERGED = "merged", "Merged"
        UNKNOWN = "unknown", "No report yet"

    class Rating(models.TextChoices):
        NOT_RATED = "", "Not rated yet"
        BLUE = "blue", "Blue: complete"
        GREEN = "green", "Green: on track"
        AMBER = "amber", "Amber: some risk"
        RED = "red", "Red: off track"

    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="actions", help_text="The priority it serves.")
    reference = models.CharField(max_length=10, help_text="Stable and short, such as F1. People quote it: do not change it.")
    title = models.CharField(max_length=120, help_text="What is to be done, starting with a verb.")
    summary = models.TextField(help_text="What it means, in plain words.")
    official_wording = models.TextField(blank=True, help_text="The wording agreed in the plan, where it is on record.")
    lead = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="led_actions",
        verbose_name="lead partner",
        help_text="The one organisation that answers for it. Leave empty and the page says “lead partner to be confirmed”.",
    )
    supporters = models.ManyToManyField(
        Organisation, through="Support", related_name="supported_actions", help_text="Organisations that help."
    )
    area = models.CharField(
        "where", max_length=120, blank=True, help_text="The part of the place it covers. Leave empty if it is not stated."
    )
    start_on = models.DateField("starts", null=True, blank=True, help_text="When work starts. Leave empty if it is not stated.")
    start_precision = models.CharField(max_length=7, choices=DatePrecision, default=DatePrecision.DAY, help_text=PRECISION_HELP)
    due_on = models.DateField("due", null=True, blank=True, help_text="When it should be done. Leave empty if it is not stated.")
    due_precision = models.CharField(max_length=7, choices=DatePrecision, default=DatePrecision.DAY, help_text=PRECISION_HELP)
    progress = models.CharField(
        "state", max_length=12, choices=Progress, default=Progress.UNKNOWN, help_text="What is happening, as the lead partner reports it."
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged_actions", help_text="Where a merged action goes on."
    )
    continues = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="continued_by",
        verbose_name="carries on",
        help_text="The action of the plan before that it carries on. Leave it empty for what is new.",
    )
    dropped_because = models.CharField(
        "why it is not carried on",
        max_length=300,
        blank=True,
        help_text="Public. Needed where the next plan does not carry on what is not finished.",
    )
    rating = models.CharField(
        max_length=5,
        choices=Rating,
        blank=True,
        default=Rating.NOT_RATED,
        help_text="Will it arrive on time? Amber and red need a reason and its date.",
    )
    rating_reason = models.TextField("reason for the rating", blank=True, help_text="Public. Required for amber and red.")
    rated_on = models.DateField("rated on", null=True, blank=True, help_text="The day the rating was given.")
    next_update_on = models.DateField("next update due", null=True, blank=True, help_text="When the lead partner reports again.")
    position = models.PositiveSmallIntegerField(default=0, help_text="Small numbers stand first within the priority.")

    objects = ActionQuerySet.as_manager()  # type: ignore[misc]
    last_reported_on: date | None
    """Of those that come `with_last_report`: the day of the latest update that is public."""

    class Meta(Publishable.Meta):
        ordering = ["priority", "position", "reference"]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                fields=["priority", "reference"],
                name="plan_action_reference_once",
                violation_error_message="Another action of this priority has this reference.",
            ),
            models.CheckConstraint(
                name="plan_action_amber_and_red_have_a_dated_reason",
                condition=~models.Q(rating__in=["amber", "red"]) | (~models.Q(rating_reason="") & models.Q(rated_on__isnull=False)),
                violation_error_message="An amber or red rating needs a reason and the day it was given.",
            ),
            models.CheckConstraint(
                name="plan_action_blue_is_complete",
                condition=~models.Q(rating="blue") | models.Q(progress="complete"),
                violation_error_message="Blue means complete: set the state to complete, or choose another rating.",
            ),
            models.CheckConstraint(
                name="plan_action_merged_says_where",
                condition=models.Q(progress="merged", merged_into__isnull=False)
                | (~models.Q(progress="merged") & models.Q(merged_into__isnull=True)),
                violation_error_message="A merged action names the action it went into, and no other action does.",
            ),
            models.CheckConstraint(
                name="plan_action_continues_another",
                condition=models.Q(continues__isnull=True) | ~models.Q(continues=models.F("pk")),
                violation_error_message="An action does not carry on itself.",
            ),
            models.CheckConstraint(
                name="plan_action_due_after_start",
                condition=models.Q(start_on__isnull=True) | models.Q(due_on__isnull=True) | models.Q(due_on__gte=models.F("start_on")),
                violation_error_message="It is due before it starts.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference}. {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("plan:action", args=[self.slug])

    def save(self, **options: Any) -> None:
        self.settle_dates()
        super().save(**options)

    def settle_dates(self) -> None:
        settle(self, "start_on", "start_precision", dates.first_day)
        settle(self, "due_on", "due_precision", dates.last_day)

    @property
    def start_words(self) -> str:
        return dates.words(self.start_on, self.start_precision) if self.start_on else ""

    @property
    def due_words(self) -> str:
        return dates.words(self.due_on, self.due_precision) if self.due_on else ""

    @property
    def due_phrase(self) -> str:
        return dates.due_words(self.due_on, self.due_precision) if self.due_on else ""

    @property
    def is_over(self) -> bool:
        return self.progress in OVER

    @property
    def rating_class(self) -> str:
        """The shape that repeats the rating's words (static/citysafe.css)."""
        return {"blue": "done", "green": "track", "amber": "risk", "red": "off"}.get(self.rating, "none")

    @property
    def milestones_words(self) -> str:
        """“1 of 3 reached, 1 late”; of the milestones already loaded."""
        milestones = list(self.milestones.all())
        if not milestones:
            return "None set yet"
        reached = f"{sum(milestone.reached_on is not None for milestone in milestones)} of {len(milestones)} reached"
        return f"{reached}, {late} late" if (late := sum(milestone.is_late for milestone in milestones)) else reached

    @property
    def is_silent(self) -> bool:
        return self.is_silent_at(timezone.localdate())

    def is_silent_at(self, day: date) -> bool:
        """Its next update was due before that day and has not come."""
        return self.next_update_on is not None and not self.is_over and self.next_update_on < day

    @property
    def is_late(self) -> bool:
        return self.is_late_at(timezone.localdate())

    def is_late_at(self, day: date) -> bool:
        """Past its date on that day, by what is known of it now; whether or not its date is stored as a last day yet."""
        return self.due_on is not None and not self.is_over and dates.last_day(self.due_on, self.due_precision) < day
