"""The three files of a plan: actions, milestones, progress notes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from citysafe.design.tables import Column, Table, as_csv
from plan.files.fields import SUPPORTS, Field, of_model
from plan.files.here import Here
from plan.models import Action, Milestone, Plan, ProgressUpdate

BYTE_ORDER_MARK = "\ufeff"  # by this a spreadsheet knows that it is UTF-8
PRIORITY = Column("priority", "integer", "The number of the priority. With the reference it tells which action is meant: do not change it.")
REFERENCE = Column("reference", "string", "The action’s reference, such as F1.")
NUMBER = Column("number", "integer", "Tells which row is meant: do not change it. Leave it empty in a new row.")


@dataclass(frozen=True)
class Kind:
    """`stored` are the things of a plan that are there, `keys` the cells by which a row finds its thing."""

    name: str
    title: str
    singular: str
    model: Any
    keys: tuple[Column, ...]
    fields: tuple[Field, ...]
    stored: Callable[[Here], Sequence[Any]]
    told_apart: tuple[str, ...] = ()
    """The fields by which a new row is known to be there already."""

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]

    @property
    def columns(self) -> tuple[Column, ...]:
        return (*self.keys, *(field.column for field in self.fields))

    @property
    def table(self) -> Table:
        return Table(self.name, self.title, f"One row for each {self.singular} of the plan.", self.columns)

    def text(self, plan: Plan) -> str:
        """All of a plan as a file that can be changed and brought back."""
        return BYTE_ORDER_MARK + as_csv(self.table, self._rows(self.stored(Here(plan))), nothing="")

    def _rows(self, things: Iterable[Any]) -> Iterable[dict[str, Any]]:
        for thing in things:
            action = thing if isinstance(thing, Action) else thing.action
            keys = {"number": thing.pk, "priority": action.priority.number, "reference": action.reference}
            written = {field.name: field.write(thing) for field in self.fields}
            yield {column.name: keys[column.name] for column in self.keys} | written


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "actions",
            "Actions",
            "action",
            Action,
            (PRIORITY, REFERENCE),
            (
                *of_model(Action, "title", "slug", "summary", "official_wording", "lead"),
                SUPPORTS,
                *of_model(Action, "area", "start_on", "start_precision", "due_on", "due_precision", "progress", "merged_into"),
                *of_model(Action, "continues", "dropped_because", "rating", "rating_reason", "rated_on", "next_update_on", "position"),
                *of_model(Action, "state", "published_at", "to_confirm"),
            ),
            attrgetter("actions"),
        ),
        Kind(
            "milestones",
            "Milestones",
            "milestone",
            Milestone,
            (NUMBER, PRIORITY, REFERENCE),
            of_model(Milestone, "title", "due_on", "due_precision", "reached_on", "expected_on", "reason"),
            attrgetter("milestones"),
            ("title",),
        ),
        Kind(
            "progress-notes",
            "Progress notes",
            "progress note",
            ProgressUpdate,
            (NUMBER, PRIORITY, REFERENCE),
            of_model(ProgressUpdate, "title", "organisation", "reported_on", "words", "state", "published_at", "to_confirm"),
            attrgetter("updates"),
            ("reported_on", "title"),
        ),
    )
}
CHOICES = [(kind.name, kind.title) for kind in KINDS.values()]
