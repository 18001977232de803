"""What partners send."""

from datetime import date

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from tests.factories.plan import ActionFactory, MilestoneFactory, OrganisationFactory


class ReportFactory(DjangoModelFactory):
    class Meta:
        model = "plan.Report"

    class Params:
        amber = factory.Trait(rating="amber", rating_reason="One post is empty.")
        approved = factory.Trait(
            decision="approved",
            decided_at=factory.LazyFunction(timezone.now),
            update=factory.SubFactory("tests.factories.plan.ProgressUpdateFactory", action=factory.SelfAttribute("..action")),
        )
        returned = factory.Trait(decision="returned", note="Which rooms?", decided_at=factory.LazyFunction(timezone.now))
        rejected = factory.Trait(decision="rejected", note="It is another action.", decided_at=factory.LazyFunction(timezone.now))

    action = factory.SubFactory(ActionFactory, lead=factory.SubFactory(OrganisationFactory))
    organisation = factory.SelfAttribute("action.lead")
    period_ends_on = date(2024, 9, 30)
    progress = "in_progress"
    rating = "green"
    title = "Rooms found"
    words = "Two rooms are ready."
    submitted_by = factory.SubFactory("tests.factories.house.UserFactory")


class MilestoneReportFactory(DjangoModelFactory):
    class Meta:
        model = "plan.MilestoneReport"

    class Params:
        moved = factory.Trait(reached_on=None, expected_on=date(2025, 6, 30), reason="The builder is late.")

    report = factory.SubFactory(ReportFactory)
    milestone = factory.SubFactory(MilestoneFactory, action=factory.SelfAttribute("..report.action"))
    reached_on = date(2024, 9, 12)


class ReportDraftFactory(DjangoModelFactory):
    class Meta:
        model = "plan.ReportDraft"

    action = factory.SubFactory(ActionFactory)
    by = factory.SubFactory("tests.factories.house.UserFactory")
    answers = {"title": "Rooms found"}


class ReminderFactory(DjangoModelFactory):
    class Meta:
        model = "plan.Reminder"

    action = factory.SubFactory(ActionFactory)
    due_on = date(2024, 9, 30)
    which = "before"
