"""The plan itself, its priorities, and what was announced about it."""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.db import models
from django.urls import reverse

from citysafe.publishing.models import Addressed, Publishable, PublishableQuerySet
from plan.documents import check_document

DROPPED = "Before it can take the place of the plan before it, say of each action that it does not carry on why. On the page of the action, fill in “Why it is not carried on”."


class PlanQuerySet(PublishableQuerySet):
    def current(self) -> Self:
        return self.filter(is_current=True)


class WithinPlanQuerySet(PublishableQuerySet):
    within = ("plan",)


class Plan(Publishable, Addressed):
    title = models.CharField(max_length=120, help_text="The name most people know it by.")
    other_titles = models.TextField("other titles", blank=True, help_text="Other names of the same document, one a line.")
    part_of = models.CharField(
        "part of",
        max_length=120,
        blank=True,
        help_text="The longer plan that this one belongs to, such as “Community Safety Strategy 2024 to 2027”.",
    )
    starts_on = models.DateField(null=True, blank=True, help_text="The first day it covers. Leave empty if it is not stated.")
    ends_on = models.DateField(null=True, blank=True, help_text="The last day it covers. Leave empty if it is not stated.")
    period_note = models.CharField(
        max_length=60, blank=True, help_text="The period in words where the days are not stated, such as “2024 to 2025”."
    )
    launched_on = models.DateField(null=True, blank=True, help_text="The day it was launched to the public.")
    adopted_on = models.DateField(null=True, blank=True, help_text="The day it was formally adopted.")
    adopted_by = models.CharField(max_length=120, blank=True, help_text="The body that adopted it.")
    is_current = models.BooleanField(
        "current plan", default=False, help_text="The plan that this site shows first. Only one can be current."
    )

    continues = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="continued_by",
        verbose_name="the plan before it",
        help_text="The plan that this one carries on. What was carried over, changed or dropped is worked out from it.",
    )

    introduction = models.TextField(help_text="One or two sentences on what the plan is, under its title.")
    premise = models.TextField(help_text="Why there is a plan, in Markdown.")
    inform = models.CharField(max_length=200, help_text="What the plan does to inform: one sentence.")
    coordinate = models.CharField("co-ordinate", max_length=200, help_text="What the plan does to co-ordinate: one sentence.")
    promote = models.CharField(max_length=200, help_text="What the plan does to promote: one sentence.")
    govern = models.CharField(max_length=200, help_text="What the plan does to govern: one sentence.")
    definition = models.ForeignKey(
        "statistics.Definition",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="plans",
        verbose_name="definition of serious violence",
        help_text="What the plan means by serious violence, from the shelf of definitions. Leave empty if it is not on record: the page says so.",
    )
    how_it_came_about = models.TextField(help_text="Who was heard and how the priorities came about, in Markdown.")
    delivery = models.TextField("who delivers it", help_text="Who delivers the plan, in Markdown. The organisations are listed under it.")

    chair_message = models.TextField(
        "the chair's message",
        blank=True,
        help_text="Summed up in our words and attributed, never quoted: it must be possible to take it down at any time.",
    )
    chair_name = models.CharField("the chair", max_length=120, blank=True, help_text="Who said it, with the title used in public.")
    chair_role = models.CharField("the chair's office", max_length=160, blank=True, help_text="In which office it was said.")
    chair_occasion = models.CharField("occasion", max_length=160, blank=True, help_text="Where and when it was said.")
    chair_message_shown = models.BooleanField(
        "show the chair's message", default=True, help_text="Take the tick away before an election: it goes from every page at once."
    )

    document = models.FileField(
        "official document",
        upload_to="plan/",
        blank=True,
        validators=[FileExtensionValidator(["pdf", "odt", "docx"], "Choose a PDF, ODT or DOCX file."), check_document],
        help_text="The official document to download: PDF, ODT or DOCX, 20 MB at most. Leave empty if there is none.",
    )
    document_note = models.CharField(max_length=200, blank=True, help_text="Its title and date, as printed on it.")

    objects = PlanQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Publishable.Meta):
        ordering = ["-is_current", "-launched_on", "-pk"]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                fields=["is_current"],
                condition=models.Q(is_current=True),
                name="plan_plan_one_current",
                violation_error_message="Another plan is the current one: take its tick away first.",
            ),
            models.CheckConstraint(
                name="plan_plan_ends_after_it_starts",
                condition=models.Q(starts_on__isnull=True) | models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                violation_error_message="The last day lies before the first.",
            ),
            models.CheckConstraint(
                name="plan_plan_continues_another",
                condition=models.Q(continues__isnull=True) | ~models.Q(continues=models.F("pk")),
                violation_error_message="A plan does not carry on itself.",
            ),
            models.CheckConstraint(
                name="plan_plan_message_is_attributed",
                condition=models.Q(chair_message="") | ~models.Q(chair_name=""),
                violation_error_message="A message needs the name of the person who gave it.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plan:plan", args=[self.slug])

    def clean(self) -> None:
        """Before it is shown or made the current one, each promise that it does not carry on needs its reason."""
        super().clean()
        if self._comes_into_force() and (dropped := self.dropped_without_reason()):
            raise ValidationError([DROPPED, *(f"{action}: no reason." for action in dropped)])

    def _comes_into_force(self) -> bool:
        stored = Plan._base_manager.filter(pk=self.pk).first() if self.pk else None
        if stored is None:
            return False
        is_shown_now = self.state == self.State.PUBLISHED and stored.state != self.State.PUBLISHED
        return is_shown_now or (self.is_current and not stored.is_current)

    def dropped_without_reason(self) -> list[Any]:
        """The unfinished actions of the plan before it that it does not carry on, and nobody has said why."""
        from plan.models.action import Action  # the two know each other

        if self.continues is None:
            return []
        before = Action.objects.previewable().filter(priority__plan=self.continues, dropped_because="")
        return list(before.unfinished().left_behind_by(self).order_by("priority__number", "position", "reference"))

    @property
    def is_to_come(self) -> bool:
        """It carries on the plan that is the current one still."""
        return not self.is_current and self.continues is not None and self.continues.is_current

    @property
    def other_title_list(self) -> list[str]:
        return [line.strip() for line in self.other_titles.splitlines() if line.strip()]

    @property
    def has_chair_message(self) -> bool:
        return self.chair_message_shown and bool(self.chair_message)


class Priority(Publishable, Addressed):
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="priorities", help_text="The plan it belongs to.")
    number = models.PositiveSmallIntegerField(help_text="Its place in the plan, from 1.")
    title = models.CharField(max_length=80, help_text="The priority's name.")
    summary = models.CharField(max_length=200, help_text="What should come of it, in one sentence. Shown on the front page.")
    outcome = models.TextField("what we want to see", help_text="What would be different if it succeeded, in Markdown.")
    heard = models.TextField(
        "what people told us",
        blank=True,
        help_text="Summed up, with who and when; never a quotation. Markdown. Leave empty if it is not on record.",
    )

    objects = WithinPlanQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Publishable.Meta):
        ordering = ["plan", "number"]
        verbose_name_plural = "priorities"
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                fields=["plan", "number"],
                name="plan_priority_number_once",
                violation_error_message="Another priority of this plan has this number.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("plan:priority", args=[self.slug])


class Announcement(Publishable, Addressed):
    """A dated page: something the partnership told the public on a certain day."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="announcements", help_text="The plan it is about.")
    title = models.CharField(max_length=120, help_text="The announcement's heading.")
    announced_on = models.DateField(help_text="The day it was made public.")
    summary = models.CharField(max_length=300, help_text="One or two sentences, shown in lists.")
    body = models.TextField(help_text="What was announced, in our own words, in Markdown.")
    publisher = models.CharField(max_length=120, help_text="Who made the announcement.")
    url = models.URLField("where it was published", blank=True, max_length=300, help_text="The original, if it is online.")

    objects = WithinPlanQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Publishable.Meta):
        ordering = ["-announced_on", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plan:announcement", args=[self.slug])
