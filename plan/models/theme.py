"""What people told the partnership in a consultation, what was decided about it, and why."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

from citysafe.publishing.models import Publishable
from plan.models.action import Action
from plan.models.plan import Plan, Priority, WithinPlanQuerySet


class ThemeQuerySet(WithinPlanQuerySet):
    def of_plan(self, plan: Plan, *, preview: bool) -> Self:
        return self.filter(plan=plan).shown(preview=preview)

    def with_what_came(self, plan: Plan, *, preview: bool) -> Self:
        """With what of it may be shown: the priority as `shown_priority`, the actions as `shown_actions`, each with its `latest_update`.

        Six queries, however many.
        """
        actions = Action.objects.of_plan(plan, preview=preview).with_latest_update(preview=preview).prefetch_related("milestones")
        return self.select_related("plan").prefetch_related(
            models.Prefetch("priority", plan.priorities.shown(preview=preview), to_attr="shown_priority"),
            models.Prefetch("actions", actions, to_attr="shown_actions"),
        )


class Theme(Publishable):
    """A section of the page “You said, we did”: heard, decided and why, and what came of it."""

    class Decision(models.TextChoices):
        ADOPTED = "adopted", "Adopted"
        PARTLY = "partly", "Adopted in part"
        NOT = "not", "Not adopted"
        OPEN = "open", "Not decided yet"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="themes", help_text="The plan that it was heard for.")
    title = models.CharField(max_length=120, help_text="What it is about, in a few words, such as “Light on the ways home”.")
    slug = models.SlugField(
        "address part",
        max_length=80,
        unique=True,
        help_text="The end of its address on the page “You said, we did”: small letters, numbers and hyphens. Links to it end with it.",
    )
    heard = models.TextField(
        "who was heard",
        help_text="Which groups, where and when, summed up in Markdown. Never a person’s name, and nothing that points to one.",
    )
    said = models.TextField("what they said", help_text="Summed up in our words, in Markdown. Never a quotation.")
    decision = models.CharField(max_length=8, choices=Decision, default=Decision.OPEN, help_text="What the partnership decided about it.")
    reason = models.TextField(
        blank=True, help_text="Why it was decided so, in Markdown. Public. Required for what is not adopted, or only in part."
    )
    decided_on = models.DateField(
        "decided on", null=True, blank=True, help_text="The day of the decision. Leave empty if it is not on record."
    )
    priority = models.ForeignKey(
        Priority,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="themes",
        help_text="The priority of the same plan that it went into. Leave empty if there is none.",
    )
    actions = models.ManyToManyField(
        Action, blank=True, related_name="themes", help_text="The actions of the same plan that came of it. Their state is told from them."
    )
    happened = models.TextField(
        "what happened",
        blank=True,
        help_text="What happened beside the actions, in Markdown. Leave empty if the actions tell it all.",
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="Small numbers stand first among those with the same decision.")

    objects = ThemeQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Publishable.Meta):
        verbose_name = "consultation theme"
        ordering = ["position", "title"]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                fields=["plan", "title"], name="plan_theme_once", violation_error_message="This plan has a theme of this name already."
            ),
            models.CheckConstraint(
                name="plan_theme_decision_is_known", condition=models.Q(decision__in=["adopted", "partly", "not", "open"])
            ),
            models.CheckConstraint(
                name="plan_theme_refused_says_why",
                condition=~models.Q(decision__in=["partly", "not"]) | ~models.Q(reason=""),
                violation_error_message="Say why it was not adopted, or only in part: those who were heard read it.",
            ),
            models.CheckConstraint(
                name="plan_theme_open_has_no_day",
                condition=~models.Q(decision="open") | models.Q(decided_on__isnull=True),
                violation_error_message="What is not decided yet has no day of decision: choose the decision, or empty the day.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.priority and self.priority.plan_id != self.plan_id:
            raise ValidationError({"priority": "This priority belongs to another plan. Choose one of the same plan."})

    @property
    def anchor(self) -> str:
        """Its name on the page, where no other part can have the same."""
        return f"theme-{self.slug}"

    def get_absolute_url(self) -> str:
        """On the page of the current plan's themes; of an older plan on the page that holds all of it."""
        page = reverse("plan:you-said") if self.plan.is_current else reverse("plan:whole", args=[self.plan.slug])
        return f"{page}#{self.anchor}"
