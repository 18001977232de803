"""Which actions: the adjectives that chain."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from citysafe.publishing.models import PublishableQuerySet

if TYPE_CHECKING:
    from plan.models.plan import Plan

OVER = ("complete", "stopped", "merged")
SEARCHED = ("reference", "title", "summary", "official_wording", "lead__name")


class ActionQuerySet(PublishableQuerySet):
    within = ("priority", "priority__plan")

    def with_partners(self) -> Self:
        """Who leads, who helps, and the milestones: what a list of actions shows, in a fixed number of queries."""
        from plan.models.action import Support  # the two know each other

        supports = models.Prefetch("supports", Support.objects.select_related("organisation"))
        return self.select_related("lead", "priority").prefetch_related(supports, "milestones")

    def of_plan(self, plan: "Plan", *, preview: bool) -> Self:
        """Those that the plan's own page shows."""
        return self.shown(preview=preview).filter(priority__in=plan.priorities.shown(preview=preview))

    def left_behind_by(self, plan: "Plan") -> Self:
        """Those that no action of this later plan carries on."""
        carried_on = self.model._base_manager.filter(priority__plan=plan, continues__isnull=False)
        return self.exclude(pk__in=carried_on.exclude(state="archived").values("continues"))

    def unfinished(self) -> Self:
        return self.exclude(progress__in=OVER)

    def over(self) -> Self:
        return self.filter(progress__in=OVER)

    def late(self) -> Self:
        return self.unfinished().filter(due_on__lt=timezone.localdate())

    def silent(self) -> Self:
        """An update was due and has not come."""
        return self.unfinished().filter(next_update_on__lt=timezone.localdate())

    def led_by(self, slug: str) -> Self:
        return self.filter(lead__slug=slug)

    def supported_by(self, slug: str) -> Self:
        return self.filter(pk__in=self.model._base_manager.filter(supports__organisation__slug=slug).values("pk"))

    def with_words(self, text: str) -> Self:
        """Each word of the text stands somewhere in the action."""
        found = self
        for word in text.split():
            found = found.filter(Q(*((f"{name}__icontains", word) for name in SEARCHED), _connector=Q.OR))
        return found
