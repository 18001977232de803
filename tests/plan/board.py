"""Reports to the board on their way, for the tests of this folder."""

import re
from datetime import date
from typing import Any

from citysafe.people.models import User
from plan.board.assembling import assemble
from plan.board.canonical import checksum
from plan.models import Action, BoardReport
from plan.services import board_reports as services
from tests.factories import ActionFactory, BoardReportFactory, MilestoneFactory, OrganisationFactory, ProgressUpdateFactory, UserFactory


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


def late_action() -> Action:
    """Red, past its date, with a milestone missed and a note within the period."""
    action = ActionFactory(red=True, reference="F1", title="Light the ways home", lead=OrganisationFactory(), due_on=date(2024, 8, 31))
    MilestoneFactory(action=action, title="Three ways lit", due_on=date(2024, 8, 31), reason="No cable.")
    ProgressUpdateFactory(action=action, title="A cable is found", reported_on=date(2024, 9, 1))
    return action


def autumn_report(action: Action) -> BoardReport:
    return BoardReportFactory(plan=action.priority.plan, slug="autumn", title="Autumn report", decisions="- Pay for a cable.")


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))
