"""A report to the board on its way: approved as it stands, taken back, and frozen for good."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from citysafe.design.text import day
from citysafe.history import services as history
from citysafe.people.models import User
from plan.board.assembling import assemble
from plan.board.canonical import checksum
from plan.models import BoardReport
from plan.models.board_report import APPROVAL, IS_FROZEN

IS_APPROVED = "It is approved already."
NOT_APPROVED = "Nobody has approved it yet, or what was approved has been edited since. Look at it and approve it first."
OTHERWISE = "What it tells has changed since you looked at it. Look at the paper again."
CHANGED_SINCE = "What it tells has changed since it was approved. Look at the paper and approve it again."
TO_COME = "It stands on a day that is still to come. Approve it on that day, or after it."
NO_PLAN = "Its plan is not public. Publish the plan first: a report tells nothing that is not public."


def approve(*, report: BoardReport, seen: str, by: User) -> None:
    """Stand for it as it is now; `seen` is the checksum of what `by` looked at."""
    with transaction.atomic():
        _reread(report)
        if report.is_approved and report.checksum == seen:
            raise ValidationError(IS_APPROVED)
        if report.as_at > timezone.localdate():
            raise ValidationError(TO_COME)
        if not report.plan.is_published:
            raise ValidationError(NO_PLAN)
        if checksum(assemble(report)) != seen:
            raise ValidationError(OTHERWISE)
        report.approved_by, report.approved_at, report.checksum = by, timezone.now(), seen
        history.save(thing=report, by=by, why=f"Approved, with the checksum {seen}.", fields=APPROVAL)


def take_back(*, report: BoardReport, by: User, why: str = "") -> None:
    """Withdraw the approval, as long as it is not frozen."""
    with transaction.atomic():
        _reread(report)
        if not report.is_approved:
            raise ValidationError(NOT_APPROVED)
        report.withdraw_approval()
        history.save(thing=report, by=by, why=why or "The approval is taken back.", fields=APPROVAL)


def freeze(*, report: BoardReport, by: User) -> None:
    """Store it whole, exactly as it was approved; from then on nothing of it changes."""
    with transaction.atomic():
        _reread(report)
        if not report.is_approved:
            raise ValidationError(NOT_APPROVED)
        content = assemble(report)
        if checksum(content) != report.checksum:
            raise ValidationError(CHANGED_SINCE)
        report.content, report.frozen_at = content, timezone.now()
        told = f"The report to the board as at {day(report.as_at)} is published." if report.is_published else ""
        history.save(
            thing=report, by=by, why=f"Frozen, with the checksum {report.checksum}.", public_note=told, fields=("content", "frozen_at")
        )


def _reread(report: BoardReport) -> None:
    """As it is stored now, and nobody else's until this is done."""
    history.reread(report)
    if report.is_frozen:
        raise ValidationError(IS_FROZEN)
