"""From a draft to the public: who asks for review, and who releases."""

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from citysafe.history import services as history
from citysafe.pages.models import Partnership
from citysafe.people.models import User
from statistics import contents
from statistics.models import Measure, Observation, Release
from statistics.services import revising, suppressing

NO_DRAFT = "It is no draft any more: take it back first."
NOT_IN_REVIEW = "It is not in review. Look at what became of it."
EMPTY = "It holds no figure yet: put some in."
NO_DAY = "Its day is not settled: set it first."
CANCELLED = "It is cancelled."
OTHERWISE = "What it holds has changed since you looked at it. Look again."
NOT_ONE_S_OWN = "You entered some of its figures, or asked for its review. Another person releases it: ask a colleague."
IS_PUBLIC = "It is public. What is wrong in it is corrected, not taken back."
IS_A_DRAFT = "It is a draft already."
NO_PAGE = (
    "{name} would not be public at that moment, and its figures would not be seen. Publish the measure first, or set it to that moment."
)
ENTERED_MEANWHILE = "{name} has been put away or published meanwhile. Take it out of the release."
State = Release.State
CHANGED = ("state", "published_at", "updated_at")


def ask_for_review(*, of: Release, by: User) -> None:
    """From now on what it holds stays as it is, until somebody else releases it or it is taken back."""
    with transaction.atomic():
        reread(of, is_in=State.DRAFT, otherwise=NO_DRAFT)
        if of.only_month_known:
            raise ValidationError(NO_DAY)
        if not of.observations.exists() and not of.revisions.exists():
            raise ValidationError(EMPTY)
        _refuse_unseen(of, max(of.due, timezone.now()))
        for figure in of.observations.filter(state=State.DRAFT):
            figure.state = State.REVIEW
            history.save(thing=figure, by=by, why=f"In review with “{of}”.", fields=CHANGED)
        of.state, of.sent_by = State.REVIEW, by
        history.save(thing=of, by=by, fields=("state", "sent_by", "updated_at"))


def release(*, of: Release, digest: str, by: User) -> datetime:
    """Let everything out at its moment, or now where that has passed; `digest` says that this is what `by` looked at."""
    with transaction.atomic():
        suppressing.remember()
        reread(of, is_in=State.REVIEW, otherwise=NOT_IN_REVIEW)
        figures, revisions = list(of.observations.select_for_update()), list(of.revisions.select_for_update())
        if contents.digest(of) != digest:  # read once nobody else can change what is in it
            raise ValidationError(OTHERWISE)
        of.by_one_person = _is_one_s_own(of, by)
        moment = max(of.due, timezone.now())
        _refuse_unseen(of, moment)
        for figure in figures:
            _publish(figure, moment, of, by)
        for revision in revisions:
            revising.let_out(revision, moment, by=by)
        of.state, of.published_at, of.released_by = State.PUBLISHED, moment, by
        history.save(thing=of, by=by, fields=(*CHANGED, "first_public_at", "released_by", "by_one_person"))
        revising.write_due(of=of)
        return moment


def take_back(*, of: Release, by: User, why: str = "") -> None:
    """Make it a draft again, as long as nothing of it is public."""
    with transaction.atomic():
        history.reread(of)
        list(of.revisions.select_for_update())  # due work writes none of them from now on
        if of.is_published:
            raise ValidationError(IS_PUBLIC)
        if of.state != State.REVIEW and not of.is_scheduled:
            raise ValidationError(IS_A_DRAFT)
        for figure in of.observations.filter(state=State.PUBLISHED):
            figure.state, figure.published_at = State.REVIEW, None
            history.save(thing=figure, by=by, why=why, fields=CHANGED)
        revising.hold(of, by=by, why=why)
        of.state, of.published_at, of.sent_by, of.released_by, of.by_one_person = State.DRAFT, None, None, None, False
        history.save(thing=of, by=by, why=why, fields=(*CHANGED, "sent_by", "released_by", "by_one_person"))


def reread(of: Release, *, is_in: str, otherwise: str) -> None:
    """As it is stored now; refused where it is somewhere else than thought."""
    history.reread(of)
    if of.is_cancelled:
        raise ValidationError(CANCELLED)
    if of.state != is_in:
        raise ValidationError(otherwise)


def _refuse_unseen(of: Release, moment: datetime) -> None:
    """A figure is seen with its measure alone."""
    held = models.Q(series__observations__release=of) | models.Q(series__observations__revisions__release=of)
    unseen = Measure.objects.filter(held).exclude(state=State.PUBLISHED, published_at__lte=moment).order_by("title").first()
    if unseen:
        raise ValidationError(NO_PAGE.format(name=unseen))


def _is_one_s_own(of: Release, by: User) -> bool:
    """Whether `by` had a hand in it, which only a recorded setting allows."""
    hands = {of.sent_by_id, *of.observations.values_list("entered_by", flat=True), *of.revisions.values_list("entered_by", flat=True)}
    return is_alone(by, hands, otherwise=NOT_ONE_S_OWN)


def is_alone(by: User, hands: Collection[int | None], *, otherwise: str) -> bool:
    """Whether `by` is among those who had a hand in it; refused unless the setting for a small office is on record."""
    if by.pk not in hands:
        return False
    if not Partnership.objects.filter(one_person_office=True).exists():
        raise ValidationError(otherwise)
    return True


def _publish(figure: Observation, moment: datetime, of: Release, by: User) -> None:
    if figure.state != State.REVIEW:
        raise ValidationError(ENTERED_MEANWHILE.format(name=figure))
    figure.state, figure.published_at = State.PUBLISHED, moment
    if figure.checked_by_id is None and figure.entered_by_id != by.pk:
        figure.checked_by, figure.checked_at = by, timezone.now()
    history.save(thing=figure, by=by, why=f"Released with “{of}”.", fields=(*CHANGED, "checked_by", "checked_at"))
