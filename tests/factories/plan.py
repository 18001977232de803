"""The plan."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from tests.factories.publishing import PublishableFactory


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = "plan.Organisation"

    name = factory.Sequence(lambda n: f"Organisation {n}")
    slug = factory.Sequence(lambda n: f"organisation-{n}")
    kind = "specified"


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = "plan.Membership"

    user = factory.SubFactory("tests.factories.house.UserFactory")
    organisation = factory.SubFactory(OrganisationFactory)


class PlanFactory(PublishableFactory):
    class Meta:
        model = "plan.Plan"

    class Params:
        current = factory.Trait(is_current=True)
        with_message = factory.Trait(chair_message="She asked everybody to help.", chair_name="The Chair", chair_role="Chair")

    slug = factory.Sequence(lambda n: f"plan-{n}")
    title = factory.Sequence(lambda n: f"Plan {n}")
    introduction = "What we do about violence."
    premise = "One victim is one too many."
    inform = "Tell people what is done."
    coordinate = "Bring partners together."
    promote = "Make known what works."
    govern = "Say who answers for what."
    how_it_came_about = "People were asked."
    delivery = "Partners deliver it."


class PriorityFactory(PublishableFactory):
    class Meta:
        model = "plan.Priority"

    plan = factory.SubFactory(PlanFactory)
    number = factory.Sequence(lambda n: n + 1)
    slug = factory.Sequence(lambda n: f"priority-{n}")
    title = factory.Sequence(lambda n: f"Priority {n}")
    summary = "What should come of it."
    outcome = "What would be different."


class AnnouncementFactory(PublishableFactory):
    class Meta:
        model = "plan.Announcement"

    plan = factory.SubFactory(PlanFactory)
    slug = factory.Sequence(lambda n: f"announcement-{n}")
    title = factory.Sequence(lambda n: f"Announcement {n}")
    announced_on = date(2024, 3, 11)
    summary = "What was announced."
    body = "What was announced, at length."
    publisher = "Exampleton Council"


class ActionFactory(PublishableFactory):
    class Meta:
        model = "plan.Action"

    class Params:
        red = factory.Trait(rating="red", rating_reason="No money yet.", rated_on=date(2024, 6, 1), progress="in_progress")
        complete = factory.Trait(rating="blue", progress="complete", rated_on=date(2024, 6, 1))
        merged = factory.Trait(
            progress="merged",
            merged_into=factory.SubFactory("tests.factories.plan.ActionFactory", priority=factory.SelfAttribute("..priority")),
        )

    priority = factory.SubFactory(PriorityFactory)
    reference = factory.Sequence(lambda n: f"A{n}")
    slug = factory.Sequence(lambda n: f"action-{n}")
    title = factory.Sequence(lambda n: f"Do thing {n}")
    summary = "What it means."


class SupportFactory(DjangoModelFactory):
    class Meta:
        model = "plan.Support"

    action = factory.SubFactory(ActionFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = "Lends the room"


class MilestoneFactory(DjangoModelFactory):
    class Meta:
        model = "plan.Milestone"

    action = factory.SubFactory(ActionFactory)
    title = factory.Sequence(lambda n: f"Milestone {n}")
    due_on = date(2025, 3, 31)


class ProgressUpdateFactory(PublishableFactory):
    class Meta:
        model = "plan.ProgressUpdate"

    action = factory.SubFactory(ActionFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    reported_on = date(2024, 9, 30)
    title = factory.Sequence(lambda n: f"Progress note {n}")
    words = "What happened."


class AimFactory(DjangoModelFactory):
    class Meta:
        model = "plan.Aim"

    action = factory.SubFactory(ActionFactory)
    measure = factory.SubFactory("tests.factories.statistics.MeasureFactory")
    direction = "fewer"
    lag = "two years or more"


class InitiativeFactory(PublishableFactory):
    class Meta:
        model = "plan.Initiative"

    plan = factory.SubFactory(PlanFactory)
    slug = factory.Sequence(lambda n: f"initiative-{n}")
    title = factory.Sequence(lambda n: f"Initiative {n}")
    summary = "What it is."
    body = "What it is and does."


class PhaseFactory(DjangoModelFactory):
    class Meta:
        model = "plan.Phase"

    initiative = factory.SubFactory(InitiativeFactory)
    title = factory.Sequence(lambda n: f"Phase {n}")


class ThemeFactory(PublishableFactory):
    class Meta:
        model = "plan.Theme"
        skip_postgeneration_save = True

    class Params:
        adopted = factory.Trait(decision="adopted", decided_on=date(2024, 3, 1))
        partly = factory.Trait(decision="partly", reason="There is money for a half of it.", decided_on=date(2024, 3, 1))
        refused = factory.Trait(decision="not", reason="The law does not allow it.", decided_on=date(2024, 3, 1))

    plan = factory.SubFactory(PlanFactory)
    slug = factory.Sequence(lambda n: f"theme-{n}")
    title = factory.Sequence(lambda n: f"Theme {n}")
    heard = "Residents, at two meetings in autumn 2023."
    said = "They want more light."

    @factory.post_generation
    def actions(self, create, extracted, **_):
        if create and extracted:
            self.actions.set(extracted)


class PlanImportFactory(DjangoModelFactory):
    class Meta:
        model = "plan.PlanImport"

    plan = factory.SubFactory(PlanFactory)
    kind = "actions"
    file_name = "actions.csv"
    content = b"priority,reference\n"
