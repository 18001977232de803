"""The half-yearly forum: its meetings, their places, and who has registered."""

from forum.models.event import AgendaItem, Event
from forum.models.needs import Needs
from forum.models.places import Places
from forum.models.registration import Registration
from forum.models.repeated import RepeatedSubmission

__all__ = ["AgendaItem", "Event", "Needs", "Places", "Registration", "RepeatedSubmission"]
