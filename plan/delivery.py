"""What one organisation promised in a plan, and what came of it so far. Every number is counted when it is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass

from plan.models import Action, Milestone


@dataclass(frozen=True)
class Delivery:
    """Counts over the actions that an organisation leads, which come with their milestones."""

    led: Sequence[Action]

    @property
    def complete(self) -> int:
        return sum(action.progress == Action.Progress.COMPLETE for action in self.led)

    @property
    def late(self) -> int:
        return sum(action.is_late for action in self.led)

    @property
    def silent(self) -> int:
        return sum(action.is_silent for action in self.led)

    @property
    def milestones(self) -> int:
        return len(self._milestones)

    @property
    def reached(self) -> int:
        return sum(milestone.reached_on is not None for milestone in self._milestones)

    @property
    def late_milestones(self) -> int:
        return sum(milestone.is_late for milestone in self._milestones)

    @property
    def _milestones(self) -> list[Milestone]:
        return [milestone for action in self.led for milestone in action.milestones.all()]
