"""How far a plan has got, in totals: each number with the question by which the list of actions shows exactly those."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from plan import forms, standing
from plan.forms import RATINGS
from plan.listing import NO_LEAD
from plan.models import Action, Priority

OVERDUE = dict(forms.OVERDUE)
IS_OVERDUE: dict[str, Callable[[Action], bool]] = {
    "late": lambda action: action.is_late,
    "milestone": standing.has_a_late_milestone,
    "update": lambda action: action.is_silent,
    "quiet": standing.is_quiet,
}


@dataclass(frozen=True)
class Total:
    words: str
    number: int
    query: str


@dataclass(frozen=True)
class Group:
    heading: str
    totals: Sequence[Total]


def groups(priorities: Iterable[Priority]) -> list[Group]:
    """By state, rating, what is overdue, priority and lead partner. The priorities come with their `shown_actions`, and those `with_last_report`."""
    by_priority = {priority: priority.shown_actions for priority in priorities}  # type: ignore[attr-defined]
    actions = [action for those in by_priority.values() for action in those]
    if not actions:
        return []
    return [
        Group("State", _counted("state", Action.Progress.choices, Counter(action.progress for action in actions))),
        Group("Rating", _counted("rating", RATINGS, Counter(map(_rating, actions)))),
        Group("Overdue", [Total(OVERDUE[name], sum(map(is_so, actions)), _query("overdue", name)) for name, is_so in IS_OVERDUE.items()]),
        Group("Priority", [Total(str(one), len(those), _query("priority", one.slug)) for one, those in by_priority.items()]),
        Group("Lead partner", _leads(actions)),
    ]


def _counted(name: str, choices: Sequence[tuple[str, str]], counts: Counter[str]) -> list[Total]:
    return [Total(str(words), counts[value], _query(name, value)) for value, words in choices if counts[value]]


def _rating(action: Action) -> str:
    return action.rating or ("over" if action.is_over else "none")


def _leads(actions: Sequence[Action]) -> list[Total]:
    counts = Counter(action.lead for action in actions)
    named = sorted((lead for lead in counts if lead), key=lambda lead: (lead.position, lead.name))
    totals = [Total(lead.name, counts[lead], urlencode({"organisation": lead.slug, "part": "leads"})) for lead in named]
    return totals + ([Total("Lead partner to be confirmed", counts[None], _query("organisation", NO_LEAD))] if counts[None] else [])


def _query(name: str, value: str) -> str:
    return urlencode({name: value})
