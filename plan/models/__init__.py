"""The plan: who promised what, by when, and how far it has got."""

from plan.models.action import Action, Aim, Support
from plan.models.initiative import Initiative, Phase
from plan.models.organisation import Organisation
from plan.models.plan import Announcement, Plan, Priority
from plan.models.progress import Milestone, ProgressUpdate
from plan.models.theme import Theme

__all__ = [
    "Action",
    "Aim",
    "Announcement",
    "Initiative",
    "Milestone",
    "Organisation",
    "Phase",
    "Plan",
    "Priority",
    "ProgressUpdate",
    "Support",
    "Theme",
]
