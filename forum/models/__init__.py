"""The half-yearly forum: its meetings, their places, and who has registered."""

from forum.models.change import EventChange
from forum.models.door import DoorDuty
from forum.models.event import AgendaItem, Event
from forum.models.export_digest import ExportDigest
from forum.models.feedback import Feedback
from forum.models.hand_over import HandOver
from forum.models.lost_link import LostLink
from forum.models.mailing import Mailing
from forum.models.needs import Needs
from forum.models.organisation_places import OrganisationPlaces
from forum.models.outcomes import AgreedAction, EventPaper, EventQuestion
from forum.models.places import Places
from forum.models.question import Answer, Question
from forum.models.registration import Registration
from forum.models.repeated import RepeatedSubmission
from forum.models.subscriber import Subscriber
from forum.models.turnout import Turnout
from forum.models.workshop import Workshop, WorkshopSeat

__all__ = [
    "AgendaItem",
    "AgreedAction",
    "Answer",
    "DoorDuty",
    "Event",
    "EventChange",
    "EventPaper",
    "EventQuestion",
    "ExportDigest",
    "Feedback",
    "HandOver",
    "LostLink",
    "Mailing",
    "Needs",
    "OrganisationPlaces",
    "Places",
    "Question",
    "Registration",
    "RepeatedSubmission",
    "Subscriber",
    "Turnout",
    "Workshop",
    "WorkshopSeat",
]
