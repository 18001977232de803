"""What an action's dates say of it, beside what its lead partner says: worked out when it is asked for, and never stored."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from plan import dates
from plan.models import Action, Milestone

AMBER, RED = Action.Rating.AMBER, Action.Rating.RED
BETTER_THAN: dict[str, set[str]] = {AMBER: {Action.Rating.GREEN}, RED: {Action.Rating.GREEN, AMBER}}
SAY_WHY = "The dates say otherwise. {signals} Say under “reason for the rating” why it is rated “{rating}” all the same."


@dataclass(frozen=True)
class Signal:
    """One thing that the dates say, as a sentence; `rating` is what they would rate it, empty where they rate nothing."""

    words: str
    rating: str = ""


def signals(action: Action, *, milestones: Sequence[Milestone] | None = None) -> list[Signal]:
    """In order of weight; none for what is stopped or merged.

    The action comes `with_last_report`. Its own milestones are taken where none are given.
    """
    if milestones is None:
        milestones = list(action.milestones.all())
    if action.progress == Action.Progress.COMPLETE:
        return list(_unreached(milestones))
    return [] if action.is_over else [*_late(action), *_late_milestones(milestones), *_quiet(action)]


def is_overridden(action: Action, found: Iterable[Signal]) -> bool:
    """Whether it is rated better than its dates would rate it."""
    return any(action.rating in BETTER_THAN.get(signal.rating, ()) for signal in found)


def missing_reason(action: Action, *, milestones: Sequence[Milestone] | None = None) -> str:
    """A sentence where the rating overrides the dates and nobody says why; else nothing."""
    found = signals(action, milestones=milestones)
    if action.rating_reason.strip() or not is_overridden(action, found):
        return ""
    return SAY_WHY.format(signals=" ".join(signal.words for signal in found), rating=action.get_rating_display())


def has_a_late_milestone(action: Action) -> bool:
    return not action.is_over and any(milestone.is_late for milestone in action.milestones.all())


def is_quiet(action: Action) -> bool:
    """No update for a quarter."""
    return not action.is_over and any(_quiet(action))


def _late(action: Action) -> Iterable[Signal]:
    if action.is_late:
        yield Signal(f"It was due {action.due_phrase} and is not complete.", RED)


def _late_milestones(milestones: Sequence[Milestone]) -> Iterable[Signal]:
    late = sum(milestone.is_late for milestone in milestones)
    if late:
        yield Signal(f"{_counted(late)} past {'its' if late == 1 else 'their'} date.", AMBER)


def _unreached(milestones: Sequence[Milestone]) -> Iterable[Signal]:
    unreached = sum(milestone.reached_on is None for milestone in milestones)
    if unreached:
        yield Signal(f"{_counted(unreached)} not marked as reached.")


def _counted(number: int) -> str:
    return "1 milestone is" if number == 1 else f"{number} milestones are"


def _quiet(action: Action) -> Iterable[Signal]:
    """No update for a quarter, counted from the last one, or from the day on which the action became public."""
    since = action.last_reported_on or (action.first_public_at and timezone.localdate(action.first_public_at))
    if since and since < dates.quarter_before(timezone.localdate()):
        told = "The last update is of" if action.last_reported_on else "No update has been published since it became public on"
        yield Signal(f"{told} {_day(since)}: more than a quarter ago.", AMBER)


def _day(on: date) -> str:
    return dates.words(on, "day")
