"""Reports to the board."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from plan.board.canonical import checksum
from tests.factories.plan import PlanFactory

NOTHING = {
    "format": 1,
    "partnership": "Exampleton Community Safety Partnership",
    "plan": {"title": "The plan", "address": "/plan/plans/example/"},
    "period": {"starts": "2024-04-01", "ends": "2024-09-30"},
    "as_at": "2024-10-01",
    "audience": "public",
    "before": None,
    "texts": {"summary": "All is well.", "decisions": "", "what_moved": "", "next_steps": ""},
    "counts": [],
    "moves": [],
    "priorities": [],
    "overdue": [],
    "milestones": {"reached": [], "missed": []},
    "updates": [],
    "figures": [],
    "complete": {"has": 0, "of": 0},
}


class BoardReportFactory(DjangoModelFactory):
    class Meta:
        model = "plan.BoardReport"

    class Params:
        approved = factory.Trait(
            approved_by=factory.SubFactory("tests.factories.UserFactory"),
            approved_at=datetime(2024, 10, 2, 9, tzinfo=UTC),
            checksum=factory.LazyAttribute(lambda made: checksum(made.content or {})),
        )
        frozen = factory.Trait(
            approved=True,
            content=factory.LazyAttribute(lambda made: NOTHING | {"title": made.title, "address": f"/plan/reports/{made.slug}/"}),
            frozen_at=datetime(2024, 10, 2, 10, tzinfo=UTC),
        )
        for_the_board = factory.Trait(audience="board")

    plan = factory.SubFactory(PlanFactory)
    title = factory.Sequence(lambda n: f"Report to the board {n}")
    slug = factory.Sequence(lambda n: f"board-report-{n}")
    period_starts = date(2024, 4, 1)
    period_ends = date(2024, 9, 30)
    as_at = date(2024, 10, 1)
    summary = "All is well."
