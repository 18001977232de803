"""Which actions: the adjectives that chain."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils import timezone

from citysafe.publishing.models import PublishableQuerySet

if TYPE_CHECKING:
    from plan.models.plan import Plan

OVER = ("complete", "stopped", "merged")


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

    def unfinished(self) -> Self:
        return self.exclude(progress__in=OVER)

    def late(self) -> Self:
        return self.unfinished().filter(due_on__lt=timezone.localdate())

    def silent(self) -> Self:
        """An update was due and has not come."""
        return self.unfinished().filter(next_update_on__lt=timezone.localdate())
