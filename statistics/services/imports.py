"""What an import does to the figures, and how it is taken out again: each in one transaction, all or nothing."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from citysafe.history import services as history
from citysafe.history.reading import read
from citysafe.people.models import User
from statistics.models import Import, ImportedFigure, Observation
from statistics.previews import Line, Preview
from statistics.services import figures
from statistics.services.stored import preview_of

OTHERWISE = "What stands here has changed since you looked at the preview. Look at it again."
NOTHING_TO_DO = "It changes nothing: every figure stands here as the file has it."
SAY_WHY = "Figures that stand here would change. Say why."
NOT_READ = "It is not waiting to be looked at."
NOT_APPLIED = "Its figures are not in review."
RELEASED = "Some of its figures have been public. They can be revised by a newer import, and no longer be taken out."
CHANGED_SINCE = "{name} was changed after the import. Put it back by hand first, or keep the import."
OVERTAKEN = "{name} was changed after the import. Take this import out, and import the file again."
NOTHING_WAITS = "None of its revisions waits."
NOT_ONE_S_OWN = "You put them into review yourself, and another person releases them. Ask a colleague."
Outcome = ImportedFigure.Outcome
SAID = ("value", "missing", "status", "edition", "edition_on")  # what an import may change of a figure
BY_HAND = ("series_id", "period_start", "period_end", "period_is_assumed", "period_note", "note")  # what people alone change


def apply(*, of: Import, digest: str, by: User | None, why: str = "") -> Preview:
    """Put the figures into review, exactly as the preview with this digest has them.

    What is public stays as it is: its revision waits until another person releases it.
    """
    try:
        with transaction.atomic():
            history.reread(of)
            if of.state != Import.State.READ:
                raise ValidationError(NOT_READ)
            preview = preview_of(of)
            _refuse(preview, digest, why)
            for line in (*preview.new, *preview.changed):
                _apply(line, of, by, why)
            of.state, of.applied_by, of.applied_at = Import.State.APPLIED, by, timezone.now()
            history.save(thing=of, by=by, why=why, fields=("state", "applied_by", "applied_at"))
            return preview
    except IntegrityError as error:  # somebody entered one of the figures at the same moment
        raise ValidationError(OTHERWISE) from error


def _refuse(preview: Preview, digest: str, why: str) -> None:
    if preview.digest != digest:
        raise ValidationError(OTHERWISE)
    if not preview.changes_something:
        raise ValidationError(NOTHING_TO_DO)
    if preview.changed and not why.strip():
        raise ValidationError({"why": SAY_WHY})


def _apply(line: Line, of: Import, by: User | None, why: str) -> None:
    observation = _as_looked_at(line) if line.stored else line.observation
    before = _said(observation) if line.stored else {}
    for name, value in line.fields.items():
        setattr(observation, name, value)
    after = _said(observation)
    outcome = Outcome.CORRECTED if line.stored else Outcome.NEW
    if line.is_public:
        outcome = Outcome.WAITING
    else:
        figures.enter(observation=observation, by=by, why=why or f"{of}: {line.edition}.")
    ImportedFigure.objects.create(upload=of, observation=observation, outcome=outcome, before=before, after=after)


def _as_looked_at(line: Line) -> Observation:
    """The figure that stands here, which nobody else changes from now on; refused if somebody did since the preview read it."""
    observation = cast(Observation, line.stored)
    looked_at = _standing(observation)
    try:
        history.reread(observation)
    except Observation.DoesNotExist as error:
        raise ValidationError(OTHERWISE) from error
    if _standing(observation) != looked_at:
        raise ValidationError(OTHERWISE)
    observation.series = line.series
    return observation


def _standing(observation: Observation) -> tuple[object, ...]:
    return _said(observation), observation.state, observation.published_at


def release_revisions(*, of: Import, by: User, public_note: str) -> int:
    """Put the waiting revisions of public figures on the site, by another person than the one who put them into review."""
    with transaction.atomic():
        history.reread(of)
        if of.applied_by_id == by.pk:
            raise ValidationError(NOT_ONE_S_OWN)
        waiting = list(of.figures.filter(outcome=Outcome.WAITING, observation__isnull=False).select_related("observation"))
        if not waiting:
            raise ValidationError(NOTHING_WAITS)
        for figure in waiting:
            _revise(figure, of, by, public_note)
        history.record(thing=of, before=read(of), by=by, why=f"{len(waiting)} revisions released.")
        return len(waiting)


def _revise(figure: ImportedFigure, of: Import, by: User, public_note: str) -> None:
    observation = _locked(figure)
    if not _is_still(observation, figure.before, SAID) or observation.state == Observation.State.ARCHIVED:
        raise ValidationError(OVERTAKEN.format(name=observation))
    _set(observation, figure.after)
    figures.enter(observation=observation, by=of.applied_by, why=f"{of}: {observation.edition}.", public_note=public_note)
    figures.mark_as_checked(observation=observation, by=by, why=f"Released a revision of {of}.")
    figure.outcome = Outcome.REVISED
    figure.save()


def undo(*, of: Import, by: User, why: str) -> int:
    """Take the whole import out again: new figures go, corrected ones become what they were. Nothing of it may have been public."""
    with transaction.atomic():
        history.reread(of)
        if of.state != Import.State.APPLIED:
            raise ValidationError(NOT_APPLIED)
        done = list(of.figures.select_related("observation"))
        for figure in done:
            _take_out(figure, by, why)
        of.state = Import.State.UNDONE
        history.save(thing=of, by=by, why=why, fields=("state",))
        return len(done)


def _take_out(figure: ImportedFigure, by: User, why: str) -> None:
    if figure.observation is not None and figure.outcome != Outcome.WAITING:
        observation = _locked(figure)
        if observation.has_been_public:
            raise ValidationError(RELEASED)
        if not _is_still(observation, figure.after, (*SAID, *BY_HAND)):
            raise ValidationError(CHANGED_SINCE.format(name=observation))
        if figure.outcome == Outcome.NEW:
            figure.observation = None
            figure.save()
            history.delete(thing=observation, by=by, why=why)
        else:
            _set(observation, figure.before)
            figures.enter(observation=observation, by=by, why=why)
    figure.outcome = Outcome.TAKEN_OUT
    figure.save()


def discard(*, of: Import, by: User) -> None:
    """Throw away what has not been put into review."""
    with transaction.atomic():
        history.reread(of)
        if of.state not in {Import.State.READ, Import.State.REFUSED}:
            raise ValidationError(NOT_READ)
        of.cells.all().delete()
        of.state = Import.State.DISCARDED
        history.save(thing=of, by=by, fields=("state",))


def _locked(figure: ImportedFigure) -> Observation:
    """The figure as it is stored now; nobody else changes it until the transaction ends."""
    observation = cast(Observation, figure.observation)
    try:
        history.reread(observation)
    except Observation.DoesNotExist as error:
        raise ValidationError(CHANGED_SINCE.format(name=observation)) from error
    return observation


def _said(observation: Observation) -> dict[str, Any]:
    """The figure as it is kept beside what an import did to it."""
    values = {name: getattr(observation, name) for name in (*SAID, *BY_HAND)}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def _is_still(observation: Observation, said: dict[str, Any], names: Iterable[str]) -> bool:
    now = _said(observation)
    return all(now[name] == said[name] for name in names)


def _set(observation: Observation, said: dict[str, Any]) -> None:
    for name in SAID:
        value = said[name]
        setattr(observation, name, date.fromisoformat(value) if name == "edition_on" and value else value)
