"""One figure of an import beside what stands here, and all of them together."""

import hashlib
import json
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from citysafe.design.outcomes import Outcomes
from statistics import comparison, mapping
from statistics.change import CODES
from statistics.models import Observation, Series
from statistics.periods import Period


@dataclass(frozen=True)
class Line:
    """One figure as the import has it, beside what stands here now."""

    series: Series
    made: mapping.Made
    status: str
    edition: str
    edition_on: date | None
    stored: Observation | None

    @property
    def outcome(self) -> str:
        """“new”, “changed” or “unchanged”."""
        if self.stored is None:
            return "new"
        return "changed" if self.differs else "unchanged"

    @cached_property
    def differs(self) -> bool:
        """In its count, or in the code of the reason why there is none: files know fewer reasons than this site."""
        stored = self.stored
        return stored is None or (stored.value, CODES.get(stored.missing, "")) != (self.made.value, CODES.get(self.made.missing, ""))

    @property
    def is_public(self) -> bool:
        """Or will be by itself: nobody looks at it again before its moment comes."""
        return self.stored is not None and (self.stored.has_been_public or self.stored.is_scheduled)

    @property
    def period(self) -> Period:
        return self.made.period

    @property
    def before(self) -> str:
        return comparison.shown_value(self.stored) if self.stored else ""

    @property
    def after(self) -> str:
        return comparison.shown_value(self.observation)

    @cached_property
    def observation(self) -> Observation:
        """The figure as it would stand here; not saved."""
        figure = copy(self.stored) if self.stored else Observation(series=self.series, state=Observation.State.REVIEW)
        figure.series = self.series
        for name, value in self.fields.items():
            setattr(figure, name, value)
        return figure

    @property
    def standing(self) -> dict[str, Any]:
        """What stands here of that now."""
        return {name: getattr(self.stored, name) for name in self.fields} if self.stored else {}

    @property
    def fields(self) -> dict[str, Any]:
        """What the import says of the figure."""
        return {
            "period_start": self.period.start,
            "period_end": self.period.end,
            "value": self.made.value,
            "missing": self.made.missing,
            "status": self.status,
            "edition": self.edition,
            "edition_on": self.edition_on,
        }


@dataclass
class Preview(Outcomes[Line]):
    """Everything that an import would do. `digest` changes with any of it."""

    lines: list[Line] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def changes_something(self) -> bool:
        return bool(self.new or self.changed)

    @cached_property
    def digest(self) -> str:
        """The fingerprint by which somebody says: this, and nothing else, is what I looked at."""
        said = [
            [line.series.pk, line.outcome, line.is_public, *map(str, line.fields.values()), *map(str, line.standing.values())]
            for line in sorted(self.lines, key=lambda line: (line.series.pk, line.period))
        ]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]
