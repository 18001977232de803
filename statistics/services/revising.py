"""Revisions of figures that the public has seen: entered by one person, let out with a release by another."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from citysafe.history import services as history
from citysafe.people.models import User
from statistics.models import FigureRevision, ImportedFigure, Observation, Release
from statistics.services import figures

NEVER_PUBLIC = "The public has not seen this figure: change it itself."
NEVER_PUBLIC_SINCE = "{name} was taken back before the public saw it. Take the revision out, and change the figure itself."
CHANGES_NOTHING = "The figure says so already."
CHANGED_SINCE = "{name} was changed after this revision was entered. Take the revision out, and enter it again."
PUT_AWAY = "{name} is archived. Make it a draft first, then release the revision."
NOT_YET_PUBLIC = "{name} comes out later than this release. Change it in its own release."
IN_REVIEW = "It stands in a release that is no draft any more: take that back first."
State = Observation.State


def revise(
    *, observation: Observation, kind: str, reason: str, by: User | None, release: Release | None = None, **says: Any
) -> FigureRevision:
    """Enter what a public figure is to say instead; it waits until it is let out. `says` has the names of `models.revision.SAID`."""
    with transaction.atomic():
        if release is not None:
            history.reread(release)
            if not release.may_be_filled:
                raise ValidationError(IN_REVIEW)
        history.reread(observation)
        if observation.first_public_at is None:
            raise ValidationError(NEVER_PUBLIC)
        if observation.is_published and all(getattr(observation, name) == said for name, said in says.items()):
            raise ValidationError(CHANGES_NOTHING)
        revision = FigureRevision(
            observation=observation,
            release=release,
            kind=kind,
            reason=reason,
            value_before=observation.value,
            missing_before=observation.missing,
            entered_by=by,
            **says,
        )
        revision.full_clean(exclude=["entered_by"])
        history.save(thing=revision, by=by)
        return revision


def withdraw(*, revision: FigureRevision, by: User, why: str = "") -> None:
    """Forget one that waits."""
    with transaction.atomic():
        history.reread(revision)
        if revision.public_from is not None or (revision.release and revision.release.state != State.DRAFT):
            raise ValidationError(IN_REVIEW)
        history.delete(thing=revision, by=by, why=why)


def let_out(revision: FigureRevision, moment: datetime, *, by: User) -> None:
    """It holds from this moment on. To be called in the transaction of the release."""
    observation = Observation.objects.select_for_update().get(pk=revision.observation_id)
    _refuse(revision, observation)
    revision.public_from = moment
    revision.save(update_fields=["public_from"])
    ImportedFigure.objects.filter(revision=revision).update(outcome=ImportedFigure.Outcome.REVISED)
    if observation.state != State.PUBLISHED:
        observation.state, observation.published_at = State.PUBLISHED, moment
        history.save(thing=observation, by=by, why=f"Released with “{revision.release}”.", fields=("state", "published_at", "updated_at"))


def _refuse(revision: FigureRevision, observation: Observation) -> None:
    on_their_way = observation.revisions.exclude(public_from=None).filter(is_written=False)
    if (observation.value, observation.missing) != (revision.value_before, revision.missing_before) or on_their_way.exists():
        raise ValidationError(CHANGED_SINCE.format(name=observation))
    if observation.first_public_at is None:
        raise ValidationError(NEVER_PUBLIC_SINCE.format(name=observation))
    if observation.state == State.ARCHIVED:
        raise ValidationError(PUT_AWAY.format(name=observation))
    if observation.is_scheduled:
        raise ValidationError(NOT_YET_PUBLIC.format(name=observation))


def hold(of: Release, *, by: User, why: str) -> None:
    """Those of a release whose moment has not come wait again; figures that would have come back with it do not."""
    coming_back = Observation.objects.filter(revisions__release=of, state=State.PUBLISHED, published_at__gt=timezone.now())
    for observation in coming_back:
        observation.state, observation.published_at = State.DRAFT, None
        history.save(thing=observation, by=by, why=why, fields=("state", "published_at", "updated_at"))
    of.revisions.update(public_from=None)
    ImportedFigure.objects.filter(revision__release=of).update(outcome=ImportedFigure.Outcome.WAITING)


def write_due(of: Release | None = None) -> int:
    """Write into the figures what revisions, whose moment has come, say of them. Pages have said so since that moment."""
    due = FigureRevision.objects.to_be_written()
    keys = (due.filter(release=of) if of else due).values_list("pk", flat=True)
    return sum(_write(key) for key in list(keys))


def _write(key: int) -> bool:
    with transaction.atomic():
        revision = FigureRevision.objects.to_be_written().select_for_update().filter(pk=key).first()
        if revision is None:  # another process has written it
            return False
        observation = Observation.objects.select_for_update().get(pk=revision.observation_id)
        revision.lay_over(observation)
        # Two persons have looked at all that it says now, whoever entered what stood there before.
        observation.entered_by, observation.checked_by, observation.checked_at = revision.entered_by, None, None
        history.save(thing=observation, by=revision.entered_by, why=_why(revision), public_note=revision.reason)
        released_by = revision.release.released_by if revision.release else None
        if released_by and released_by.pk != revision.entered_by_id:
            figures.mark_as_checked(observation=observation, by=released_by, why=_why(revision))
        FigureRevision.objects.filter(pk=key).update(is_written=True)
        return True


def _why(revision: FigureRevision) -> str:
    return f"{revision.get_kind_display()}. {f'Released with “{revision.release}”.' if revision.release else ''}".strip()[:300]


def write_due_revisions() -> str:
    """The same for the due work, as a sentence."""
    written = write_due()
    return f"{written} written into the figures." if written else ""
