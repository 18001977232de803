"""What a file that came back would do to its plan, row by row, worked out anew each time it is looked at. Nothing is stored here."""

import hashlib
import json
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile
from typing import Any, NamedTuple

from citysafe.design.outcomes import Outcomes
from citysafe.history.forms import is_in_public_view
from plan.files.kinds import Kind
from plan.files.reading import Row
from plan.models import Action

BEFORE_IT, SHOWN = 80, 300  # characters


class Fault(NamedTuple):
    """Why a row is refused: the column, our words, and what stands in the cell. No column: it is about the row as a whole."""

    column: str
    why: str
    value: str = ""


class Change(NamedTuple):
    label: str
    before: str
    after: str

    @property
    def before_shown(self) -> str:
        return self._shown(self.before)

    @property
    def after_shown(self) -> str:
        return self._shown(self.after)

    def _shown(self, text: str) -> str:
        """Of long texts the part where they begin to differ."""
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(self.before, self.after, strict=False)))
        start = max(0, same - BEFORE_IT)
        cut = text[start : start + SHOWN]
        return f"{'…' if start else ''}{cut}{'…' if len(text) > start + SHOWN else ''}"


@dataclass
class Line:
    """One row of the file beside what is stored. `thing` is as it would be; it is missing where the row names none."""

    kind: Kind
    row: Row
    stored: Any = None
    thing: Any = None
    faults: list[Fault] = field(default_factory=list)

    @property
    def outcome(self) -> str:
        """“refused”, “new”, “changed” or “unchanged”."""
        if self.faults:
            return "refused"
        return "new" if self.stored is None else "changed" if self.changes else "unchanged"

    @property
    def name(self) -> str:
        """As staff know it; of a row that names nothing, the cells of its key."""
        keys = " ".join(filter(None, (self.row.cells.get(column.name, "").strip() for column in self.kind.keys)))
        return f"{self.action.reference}. {self.thing.title}" if self.thing and self.action else keys

    @property
    def action(self) -> Action | None:
        return self.thing if self.kind.model is Action else getattr(self.thing, "action", None)

    @cached_property
    def changes(self) -> list[Change]:
        texts = [(field.label, field.text(self.stored), field.text(self.thing)) for field in self.kind.fields]
        return [Change(label, before, after) for label, before, after in texts if before != after]

    @property
    def is_public(self) -> bool:
        """Whether the public reads its action: then nothing of it changes without a reason."""
        action = self.stored if self.kind.model is Action else self.action
        return action is not None and is_in_public_view(action)

    @property
    def said(self) -> list[Any]:
        """All that the digest covers: what stands here, and what would."""
        texts = [[field.text(thing) for field in self.kind.fields] for thing in (self.stored, self.thing) if thing]
        return [self.outcome, self.name, getattr(self.stored, "pk", None), self.is_public, texts, self.faults]


@dataclass
class Preview(Outcomes[Line]):
    lines: list[Line] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    fault: str = ""
    """Why nothing of the file can be read at all; with its place, which may be empty."""
    line: int | None = None
    column: str = ""

    @property
    def refused(self) -> list[Line]:
        return self.of("refused")

    @property
    def to_apply(self) -> list[Line]:
        return [*self.new, *self.changed]

    @property
    def may_be_applied(self) -> bool:
        return not self.fault and not self.refused and bool(self.to_apply)

    @property
    def needs_reason(self) -> bool:
        return any(line.is_public for line in self.to_apply)

    @cached_property
    def digest(self) -> str:
        """The fingerprint by which somebody says: this, and nothing else, is what I looked at."""
        said = [self.fault, *(line.said for line in self.lines)]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]
