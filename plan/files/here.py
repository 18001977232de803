"""What a plan's files refer to: its priorities and actions, the organisations, and what is stored of each kind."""

from collections.abc import Sequence
from functools import cached_property

from django.db.models import QuerySet

from plan.files.values import WrongValueError, whole
from plan.models import Action, Milestone, Organisation, Plan, Priority, ProgressUpdate

NO_PRIORITY = "This plan has no priority of this number. It has: {numbers}."
NO_ACTION = "Priority {number} has no action of this reference. New actions come in the file of actions first."
NO_ORGANISATION = "There is no organisation of this name or address part."


class Here:
    """Read once for each export or preview."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    @cached_property
    def priorities(self) -> dict[int, Priority]:
        priorities = self.plan.priorities.order_by("number")
        return {priority.number: priority for priority in priorities}

    @cached_property
    def actions(self) -> Sequence[Action]:
        found = Action.objects.filter(priority__plan=self.plan).with_last_report()
        found = found.select_related("lead", "priority", "merged_into", "continues")
        return list(found.prefetch_related("supports__organisation").order_by("priority__number", "position", "reference"))

    @cached_property
    def milestones(self) -> Sequence[Milestone]:
        return self._of_actions(Milestone.objects.order_by("due_on", "pk"))

    @cached_property
    def updates(self) -> Sequence[ProgressUpdate]:
        return self._of_actions(ProgressUpdate.objects.select_related("organisation").order_by("reported_on", "pk"))

    def _of_actions(self, rows: QuerySet) -> list:
        """In the order of the actions, each with the action as it was read here."""
        actions = {action.pk: action for action in self.actions}
        place = {pk: place for place, pk in enumerate(actions)}
        found = sorted(rows.filter(action__in=actions), key=lambda row: place[row.action_id])
        for row in found:
            row.action = actions[row.action_id]
        return found

    @cached_property
    def _by_key(self) -> dict[tuple[int, str], Action]:
        loosely = {(action.priority.number, action.reference.casefold()): action for action in self.actions}
        return loosely | {(action.priority.number, action.reference): action for action in self.actions}

    @cached_property
    def _organisations(self) -> dict[str, Organisation]:
        every = list(Organisation.objects.all())
        return {one.name.casefold(): one for one in every} | {one.slug: one for one in every}

    def priority(self, text: str) -> Priority:
        priority = self.priorities.get(whole(text))
        if priority is None:
            raise WrongValueError(NO_PRIORITY.format(numbers=", ".join(map(str, self.priorities)) or "none"))
        return priority

    def action(self, priority: Priority, reference: str) -> Action | None:
        """By its reference; in other capitals if there is none such."""
        return self._by_key.get((priority.number, reference)) or self._by_key.get((priority.number, reference.casefold()))

    def organisation(self, text: str) -> Organisation:
        found = self._organisations.get(text.strip()) or self._organisations.get(text.strip().casefold())
        if found is None:
            raise WrongValueError(NO_ORGANISATION)
        return found
