"""From the rows of a file to the things that they describe, beside those that are stored."""

from collections.abc import Iterator
from copy import copy
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Q
from django.utils.text import slugify

from plan import standing
from plan.files import reading, values
from plan.files.fields import Field
from plan.files.here import NO_ACTION, Here
from plan.files.kinds import Kind
from plan.files.preview import Fault, Line, Preview
from plan.files.reading import Row, heading, with_plain_ends
from plan.models import Action, Plan

FILL_IN = "Fill in “{label}”."
NO_KEY = "Fill this in: it tells which row is meant."
STANDS_TWICE = "The same one stands in row {row} already."
SAME_ADDRESS = "Row {row} has this address part already. Choose another one."
NO_SUCH_NUMBER = "This plan has no {kind} of this number. Leave the number empty in a new row."
OF_ANOTHER = "The {kind} of this number belongs to {action}, and stays there. Leave the number empty to write a new one."
THERE_ALREADY = "It is there already, as number {number}. Write that number, or another title."
TOO_MANY = "More than {most} rows are new or changed, the most that is taken at once. Bring this one in another file."
LONGEST_SLUG = 80
MOST_AT_ONCE = 250  # each is checked against all rules of the database, which takes its time


def preview(plan: Plan, kind: Kind, content: bytes) -> Preview:
    """What the file would do to the plan as it stands now."""
    needed = [column.name for column in kind.keys]
    try:
        file = reading.read(content, known=kind.names, needed=needed)
    except reading.RefusedError as refusal:
        return Preview(fault=refusal.message, line=refusal.line, column=refusal.column)
    comparing = Comparing(plan, kind)
    return Preview([comparing.line(row) for row in file.rows], file.notes)


class Comparing:
    """One reading of one file; it remembers the rows that it has met."""

    def __init__(self, plan: Plan, kind: Kind) -> None:
        self.here, self.kind = Here(plan), kind
        self.stored = {thing.pk: thing for thing in kind.stored(self.here)}
        self.met: dict[Any, int] = {}
        self.to_check = 0
        self.addresses: dict[str, int] = {}
        self.there = {self._told_apart(thing): thing.pk for thing in self.stored.values()}

    def line(self, row: Row) -> Line:
        line = Line(self.kind, row, faults=[Fault("", row.fault)] if row.fault else [])
        if line.faults:
            return line
        try:
            self._find(line)
        except _RefusalError as refusal:
            line.faults.append(refusal.fault)
            return line
        for field in self.kind.fields:
            self._read(line, field)
        if not line.faults:
            self._settle(line)
        return line

    def _find(self, line: Line) -> None:
        """The stored thing that the row means, or a new one."""
        action = self._action(line.row)
        if self.kind.model is Action:
            line.stored = action if action.pk else None
            self._refuse_second((action.priority.number, action.reference), line.row, "reference")
            line.thing = copy(action)
        else:
            line.stored = self._numbered(line.row, action)
            line.thing = copy(line.stored) if line.stored else self.kind.model(action=action)

    def _action(self, row: Row) -> Action:
        text = {name: row.cells[name].strip() for name in ("priority", "reference")}
        for name in text:
            if not text[name]:
                raise _RefusalError(name, NO_KEY)
        try:
            priority = self.here.priority(text["priority"])
        except values.WrongValueError as error:
            raise _RefusalError("priority", str(error), text["priority"]) from error
        found = self.here.action(priority, text["reference"])
        if found is None and self.kind.model is not Action:
            raise _RefusalError("reference", NO_ACTION.format(number=priority.number), text["reference"])
        return found or Action(priority=priority, reference=text["reference"])

    def _numbered(self, row: Row, action: Action) -> Any:
        text = row.cells["number"].strip()
        if not text:
            return None
        try:
            stored = self.stored.get(values.whole(text))
        except values.WrongValueError as error:
            raise _RefusalError("number", str(error), text) from error
        if stored is None:
            raise _RefusalError("number", NO_SUCH_NUMBER.format(kind=self.kind.singular), text)
        if stored.action_id != action.pk:
            raise _RefusalError("reference", OF_ANOTHER.format(kind=self.kind.singular, action=stored.action.reference), action.reference)
        self._refuse_second(stored.pk, row, "number")
        return stored

    def _refuse_second(self, key: Any, row: Row, column: str) -> None:
        first = self.met.setdefault(key, row.number)
        if first != row.number:
            raise _RefusalError(column, STANDS_TWICE.format(row=first), row.cells[column])

    def _read(self, line: Line, field: Field) -> None:
        """Onto the thing; a cell that says what is stored is not read, and one that a new row leaves empty is as on a new thing."""
        text = with_plain_ends(line.row.cells.get(field.name, ""))
        stands = field.text(line.stored) if line.stored else ""
        if field.name not in line.row.cells or text == stands:
            return
        try:
            setattr(line.thing, field.attribute, field.read(text, self.here))
        except values.WrongValueError as error:
            line.faults.append(Fault(field.name, str(error), text))

    def _settle(self, line: Line) -> None:
        """What saving would do to it, and whether it may be saved."""
        thing = line.thing
        if isinstance(thing, Action) and line.stored is None and not thing.slug:
            thing.slug = slugify(f"{thing.reference} {thing.title.replace('’', '')}")[:LONGEST_SLUG].strip("-")
        if hasattr(thing, "settle_dates"):
            thing.settle_dates()
        if line.outcome == "unchanged":
            return
        self.to_check += 1
        if self.to_check > MOST_AT_ONCE:
            line.faults.append(Fault("", TOO_MANY.format(most=MOST_AT_ONCE)))
            return
        try:
            thing.full_clean()
        except ValidationError as error:
            line.faults += self._faults(error, line)
        else:
            self._refuse_what_is_there(line)
            self._refuse_unexplained(line)

    def _refuse_what_is_there(self, line: Line) -> None:
        """Another row's address part; or a new thing that was brought in before."""
        slug = getattr(line.thing, "slug", None)
        if slug and self.addresses.setdefault(slug, line.row.number) != line.row.number:
            line.faults.append(Fault("address_part", SAME_ADDRESS.format(row=self.addresses[slug]), slug))
        if line.stored is None and self.kind.told_apart:
            key = self._told_apart(line.thing)
            if key in self.there:
                line.faults.append(Fault("number", THERE_ALREADY.format(number=self.there[key])))
            elif self.met.setdefault(key, line.row.number) != line.row.number:
                line.faults.append(Fault("title", STANDS_TWICE.format(row=self.met[key]), line.thing.title))

    def _refuse_unexplained(self, line: Line) -> None:
        """A rating better than the dates would give it needs its reason here as at the desk."""
        thing = line.thing
        if not isinstance(thing, Action) or thing.rating == (line.stored.rating if line.stored else ""):
            return
        if line.stored is None:
            thing.last_reported_on = None
        if told := standing.missing_reason(thing, milestones=list(line.stored.milestones.all()) if line.stored else []):
            line.faults.append(Fault("reason_for_the_rating", told))

    def _told_apart(self, thing: Any) -> tuple[Any, ...]:
        return (getattr(thing, "action_id", None), *(getattr(thing, name) for name in self.kind.told_apart))

    def _faults(self, error: ValidationError, line: Line) -> Iterator[Fault]:
        """The model's refusals, each with its column."""
        fields = {field.attribute: field for field in self.kind.fields}
        for name, errors in error.error_dict.items():
            field = fields.get(name)
            for one in errors:
                if field is None:
                    for message in one.messages:
                        yield Fault(self._columns(message) if name == NON_FIELD_ERRORS else heading(name), message)
                else:
                    is_empty = one.code in {"blank", "null"}
                    why = FILL_IN.format(label=field.label) if is_empty else " ".join(one.messages)
                    yield Fault(field.name, why, with_plain_ends(line.row.cells.get(field.name, "")))

    def _columns(self, message: str) -> str:
        """Of a rule about several fields, those that it names."""
        rules = [rule for rule in self.kind.model._meta.constraints if rule.violation_error_message == message]
        named = {name for rule in rules for name in (*getattr(rule, "fields", ()), *_names(getattr(rule, "condition", None) or Q()))}
        return ", ".join(field.name for field in self.kind.fields if field.attribute in named)


def _names(condition: Q) -> Iterator[str]:
    """The fields that a condition asks about."""
    for part in condition.children:
        if isinstance(part, Q):
            yield from _names(part)
        elif isinstance(part, tuple):
            yield part[0].partition("__")[0]


class _RefusalError(Exception):
    def __init__(self, column: str, why: str, value: str = "") -> None:
        super().__init__(why)
        self.fault = Fault(column, why, value)
