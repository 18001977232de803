"""The plan: who promised what, by when, and how far it has got."""

from plan.models.action import Action, Aim, Support
from plan.models.initiative import Initiative, Phase
from plan.models.organisation import Organisation
from plan.models.plan import Announcement, Plan, Priority
from plan.models.plan_import import PlanImport
from plan.models.progress import Milestone, ProgressUpdate

__all__ = [
    "Action",
    "Aim",
    "Announcement",
    "Initiative",
    "Milestone",
    "Organisation",
    "Phase",
    "Plan",
    "PlanImport",
    "Priority",
    "ProgressUpdate",
    "Support",
]
