"""Which actions: the adjectives that chain."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from citysafe.publishing.models import PublishableQuerySet

if TYPE_CHECKING:
    from citysafe.people.models import User
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

    def unfinished(self) -> Self:
        return self.exclude(progress__in=OVER)

    def over(self) -> Self:
        return self.filter(progress__in=OVER)

    def late(self) -> Self:
        return self.unfinished().filter(due_on__lt=timezone.localdate())

    def silent(self) -> Self:
        """An update was due and has not come."""
        return self.unfinished().filter(next_update_on__lt=timezone.localdate())

    def expecting_report(self, until: date) -> Self:
        """Public, of the current plan, due for a report by that day, and none waits for approval."""
        from plan.models.report import Report  # the two know each other

        due = self.published().unfinished().filter(next_update_on__lte=until, priority__plan__is_current=True)
        return due.exclude(pk__in=Report.objects.pending().values("action"))

    def without_contact(self) -> Self:
        """Nobody belongs to the lead partner, and it has no mailbox; or there is none."""
        has_nobody = Q(lead__mailbox="") & ~Q(lead__memberships__user__is_active=True)
        return self.filter(Q(lead__isnull=True) | has_nobody)

    def led_by(self, slug: str) -> Self:
        return self.filter(lead__slug=slug)

    def led_by_organisations_of(self, user: "User") -> Self:
        """What a partner answers for: public, and led by an organisation that the person belongs to. A closed account leads nothing."""
        return self.published().filter(lead__memberships__user=user, lead__memberships__user__is_active=True)

    def supported_by(self, slug: str) -> Self:
        return self.filter(pk__in=self.model._base_manager.filter(supports__organisation__slug=slug).values("pk"))

    def with_words(self, text: str) -> Self:
        """Each word of the text stands somewhere in the action."""
        found = self
        for word in text.split():
            found = found.filter(Q(*((f"{name}__icontains", word) for name in SEARCHED), _connector=Q.OR))
        return found
