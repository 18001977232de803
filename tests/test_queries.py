"""How often each public page asks the database: the same for 10 things of a kind and for 500, and once when it is kept."""

from datetime import date, timedelta
from itertools import count

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from citysafe.publishing.watching import raise_version
from forum import links
from statistics.models import Observation
from tests import factories as make
from tests.addresses import public_addresses
from tests.forum import build

pytestmark = pytest.mark.django_db

WITHOUT_A_DATABASE = {"/.well-known/security.txt"}
# Five hundred actions, milestones, notes, events and so on; of figures five hundred in all.
# The first visitor after a change, when nothing at all is kept: the version, the next moment at which something goes
# public, and on a page what stands on every page (three); the rest is the page's own.
COLD = {
    "/": 20,
    "/changes/": 10,
    "/changes/feed.atom": 8,
    "/example/": 6,
    "/forum/": 11,
    "/forum/example.ics": 5,
    "/forum/example/": 15,
    "/healthz": 1,
    "/help/": 6,
    "/personal-data/": 6,
    "/plan/": 15,
    "/plan/actions/": 12,
    "/plan/actions/actions.csv": 9,
    "/plan/actions/example/": 14,
    "/plan/actions/feed.atom": 8,
    "/plan/announcements/example/": 6,
    "/plan/gaps/": 8,
    "/plan/initiatives/example/": 16,
    "/plan/organisations/example/": 11,
    "/plan/plans/example/": 15,
    "/plan/plans/": 6,
    "/plan/plans/example/changes/": 6,
    "/plan/plans/example/document/": 3,
    "/plan/reports/": 6,
    "/plan/reports/example.json": 4,
    "/plan/reports/example/": 6,
    "/plan/plans/example/whole/": 20,
    "/plan/priorities/example/": 12,
    "/plan/you-said/": 11,
    "/robots.txt": 3,
    "/sitemap.xml": 13,
    "/statistics/": 11,
    "/statistics/all.csv": 19,
    "/statistics/api/": 22,
    "/statistics/api/v1/": 19,
    "/statistics/api/v1/areas/": 14,
    "/statistics/api/v1/claims/": 8,
    "/statistics/api/v1/measures/": 8,
    "/statistics/api/v1/measures/example/": 9,
    "/statistics/api/v1/releases/": 5,
    "/statistics/api/v1/revisions/": 9,
    "/statistics/api/v1/sources/": 8,
    "/statistics/areas/": 14,
    "/statistics/claims/": 14,
    "/statistics/compare/": 6,
    "/statistics/data/": 22,
    "/statistics/data/figures.zip": 19,
    "/statistics/definitions/": 9,
    "/statistics/example.csv": 8,
    "/statistics/example/": 32,
    "/statistics/not-shown/": 14,
    "/statistics/releases/": 12,
    "/statistics/releases/example/": 18,
    "/statistics/releases/feed.atom": 11,
}
KEPT = dict.fromkeys(COLD, 1) | {"/plan/plans/example/document/": 2}


def bulk(made, how_many, each=None, **same):
    things = [made.build(**same, **(each(number) if each else {})) for number in range(how_many)]
    return made._meta.model.objects.bulk_create(things)


def fill(world, many):
    """Many things on each page of the example site."""
    plan, priority, action = world["plan.plan"], world["plan.priority"], world["plan.action"]
    actions = bulk(make.ActionFactory, many, priority=priority)
    helpers = bulk(make.OrganisationFactory, many)
    bulk(make.ActionFactory, many, priority=priority, lead=action.lead)
    bulk(make.SupportFactory, many, lambda n: {"action": actions[n], "organisation": helpers[n]})
    bulk(make.SupportFactory, many, lambda n: {"action": action, "organisation": helpers[n]})
    bulk(make.SupportFactory, many, lambda n: {"action": actions[n], "organisation": action.lead})
    bulk(make.MilestoneFactory, many, lambda n: {"action": actions[n]})
    bulk(make.ProgressUpdateFactory, many, action=action, organisation=helpers[0])
    bulk(make.AnnouncementFactory, many, plan=plan)
    each = {"plan": plan, "frozen": True, "approved_by": make.UserFactory()}
    bulk(make.BoardReportFactory, many, lambda n: {"as_at": date(2025, 1, 1) + timedelta(days=n)}, **each)
    bulk(make.InitiativeFactory, many, plan=plan)
    themes = bulk(make.ThemeFactory, many, plan=plan, priority=priority)
    action.themes.add(*themes)
    themes[0].actions.add(*actions)
    bulk(make.RevisionFactory, many, of=action, public=True)
    bulk(make.EventFactory, many)
    bulk(make.EventFactory, many, coming=True)
    bulk(make.AgendaItemFactory, many, event=world["forum.event"])
    bulk(make.EventPaperFactory, many, event=world["forum.event"])
    bulk(make.EventQuestionFactory, many, lambda n: {"organisation": helpers[n]}, event=world["forum.event"])
    bulk(make.AgreedActionFactory, many, lambda n: {"action": actions[n], "organisation": helpers[n]}, event=world["forum.event"])
    bulk(make.WorkshopFactory, many, event=world["forum.event"])
    bulk(make.PhaseFactory, many, initiative=world["plan.initiative"])
    fill_figures(world, actions, many)


def fill_figures(world, actions, many):
    series, people = world["statistics.series"], [make.UserFactory(staff=True) for _ in range(2)]
    same = {"area": series.area, "source": series.source, "is_main": True}
    month = count()
    bulk(
        make.ObservationFactory,
        many // 5,
        lambda n: {**days(next(month)), "series": series, "entered_by": people[0], "checked_by": people[1]},
    )
    latest = make.ObservationFactory(series=series, **days(next(month)))
    earlier = world["statistics.observation"]
    measures = bulk(make.MeasureFactory, many * 2 // 5, lambda n: {"group": ("headline", "other")[n % 2]})
    others = bulk(make.SeriesFactory, len(measures), lambda n: {"measure": measures[n], **same})
    for year in range(2):
        bulk(make.ObservationFactory, len(others), lambda n, year=year: {**days(12 * year), "series": others[n]})
    bulk(make.SeriesBreakFactory, many // 10, series=series)
    fill_releases(world, others, many)
    fill_around(world, many)
    bulk(make.AimFactory, many, lambda n: {"action": actions[n], "measure": world["statistics.measure"]})
    bulk(make.AimFactory, len(measures), lambda n: {"action": world["plan.action"], "measure": measures[n]})
    areas = bulk(make.AreaFactory, many)
    world["plan.initiative"].areas.add(*areas)
    concepts = bulk(make.ConceptFactory, many)
    definitions = bulk(make.DefinitionFactory, many, lambda n: {"concept": concepts[n]})
    bulk(make.MeasureFactory, many, lambda n: {"definition_used": definitions[n], "group": "duty"})
    bulk(make.ClaimFactory, many, lambda n: {"area": areas[n], "earlier": earlier, "later": latest})


def fill_releases(world, others, many):
    bulk(make.ReleaseFactory, many)
    coming = bulk(make.ReleaseFactory, many, coming=True)
    bulk(make.DateChangeFactory, many, lambda n: {"release": coming[n]})
    bulk(make.DateChangeFactory, many, release=world["statistics.release"])
    bulk(make.EarlyAccessFactory, many, release=world["statistics.release"])
    figures = Observation.objects.filter(series__in=others)
    figures.update(release=world["statistics.release"])
    bulk(make.FigureRevisionFactory, len(others), lambda n: {"observation": figures[n]}, corrected=True)


def fill_around(world, many):
    """What stands beside the figures of the example: events, and the people whom a rate divides by."""
    series = world["statistics.series"]
    events = bulk(make.AnnotationFactory, many, lambda n: {"starts_on": days(n // 5)["period_start"]})
    series.area.annotations.add(*events)
    series.measure.annotations.add(*events)
    measures = bulk(make.MeasureFactory, many // 10, counted="residents")
    people = bulk(make.SeriesFactory, len(measures), lambda n: {"measure": measures[n], "area": series.area, "source": series.source})
    bulk(make.ObservationFactory, len(people), lambda n: {**days(n), "series": people[n]})


def days(month):
    start = date(2005 + month // 12, month % 12 + 1, 1)
    return {"period_start": start, "period_end": start + timedelta(days=27)}


def asked(client, at):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(at).status_code == 200, at
    return len(queries)


# The table holds on both databases for 10; that it holds for 500 too is a matter of how pages ask, on whichever.
@pytest.mark.parametrize("many", [10, pytest.param(500, marks=pytest.mark.once)])
@pytest.mark.usefixtures("one_edition")
def test_a_public_page_asks_as_often_for_500_things_as_for_10_and_once_when_it_is_kept(client, world, many):
    for at in ("/changes/", "/plan/actions/example/"):
        client.get(at)  # what a process reads once in its life: the kinds of things that there are
    fill(world, many)
    cold, kept = {}, {}
    for at in sorted({address.at for address in public_addresses()} - WITHOUT_A_DATABASE):
        raise_version(connection)
        cold[at], kept[at] = asked(client, at), asked(client, at)
    assert cold == COLD
    assert kept == KEPT


@pytest.mark.parametrize("many", [10, 500])
@pytest.mark.usefixtures("one_edition")
def test_the_form_of_registering_and_a_private_page_ask_as_often_for_many(client, many):
    of = build.event(many + 10)
    bulk(make.OrganisationFactory, many)
    bulk(make.RegistrationFactory, many, lambda n: {"email_key": f"{n}", "reference": f"{n}"}, event=of)
    made = build.register(of)
    bulk(make.WorkshopSeatFactory, many, lambda n: {"workshop": make.WorkshopFactory(event=of)}, registration=made)
    bulk(make.AnswerFactory, many, lambda n: {"question": make.QuestionFactory(event=of)}, registration=made)
    private = f"/forum/registration/{links.token(made)}/"
    client.get(of.get_absolute_url())  # what stands around every page is read once an edition
    client.get(f"{of.get_absolute_url()}register/")
    assert [asked(client, at) for at in (f"{of.get_absolute_url()}register/", private)] == [5, 6]


def test_what_needs_no_database_asks_none(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert [client.get(at).status_code for at in WITHOUT_A_DATABASE] == [200]
