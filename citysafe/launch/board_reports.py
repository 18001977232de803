"""The invented partnership's reports to the board: two frozen half a year apart, each with the plan as it was on its day."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from django.db import transaction

from citysafe.people.models import User
from plan.board.assembling import assemble
from plan.board.canonical import checksum
from plan.models import Action, BoardReport, Milestone
from plan.services import board_reports as services
from statistics.models import Measure

FIRST, SECOND = "october-2025-to-march-2026", "april-to-september-2026"
FIRST_FROZEN, SECOND_FROZEN = datetime(2026, 4, 14, 9, tzinfo=UTC), datetime(2026, 10, 13, 9, tzinfo=UTC)
RATED_BEFORE = date(2026, 3, 18)
# How actions stood when the first was frozen. All others stood as they do in the content files.
AS_THEY_STOOD: Mapping[str, Mapping[str, Any]] = {
    "train-youth-workers": {"rating": "amber", "rating_reason": "Two colleges withdrew. A third is being asked."},
    "light-the-ways-home": {"rating": "green", "rating_reason": ""},
    "home-on-release": {"rating": "amber", "rating_reason": "Two of eleven homes have been found."},
    "navigators": {"rating": "amber", "rating_reason": "Only three of five navigators are in post."},
    "treatment-in-three-weeks": {"progress": "not_started", "rating": ""},
}


@transaction.atomic
def freeze() -> None:
    """An editor for trying out approves and freezes them; without that account they stay drafts."""
    by = User.objects.filter(is_demo=True, groups__name="Editor").first()
    reports = BoardReport.objects.in_bulk([FIRST, SECOND], field_name="slug")
    if by is None or len(reports) < 2:
        return
    with transaction.atomic():
        _turn_back()
        _freeze(reports[FIRST], by)
        transaction.set_rollback(True)
    _store(reports[FIRST], FIRST_FROZEN)
    _freeze(reports[SECOND], by)
    _store(reports[SECOND], SECOND_FROZEN)


def _turn_back() -> None:
    """What has happened since the first was frozen is undone, as long as nobody keeps it."""
    Action.objects.filter(rated_on__gt=FIRST_FROZEN).update(rated_on=RATED_BEFORE)
    for slug, said in AS_THEY_STOOD.items():
        Action.objects.filter(slug=slug).update(**said)
    Milestone.objects.filter(reached_on__gt=FIRST_FROZEN).update(reached_on=None)
    Measure.objects.filter(published_at__gt=FIRST_FROZEN).update(state=Measure.State.DRAFT)


def _freeze(report: BoardReport, by: User) -> None:
    services.approve(report=report, seen=checksum(assemble(report)), by=by)
    services.freeze(report=report, by=by)


def _store(report: BoardReport, moment: datetime) -> None:
    """As it was frozen, at a moment that is no part of its content."""
    BoardReport._base_manager.filter(pk=report.pk).update(
        content=report.content, checksum=report.checksum, approved_by=report.approved_by, approved_at=moment, frozen_at=moment
    )
