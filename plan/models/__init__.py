"""The plan: who promised what, by when, and how far it has got."""

from plan.models.action import Action
from plan.models.aim import Aim
from plan.models.board_report import BoardReport
from plan.models.draft import ReportDraft
from plan.models.initiative import Initiative, Phase
from plan.models.membership import Membership
from plan.models.organisation import Organisation
from plan.models.plan import Announcement, Plan, Priority
from plan.models.plan_import import PlanImport
from plan.models.progress import Milestone, ProgressUpdate
from plan.models.reminder import Reminder
from plan.models.report import MilestoneReport, Report
from plan.models.support import Support
from plan.models.theme import Theme

__all__ = [
    "Action",
    "Aim",
    "Announcement",
    "BoardReport",
    "Initiative",
    "Membership",
    "Milestone",
    "MilestoneReport",
    "Organisation",
    "Phase",
    "Plan",
    "PlanImport",
    "Priority",
    "ProgressUpdate",
    "Reminder",
    "Report",
    "ReportDraft",
    "Support",
    "Theme",
]
