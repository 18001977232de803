"""The forum."""

from datetime import date, time, timedelta
from uuid import uuid4

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from forum.models.states import WITH_A_PLACE
from tests.factories.publishing import PublishableFactory


class EventFactory(PublishableFactory):
    """A past meeting; with `coming=True` one that is still to be held."""

    class Meta:
        model = "forum.Event"
        skip_postgeneration_save = True

    class Params:
        coming = factory.Trait(held_on=factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30)))
        open = factory.Trait(coming=True, timed=True, places=factory.RelatedFactory("tests.factories.forum.PlacesFactory", "event"))
        timed = factory.Trait(doors_open=time(9, 30), starts=time(10, 0), ends=time(13, 0))

    slug = factory.Sequence(lambda n: f"forum-{n}")
    title = factory.Sequence(lambda n: f"Forum {n}")
    held_on = date(2024, 3, 11)
    summary = "What it was about."


class AgendaItemFactory(DjangoModelFactory):
    class Meta:
        model = "forum.AgendaItem"

    event = factory.SubFactory(EventFactory)
    at = time(10, 0)
    title = factory.Sequence(lambda n: f"Agenda item {n}")


class EventPaperFactory(DjangoModelFactory):
    """Published elsewhere; with `file=` a PDF to take along, and no `url`."""

    class Meta:
        model = "forum.EventPaper"

    event = factory.SubFactory(EventFactory)
    title = factory.Sequence(lambda n: f"Slides {n}")
    url = "https://example.org/slides"


class EventQuestionFactory(DjangoModelFactory):
    class Meta:
        model = "forum.EventQuestion"

    event = factory.SubFactory(EventFactory)
    question = factory.Sequence(lambda n: f"Question {n}?")
    answer = "An answer."
    organisation = factory.SubFactory("tests.factories.plan.OrganisationFactory")


class AgreedActionFactory(DjangoModelFactory):
    class Meta:
        model = "forum.AgreedAction"

    event = factory.SubFactory(EventFactory)
    words = factory.Sequence(lambda n: f"Do the thing {n}.")
    organisation = factory.SubFactory("tests.factories.plan.OrganisationFactory")


class FeedbackFactory(DjangoModelFactory):
    class Meta:
        model = "forum.Feedback"

    key = factory.LazyFunction(uuid4)
    event = factory.SubFactory(EventFactory)
    useful = "quite"
    helped = "The tables."


class TurnoutFactory(DjangoModelFactory):
    class Meta:
        model = "forum.Turnout"

    event = factory.SubFactory(EventFactory)
    had_a_place, came, did_not_come = 12, 9, 3


class PlacesFactory(DjangoModelFactory):
    class Meta:
        model = "forum.Places"

    event = factory.SubFactory(EventFactory, coming=True)
    capacity = 100


class RegistrationFactory(DjangoModelFactory):
    """Somebody with a place; the counts of places are set by the services alone."""

    class Meta:
        model = "forum.Registration"

    event = factory.SubFactory(EventFactory, coming=True)
    key = factory.LazyFunction(uuid4)
    state = first_state = "confirmed"
    has_place = factory.LazyAttribute(lambda made: made.state in WITH_A_PLACE)
    full_name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.Sequence(lambda n: f"person-{n}@example.org")
    other_organisation = "An example organisation"
    notice_version = "2026-01-01"


class NeedsFactory(DjangoModelFactory):
    class Meta:
        model = "forum.Needs"

    registration = factory.SubFactory(RegistrationFactory)
    access = "A step-free way in."


class HandOverFactory(DjangoModelFactory):
    class Meta:
        model = "forum.HandOver"

    registration = factory.SubFactory(RegistrationFactory)
    colleague_name = "A colleague"
    colleague_email = factory.Sequence(lambda n: f"colleague-{n}@example.org")


class LostLinkFactory(DjangoModelFactory):
    class Meta:
        model = "forum.LostLink"

    key = factory.LazyFunction(uuid4)
    address = "0" * 64


class RepeatedSubmissionFactory(DjangoModelFactory):
    class Meta:
        model = "forum.RepeatedSubmission"

    key = factory.LazyFunction(uuid4)
    told = "confirmed"


class QuestionFactory(DjangoModelFactory):
    """A short text that is asked; `choice=True`: one of three."""

    class Meta:
        model = "forum.Question"

    class Params:
        choice = factory.Trait(kind="choice", options="Red\nGreen\nBlue")

    event = factory.SubFactory(EventFactory, coming=True)
    words = factory.Sequence(lambda n: f"What about {n}?")


class AnswerFactory(DjangoModelFactory):
    class Meta:
        model = "forum.Answer"

    question = factory.SubFactory(QuestionFactory)
    registration = factory.SubFactory(RegistrationFactory, event=factory.SelfAttribute("..question.event"))
    words = "An example of an answer."


class WorkshopFactory(DjangoModelFactory):
    class Meta:
        model = "forum.Workshop"

    event = factory.SubFactory(EventFactory, coming=True)
    title = factory.Sequence(lambda n: f"Workshop {n}")
    starts, ends = time(11, 0), time(12, 0)
    capacity = 10


class WorkshopSeatFactory(DjangoModelFactory):
    """A place that is kept; the count of the workshop is moved by the services alone."""

    class Meta:
        model = "forum.WorkshopSeat"

    workshop = factory.SubFactory(WorkshopFactory)
    registration = factory.SubFactory(RegistrationFactory, event=factory.SelfAttribute("..workshop.event"))
    is_kept = True


class OrganisationPlacesFactory(DjangoModelFactory):
    class Meta:
        model = "forum.OrganisationPlaces"

    event = factory.SubFactory(EventFactory, coming=True)
    organisation = factory.SubFactory("tests.factories.plan.OrganisationFactory")
    at_most = 2


class DoorDutyFactory(DjangoModelFactory):
    class Meta:
        model = "forum.DoorDuty"

    event = factory.SubFactory(EventFactory, coming=True)
    user = factory.SubFactory("tests.factories.house.UserFactory")


class ExportDigestFactory(DjangoModelFactory):
    class Meta:
        model = "forum.ExportDigest"

    monday = factory.Sequence(lambda n: date(2026, 1, 5) + timedelta(weeks=n))
