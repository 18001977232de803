"""The phases of an initiative, and where two of them run at the same time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from plan.models import Phase


@dataclass(frozen=True)
class Overlap:
    """The days that a phase shares with another one; without an end, both go on."""

    other: Phase
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True)
class Told:
    phase: Phase
    overlaps: Sequence[Overlap]


def told(phases: Sequence[Phase]) -> list[Told]:
    """In the order that they came in. Nothing is said of a phase whose first day is not stated."""
    return [Told(phase, [shared for other in phases if other is not phase and (shared := _shared(phase, other))]) for phase in phases]


def _shared(phase: Phase, other: Phase) -> Overlap | None:
    if phase.starts_on is None or other.starts_on is None:
        return None
    starts_on = max(phase.starts_on, other.starts_on)
    ends_on = min((day for day in (phase.ends_on, other.ends_on) if day), default=None)
    return Overlap(other, starts_on, ends_on) if ends_on is None or starts_on <= ends_on else None
