"""Reports to the board on their way, for the tests of this folder."""

from typing import Any

from citysafe.people.models import User
from plan.board.assembling import assemble
from plan.board.canonical import checksum
from plan.models import BoardReport
from plan.services import board_reports as services
from tests.factories import BoardReportFactory, UserFactory


def approved(report: BoardReport, by: User | None = None) -> BoardReport:
    """As somebody does who has just looked at it."""
    services.approve(report=report, seen=checksum(assemble(report)), by=by or UserFactory())
    return report


def frozen(report: BoardReport | None = None, **fields: Any) -> BoardReport:
    report = approved(report or BoardReportFactory(**fields))
    services.freeze(report=report, by=UserFactory())
    return report


def entries(content: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The actions of a report by their reference."""
    return {action["reference"]: action for priority in content["priorities"] for action in priority["actions"]}
