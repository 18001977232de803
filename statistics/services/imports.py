"""What an import does to the figures, and how it is taken out again: each in one transaction, all or nothing."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from citysafe.history import services as history
from citysafe.people.models import User
from statistics.models import FigureRevision, Import, ImportedFigure, Observation, Release
from statistics.models.revision import SAID
from statistics.previews import Line, Preview
from statistics.services import figures, revising, suppressing
from statistics.services.stored import preview_of

OTHERWISE = "What stands here has changed since you looked at the preview. Look at it again."
NOTHING_TO_DO = "It changes nothing: every figure stands here as the file has it."
SAY_WHY = "Figures that stand here would change. Say why."
NOT_READ = "It is not waiting to be looked at."
NOT_APPLIED = "Its figures are not in review."
RELEASED = "Some of its figures have been public. They can be revised by a newer import, and no longer be taken out."
CHANGED_SINCE = "{name} was changed after the import. Put it back by hand first, or keep the import."
HELD = "The release “{name}” holds some of its figures. Take that back to draft first."
REVISED = "Revised by its source: {edition}."
LONGEST_REASON = 300
Outcome = ImportedFigure.Outcome
BY_HAND = ("series_id", "period_start", "period_end", "period_is_assumed", "period_note", "note")  # what people alone change


def apply(*, of: Import, digest: str, by: User | None, why: str = "") -> Preview:
    """Put the figures into review, exactly as the preview with this digest has them.

    What is public stays as it is: its revision waits until another person releases it.
    """
    try:
        with transaction.atomic():
            suppressing.remember()
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
    outcome, revision = Outcome.CORRECTED if line.stored else Outcome.NEW, None
    if line.is_public:
        outcome, revision = Outcome.WAITING, _wait(line, by)
    else:
        figures.enter(observation=observation, by=by, why=why or f"{of}: {line.edition}.")
    ImportedFigure.objects.create(upload=of, observation=observation, revision=revision, outcome=outcome, before=before, after=after)


def _wait(line: Line, by: User | None) -> FigureRevision:
    """What the file says of a public figure is kept until a release lets it out."""
    says = {name: line.fields[name] for name in SAID}
    reason = REVISED.format(edition=line.edition)[:LONGEST_REASON]
    return revising.revise(observation=cast(Observation, line.stored), kind=FigureRevision.Kind.REVISED, reason=reason, by=by, **says)


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


def undo(*, of: Import, by: User, why: str) -> int:
    """Take the whole import out again: new figures go, corrected ones become what they were. Nothing of it may have been public."""
    with transaction.atomic():
        suppressing.remember()
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
    if figure.outcome == Outcome.REVISED:
        raise ValidationError(RELEASED)
    if figure.revision is not None:
        revising.withdraw(revision=figure.revision, by=by, why=why)
        figure.revision = None
    elif figure.observation is not None and figure.outcome != Outcome.WAITING:
        observation = _locked(figure)
        if observation.has_been_public:
            raise ValidationError(RELEASED)
        if observation.release is not None and observation.release.state != Release.State.DRAFT:
            raise ValidationError(HELD.format(name=observation.release))
        if not _is_still(observation, figure.after, (*SAID, *BY_HAND)):
            raise ValidationError(CHANGED_SINCE.format(name=observation))
        suppressing.refuse_to_show(observation)
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
