"""“You said, we did”: the consultation themes of a plan, by what was decided about them."""

from collections.abc import Sequence
from dataclasses import dataclass

from plan.models import Plan, Theme


@dataclass(frozen=True)
class Decided:
    """The themes about which the same was decided, in their order."""

    decision: Theme.Decision
    themes: Sequence[Theme]

    @property
    def heading(self) -> str:
        return str(self.decision.label)

    @property
    def anchor(self) -> str:
        return f"decision-{self.decision}"


def by_decision(plan: Plan, *, preview: bool) -> list[Decided]:
    """What may be shown: adopted first, then in part, then not, then what is open. A decision that no theme has is left out."""
    themes = list(Theme.objects.of_plan(plan, preview=preview).with_what_came(plan, preview=preview))
    groups = (Decided(decision, [theme for theme in themes if theme.decision == decision]) for decision in Theme.Decision)
    return [group for group in groups if group.themes]
