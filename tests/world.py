"""A small site with one published thing of every kind, each at the address part “example”."""

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db.models import Model

from citysafe.people.models import User
from forum.models import Event, Registration
from plan.models import Action
from statistics.models import Observation, Series
from tests import factories as make

PARTNER, DOOR = "partner", "door"
ROLES = ("viewer", "editor", "statistician", "forum organiser", "administrator")


def make_world() -> dict[str, object]:
    """What was made, by model label such as “plan.action”."""
    plan = make.PlanFactory(slug="example", current=True, with_message=True, document=ContentFile(b"%PDF-1.7", "plan.pdf"))
    priority = make.PriorityFactory(slug="example", plan=plan)
    lead = make.OrganisationFactory(slug="example")
    action = make.ActionFactory(slug="example", priority=priority, lead=lead, red=True)
    measure = make.MeasureFactory(slug="example", group="headline", definition_used=make.DefinitionFactory())
    series = make.SeriesFactory(measure=measure, main=True)
    initiative = make.InitiativeFactory(slug="example", plan=plan)
    initiative.areas.add(series.area)
    event = make.EventFactory(slug="example", timed=True)
    earlier, later = (make.ObservationFactory(series=series, value=value) for value in (15, 2))
    registration = make.RegistrationFactory(event=event)
    things = [
        *(plan, priority, lead, action, measure, series, series.area, series.source, initiative, event, earlier, later, registration),
        *_around(action),
        make.AimFactory(action=action, measure=measure),
        *(make.AnnouncementFactory(slug="example", plan=plan), make.BoardReportFactory(slug="example", plan=plan, frozen=True)),
        *(make.PhaseFactory(initiative=initiative), make.PlanImportFactory(plan=plan)),
        *_beside(series),
        *(measure.definition_used, measure.definition_used.concept),
        *_imports(later),
        *_releases(earlier),
        make.ClaimFactory(area=series.area, earlier=earlier, later=later, counts=True),
        make.AgendaItemFactory(event=event),
        *_came_of(event, action),
        make.PlacesFactory(event=event),
        *(make.NeedsFactory(registration=registration), *_asked(event, registration)),
        make.PartnershipFactory(),
        make.UserFactory(staff=True),
        make.HelpContactFactory(),
        make.PageFactory(slug="example"),
        make.PageFactory(slug="contact"),
        make.RevisionFactory(of=action, public=True),
        make.FormerAddressFactory(),
        make.LoadedItemFactory(),
        *(make.QueuedMailFactory(), make.TaskRunFactory(), make.PurgeRecordFactory(), make.BackupFactory()),
    ]
    return {thing._meta.label_lower: thing for thing in things}


def _around(action: Action) -> list[Model]:
    """Who helps, what was reached and told, and what people said that it came from."""
    parts = [make.SupportFactory(action=action), make.MilestoneFactory(action=action)]
    theme = make.ThemeFactory(plan=action.priority.plan, priority=action.priority, actions=[action])
    return [*parts, theme, make.ProgressUpdateFactory(action=action, organisation=action.lead), *_reported(action)]


def _reported(action: Action) -> list[Model]:
    """What its lead partner sent and has begun, and that it was reminded."""
    report = make.ReportFactory(action=action, evidence=ContentFile(b"%PDF-1.7", "what.pdf"))
    return [report, make.MilestoneReportFactory(report=report), make.ReportDraftFactory(action=action), make.ReminderFactory(action=action)]


def _came_of(event: Event, action: Action) -> list[Model]:
    """A paper, a question with its answer, and something agreed that the plan has an action for."""
    agreed = make.AgreedActionFactory(event=event, action=action, organisation=action.lead)
    return [make.EventPaperFactory(event=event), make.EventQuestionFactory(event=event, organisation=action.lead), agreed]


def _asked(event: Event, registration: Registration) -> list[Model]:
    """A question of the meeting with its answer, and a workshop with somebody in it."""
    question, workshop = make.QuestionFactory(event=event), make.WorkshopFactory(event=event)
    answer = make.AnswerFactory(question=question, registration=registration)
    places = make.OrganisationPlacesFactory(event=event)
    return [question, workshop, answer, places, make.WorkshopSeatFactory(workshop=workshop, registration=registration)]


def _beside(series: Series) -> list[Model]:
    """What a reader must know of a series."""
    return [make.SeriesBreakFactory(series=series), make.AnnotationFactory(areas=[series.area], measures=[series.measure])]


def _imports(figure: Observation) -> list[Model]:
    """How a figure got in: the rule of its series, and an upload."""
    upload = make.ImportFactory()
    parts = (make.ImportFileFactory(upload=upload), make.ImportedCellFactory(upload=upload))
    return [make.MappingRuleFactory(series=figure.series), upload, *parts, make.ImportedFigureFactory(observation=figure)]


def _releases(figure: Observation) -> list[Model]:
    """A release that is out, with a figure that was corrected since."""
    release = make.ReleaseFactory(slug="example")
    Observation.objects.filter(pk=figure.pk).update(release=release)
    parts = (make.EarlyAccessFactory(release=release), make.DateChangeFactory(release=release))
    return [release, *parts, make.RelationChangeFactory(), make.FigureRevisionFactory(observation=figure, release=release, corrected=True)]


def member(role: str) -> User:
    """An account of staff in this role, of a partner, or of a helper at the door."""
    if role == PARTNER:
        return make.MembershipFactory().user
    if role == DOOR:
        return make.DoorDutyFactory().user
    user = make.UserFactory(staff=True)
    user.groups.add(Group.objects.get(name__iexact=role))
    return user
