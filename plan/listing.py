"""Which actions of a plan a reader asked for, and in which order."""

from collections.abc import Callable, Mapping, Sequence

from django.db.models import Case, F, Value, When
from django.db.models.functions import Coalesce, Least, Left, Length

from plan.models import Action
from plan.models.actions import OVER, ActionQuerySet

NO_LEAD = "no lead"  # no address part of an organisation holds a space


def _place(field: str, order: Sequence[str]) -> Case:
    return Case(*(When(**{field: value}, then=Value(number)) for number, value in enumerate(order)))


# F2 before F10, and both before S1.
IN_ORDER = (Left("reference", 1), Length("reference"), "reference", "priority__number", "pk")
SORTS = {
    "reference": IN_ORDER,
    # A month, quarter or year is stored as its last day, and so stands after every day within it.
    "due": (F("due_on").asc(nulls_last=True), *IN_ORDER),
    "state": (_place("progress", Action.Progress.values), *IN_ORDER),
    "rating": (_place("rating", ("red", "amber", "green", "blue", "")), *IN_ORDER),
}

# For whoever answers for them: the next update or the end, whichever is due first; what is over has nothing due.
_NEXT = Least(Coalesce("next_update_on", "due_on"), Coalesce("due_on", "next_update_on"))
WHAT_IS_DUE_FIRST = (Case(When(progress__in=OVER, then=1), default=0), _NEXT.asc(nulls_last=True), *IN_ORDER)


def _of(actions: ActionQuerySet, organisation: str, part: str) -> ActionQuerySet:
    if organisation == NO_LEAD:
        return actions.filter(lead=None)
    led, supported = actions.led_by(organisation), actions.supported_by(organisation)
    return {"leads": led, "supports": supported}.get(part, led | supported)


def _rated(actions: ActionQuerySet, rating: str) -> ActionQuerySet:
    """What is over and was never rated waits for no rating."""
    unrated = {"none": actions.unfinished(), "over": actions.over()}
    return unrated[rating].filter(rating="") if rating in unrated else actions.filter(rating=rating)


def _overdue(actions: ActionQuerySet, what: str) -> ActionQuerySet:
    kinds = {
        "late": ActionQuerySet.late,
        "milestone": ActionQuerySet.with_a_late_milestone,
        "update": ActionQuerySet.silent,
        "quiet": ActionQuerySet.quiet,
        "either": lambda every: every.late() | every.silent(),
    }
    return kinds[what](actions)


NARROWED: dict[str, Callable[[ActionQuerySet, str], ActionQuerySet]] = {
    "priority": lambda actions, slug: actions.filter(priority__slug=slug),
    "state": lambda actions, state: actions.filter(progress=state),
    "rating": _rated,
    "area": lambda actions, area: actions.filter(area=area),
    "overdue": _overdue,
    "words": ActionQuerySet.with_words,
}


def select(actions: ActionQuerySet, asked: Mapping[str, str]) -> ActionQuerySet:
    """Those that a reader asked for, by the clean values of `ActionsForm`."""
    chosen = _of(actions, asked["organisation"], asked["part"]) if asked["organisation"] else actions
    for name, narrowed in NARROWED.items():
        chosen = narrowed(chosen, asked[name]) if asked[name] else chosen
    return chosen.order_by(*SORTS[asked["sort"] or "reference"])
