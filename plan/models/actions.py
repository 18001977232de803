"""Which actions: the adjectives that chain."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone

from citysafe.publishing.models import PublishableQuerySet, is_public
from plan import dates

if TYPE_CHECKING:
    from citysafe.people.models import User
    from plan.models.plan import Plan

OVER = ("complete", "stopped", "merged")
SEARCHED = ("reference", "title", "summary", "official_wording", "lead__name")


class ActionQuerySet(PublishableQuerySet):
    within = ("priority", "priority__plan")

    def with_partners(self) -> Self:
        """Who leads, who helps, and the milestones: what a list of actions shows, in a fixed number of queries."""
        from plan.models.support import Support  # the two know each other

        supports = models.Prefetch("supports", Support.objects.select_related("organisation"))
        return self.select_related("lead", "priority").prefetch_related(supports, "milestones")

    def with_last_report(self) -> Self:
        """`last_reported_on`: the day of the latest update that is public; None where there is none."""
        from plan.models.progress import ProgressUpdate

        reports = ProgressUpdate.objects.filter(is_public(), action=OuterRef("pk")).order_by("-reported_on")
        return self.annotate(last_reported_on=Subquery(reports.values("reported_on")[:1]))

    def with_latest_update(self, *, preview: bool) -> Self:
        """What was reported last of each, as the list `latest_update` of one or none."""
        from plan.models.progress import ProgressUpdate  # the two know each other

        latest = ProgressUpdate.objects.shown(preview=preview).select_related("organisation")[:1]
        return self.prefetch_related(models.Prefetch("updates", latest, to_attr="latest_update"))

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

    def with_a_late_milestone(self) -> Self:
        late = Q(milestones__reached_on=None, milestones__due_on__lt=timezone.localdate())
        return self.unfinished().filter(pk__in=self.model._base_manager.filter(late).values("pk"))

    def quiet(self) -> Self:
        """No update for a quarter, counted from the last one, or from the day on which the action became public."""
        long_ago = dates.quarter_before(timezone.localdate())
        never = Q(last_reported_on=None, first_public_at__date__lt=long_ago)
        return self.unfinished().with_last_report().filter(Q(last_reported_on__lt=long_ago) | never)

    def in_force(self) -> Self:
        """What the public is promised now: published, and of the current plan."""
        return self.published().filter(priority__plan__is_current=True)

    def due_within(self, days: int) -> Self:
        """Due today or in so many days, and not over."""
        today = timezone.localdate()
        return self.unfinished().filter(due_on__range=(today, today + timedelta(days=days)))

    def incomplete(self) -> Self:
        """Not over, and without a lead partner, a date, a date of the next update, a milestone or a measure."""
        missing = Q(lead=None) | Q(due_on=None) | Q(next_update_on=None) | Q(milestones=None) | Q(aims=None)
        return self.unfinished().filter(pk__in=self.model._base_manager.filter(missing).values("pk"))

    def expecting_report(self, until: date) -> Self:
        """Public, of the current plan, due for a report by that day, and none of its lead partner waits for approval."""
        from plan.models.report import Report  # the two know each other

        due = self.in_force().unfinished().filter(next_update_on__lte=until)
        return due.exclude(pk__in=Report.objects.pending().filter(organisation=F("action__lead")).values("action"))

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
