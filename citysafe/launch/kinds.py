"""What may stand in a content file: for each section its model, and the fields that tell one item from another."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Field, FileField, ForeignKey, ManyToManyField, Model

from citysafe.pages.models import HelpContact, Page, Partnership
from forum.models import AgendaItem, AgreedAction, Event, EventPaper, EventQuestion, Question, Workshop
from plan.models import (
    Action,
    Aim,
    Announcement,
    BoardReport,
    Initiative,
    Milestone,
    Organisation,
    Phase,
    Plan,
    Priority,
    ProgressUpdate,
    Support,
    Theme,
)
from statistics.models import (
    Annotation,
    Area,
    Claim,
    Concept,
    DateChange,
    Definition,
    EarlyAccess,
    FigureRevision,
    MappingRule,
    Measure,
    Observation,
    Release,
    Series,
    SeriesBreak,
    Source,
)


@dataclass(frozen=True)
class Kind:
    """One section of the files. With a parent it may also stand inside that item, which it then belongs to."""

    name: str
    model: type[Model]
    key: tuple[str, ...]
    parent: str = ""

    @cached_property
    def fields(self) -> dict[str, Field]:
        """What a file may say about an item: nothing automatic, no upload, nobody's account."""
        own = [field for field in self.model._meta.concrete_fields if field.editable and not field.primary_key]
        many = [field for field in self.model._meta.many_to_many if _is_plain(field)]
        return {field.name: field for field in [*own, *many] if _is_loadable(field)}

    @property
    def single(self) -> list[str]:
        return [name for name, field in self.fields.items() if not field.many_to_many]

    @property
    def many(self) -> list[str]:
        return [name for name, field in self.fields.items() if field.many_to_many]

    def target(self, name: str) -> "Kind":
        """The kind that a link of this name leads to."""
        return next(kind for kind in KINDS.values() if kind.model is self.fields[name].related_model)


def _is_plain(field: ManyToManyField) -> bool:
    """Whether the rows in between say nothing of their own; those that do are items themselves."""
    through: Any = field.remote_field.through
    return bool(through._meta.auto_created)


def is_link(field: Field) -> bool:
    return isinstance(field, ForeignKey | ManyToManyField)


def _is_loadable(field: Field) -> bool:
    if is_link(field):
        return any(kind.model is field.related_model for kind in KINDS.values())
    return not isinstance(field, FileField)


KINDS = {
    kind.name: kind
    for kind in [
        Kind("partnership", Partnership, ()),
        Kind("help_contact", HelpContact, ("name",)),
        Kind("page", Page, ("slug",)),
        Kind("organisation", Organisation, ("name",)),
        Kind("plan", Plan, ("slug",)),
        Kind("priority", Priority, ("slug",), parent="plan"),
        Kind("action", Action, ("slug",), parent="priority"),
        Kind("support", Support, ("action", "organisation"), parent="action"),
        Kind("milestone", Milestone, ("action", "title"), parent="action"),
        Kind("progress_update", ProgressUpdate, ("action", "reported_on", "title"), parent="action"),
        Kind("aim", Aim, ("action", "measure"), parent="action"),
        Kind("board_report", BoardReport, ("slug",), parent="plan"),
        Kind("announcement", Announcement, ("slug",), parent="plan"),
        Kind("theme", Theme, ("slug",), parent="plan"),
        Kind("initiative", Initiative, ("slug",), parent="plan"),
        Kind("phase", Phase, ("initiative", "title"), parent="initiative"),
        Kind("source", Source, ("title",)),
        Kind("area", Area, ("name",)),
        Kind("concept", Concept, ("slug",)),
        Kind("definition", Definition, ("concept", "whose", "name"), parent="concept"),
        Kind("measure", Measure, ("slug",)),
        Kind("series", Series, ("measure", "area", "source"), parent="measure"),
        Kind("series_break", SeriesBreak, ("series", "on"), parent="series"),
        Kind("mapping_rule", MappingRule, ("series",), parent="series"),
        Kind("observation", Observation, ("series", "period_start", "period_end"), parent="series"),
        Kind("figure_revision", FigureRevision, ("observation", "public_from"), parent="observation"),
        Kind("release", Release, ("slug",)),
        Kind("early_access", EarlyAccess, ("release", "who"), parent="release"),
        Kind("date_change", DateChange, ("release", "changed_at"), parent="release"),
        Kind("annotation", Annotation, ("title", "starts_on")),
        Kind("claim", Claim, ("text",)),
        Kind("event", Event, ("slug",)),
        Kind("agenda_item", AgendaItem, ("event", "at", "title"), parent="event"),
        Kind("workshop", Workshop, ("event", "title"), parent="event"),
        Kind("registration_question", Question, ("event", "words"), parent="event"),
        Kind("paper", EventPaper, ("event", "title"), parent="event"),
        Kind("question", EventQuestion, ("event", "question"), parent="event"),
        Kind("agreed_action", AgreedAction, ("event", "words"), parent="event"),
    ]
}
