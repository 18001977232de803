"""One factory for each model of ours: what it makes is valid, unique and, where it has a page, published.

`draft=True`, `review=True`, `archived=True` and `scheduled=True` make it something that the public must not see.
"""

from tests.factories.forum import (
    AgendaItemFactory,
    EventFactory,
    NeedsFactory,
    PlacesFactory,
    RegistrationFactory,
    RepeatedSubmissionFactory,
)
from tests.factories.house import (
    DataVersionFactory,
    FieldChangeFactory,
    FormerAddressFactory,
    HelpContactFactory,
    LoadedItemFactory,
    PageFactory,
    PartnershipFactory,
    RevisionFactory,
    UserFactory,
)
from tests.factories.mail import QueuedMailFactory, TaskRunFactory
from tests.factories.plan import (
    ActionFactory,
    AimFactory,
    AnnouncementFactory,
    InitiativeFactory,
    MilestoneFactory,
    OrganisationFactory,
    PhaseFactory,
    PlanFactory,
    PriorityFactory,
    ProgressUpdateFactory,
    SupportFactory,
)
from tests.factories.statistics import (
    AreaFactory,
    ClaimFactory,
    MeasureFactory,
    ObservationFactory,
    SeriesBreakFactory,
    SeriesFactory,
    SourceFactory,
)

__all__ = [
    "ActionFactory",
    "AgendaItemFactory",
    "AimFactory",
    "AnnouncementFactory",
    "AreaFactory",
    "ClaimFactory",
    "DataVersionFactory",
    "EventFactory",
    "FieldChangeFactory",
    "FormerAddressFactory",
    "HelpContactFactory",
    "InitiativeFactory",
    "LoadedItemFactory",
    "MeasureFactory",
    "MilestoneFactory",
    "NeedsFactory",
    "ObservationFactory",
    "OrganisationFactory",
    "PageFactory",
    "PartnershipFactory",
    "PhaseFactory",
    "PlacesFactory",
    "PlanFactory",
    "PriorityFactory",
    "ProgressUpdateFactory",
    "QueuedMailFactory",
    "RegistrationFactory",
    "RepeatedSubmissionFactory",
    "RevisionFactory",
    "SeriesBreakFactory",
    "SeriesFactory",
    "SourceFactory",
    "SupportFactory",
    "TaskRunFactory",
    "UserFactory",
]
