"""From one plan to the next: what became of each action of the plan before, worked out and never typed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from plan.models import Action, Plan

NOT_STATED = "not stated"
SAID: dict[str, Callable[[Action], object]] = {
    "Title": lambda action: action.title,
    "Priority": lambda action: action.priority.title,
    "Lead partner": lambda action: action.lead or "to be confirmed",
    "Where": lambda action: action.area,
    "Starts": lambda action: action.start_words,
    "Due": lambda action: action.due_words,
}
REWORDED: dict[str, Callable[[Action], str]] = {
    "What it means": lambda action: action.summary,
    "The wording agreed in the plan": lambda action: action.official_wording,
}


@dataclass(frozen=True)
class Difference:
    """Of what takes long to read, only that it differs: before and after are empty."""

    label: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class CarriedOn:
    """An action of the plan before, and one that carries it on."""

    action: Action
    by: Action

    @cached_property
    def differences(self) -> list[Difference]:
        """In wording, lead partner, place and dates."""
        said = [(label, str(read(self.action) or NOT_STATED), str(read(self.by) or NOT_STATED)) for label, read in SAID.items()]
        found = [Difference(label, before, after) for label, before, after in said if before != after]
        return found + [Difference(label) for label, read in REWORDED.items() if _even(read(self.action)) != _even(read(self.by))]


@dataclass(frozen=True)
class Versions:
    """Each action of the plan before stands in one of the first four lists, or, where several carry it on, in one of them for each.

    One that a draft carries on, which is not shown, stands in none: it is not dropped, and what becomes of it is not told yet.
    """

    carried_over: Sequence[CarriedOn]
    changed: Sequence[CarriedOn]
    dropped: Sequence[Action]
    over: Sequence[Action]
    new: Sequence[Action]

    @property
    def number(self) -> int:
        return len(self.carried_over) + len(self.changed) + len(self.dropped) + len(self.over) + len(self.new)


def since_the_plan_before(plan: Plan, before: Plan, *, preview: bool) -> Versions:
    """As far as the public sees both plans, or staff in a preview."""
    here, there = (_in_order(one, preview=preview) for one in (plan, before))
    carrying: dict[int | None, list[Action]] = {}
    for action in here:
        carrying.setdefault(action.continues_id, []).append(action)
    pairs = [CarriedOn(action, by) for action in there for by in carrying.get(action.pk, [])]
    left_behind = {*Action.objects.filter(priority__plan=before).left_behind_by(plan).values_list("pk", flat=True)}
    left = [action for action in there if action.pk in left_behind]
    known = {action.pk for action in there}
    return Versions(
        carried_over=[pair for pair in pairs if not pair.differences],
        changed=[pair for pair in pairs if pair.differences],
        dropped=[action for action in left if not action.is_over],
        over=[action for action in left if action.is_over],
        new=[action for action in here if action.continues_id not in known],
    )


def _in_order(plan: Plan, *, preview: bool) -> list[Action]:
    actions = Action.objects.of_plan(plan, preview=preview).select_related("lead", "priority")
    return list(actions.order_by("priority__number", "position", "reference"))


def _even(text: str) -> str:
    """Line ends and spaces are no wording."""
    return " ".join(text.split())


def plan_before(plan: Plan, *, preview: bool) -> Plan | None:
    return Plan.objects.shown(preview=preview).filter(pk=plan.continues_id).first() if plan.continues_id else None


def standing(plan: Plan, *, preview: bool) -> dict[str, Plan | None]:
    """For the mark on what belongs to a plan that is not the current one: where the reader goes from there."""
    if plan.is_current:
        return {}
    shown = Plan.objects.shown(preview=preview)
    return {"current_plan": shown.current().first(), "next_plan": shown.filter(continues=plan).first()}


def onward(action: Action, *, preview: bool) -> dict[str, object]:
    """Where an action goes on, and where it comes from: merged, carried on by the next plan, or carrying on one of the plan before."""
    plan, shown = action.priority.plan, Action.objects.shown(preview=preview).select_related("priority__plan")
    is_done_here = preview or not plan.is_current
    stands = standing(plan, preview=preview)
    next_plan = stands.get("next_plan")
    return {
        **stands,
        "is_left_behind": next_plan is not None and Action.objects.filter(pk=action.pk).left_behind_by(next_plan).exists(),
        "goes_on_as": shown.filter(merged_actions=action).first(),
        "carried_on_by": list(shown.filter(continues=action)) if is_done_here else [],
        "carries_on": shown.filter(pk=action.continues_id).first() if action.continues_id else None,
    }
