"""Two people saving at one moment: both were checked, the database refuses the later one, and the form says so."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from citysafe.history.meanwhile import COLLIDED
from plan.models import Action, Plan
from statistics.models import Observation, Series
from tests.factories import ActionFactory, AgendaItemFactory, EventFactory, ObservationFactory, PlanFactory, PriorityFactory, SeriesFactory
from tests.filled import filled
from tests.world import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(member("administrator"))
    return client


def page(thing):
    return reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change", args=[thing.pk])


class Rival:
    """Writes on the same database right before the form's own first write, when everything has been checked already.

    What it wrote goes with the attempt that it defeats, and so it writes once more as soon as that attempt is undone,
    unless it is a rival that comes too late again and again.
    """

    def __init__(self, table, write, *, stays=True):
        self.beginnings = (f'UPDATE "{table}"', f'INSERT INTO "{table}"')
        self.write, self.stays, self.is_writing, self.is_there = write, stays, False, False

    def __call__(self, execute, sql, params, many, context):
        if self.is_writing:
            return execute(sql, params, many, context)
        if sql.startswith(self.beginnings) and not self.is_there:
            self.act()
        result = execute(sql, params, many, context)
        if sql.startswith("ROLLBACK TO SAVEPOINT"):
            self.is_there = False
            if self.stays:
                self.act()
        return result

    def act(self):
        self.is_writing = self.is_there = True
        self.write()
        self.is_writing = False


def posted(desk, address, rival, **typed):
    boxes = filled(desk, address, **typed)
    with connection.execute_wrapper(rival):
        answer = desk.post(address, boxes)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_plan_made_current_meanwhile(desk):
    mine, theirs = PlanFactory(), PlanFactory(title="Theirs")
    rival = Rival("plan_plan", lambda: Plan.objects.filter(pk=theirs.pk).update(is_current=True))
    shown = posted(desk, page(mine), rival, is_current="on", title="Typed just now")
    assert "Another plan is the current one" in shown
    assert "Typed just now" in shown
    assert list(Plan.objects.filter(is_current=True)) == [theirs]


def test_an_address_taken_meanwhile(desk):
    theirs, priority = ActionFactory(), PriorityFactory()
    rival = Rival("plan_action", lambda: Action.objects.filter(pk=theirs.pk).update(slug="taken"))
    typed = {"priority": priority.pk, "reference": "F1", "title": "Typed just now", "slug": "taken", "summary": "What it means."}
    shown = posted(desk, reverse("admin:plan_action_add"), rival, **typed)
    assert "Another of these has this address part already." in shown
    assert "Typed just now" in shown


def test_a_main_series_chosen_meanwhile(desk):
    mine = SeriesFactory()
    theirs = SeriesFactory(measure=mine.measure)
    rival = Rival("statistics_series", lambda: Series.objects.filter(pk=theirs.pk).update(is_main=True))
    assert "<title>Error:" in posted(desk, page(mine), rival, is_main="on")
    assert list(Series.objects.filter(is_main=True)) == [theirs]


def test_a_figure_of_this_period_entered_meanwhile(desk):
    mine = ObservationFactory(draft=True)
    theirs = ObservationFactory(series=mine.series)
    period = {"period_start": "2001-01-01", "period_end": "2001-12-31"}
    rival = Rival("statistics_observation", lambda: Observation.objects.filter(pk=theirs.pk).update(**period))
    shown = posted(desk, page(mine), rival, period_start="01/01/2001", period_end="31/12/2001", note="Typed just now")
    assert "There is already a figure for this period: correct that one." in shown
    assert "Typed just now" in shown


def test_an_item_of_the_agenda_written_meanwhile(desk):
    event = EventFactory()
    rival = Rival("forum_agendaitem", lambda: AgendaItemFactory(event=event, at="10:00", title="Welcome"))
    typed = {"agenda-TOTAL_FORMS": 1, "agenda-0-at": "10:00", "agenda-0-title": "Welcome", "summary": "Typed just now"}
    shown = posted(desk, page(event), rival, **typed)
    assert "<title>Error:" in shown
    assert "Typed just now" in shown
    assert event.agenda.count() == 1


def test_who_is_too_late_twice_is_told_in_the_form(desk):
    theirs, mine = ActionFactory(), ActionFactory(title="Old")
    rival = Rival("plan_action", lambda: Action.objects.filter(pk=theirs.pk).update(slug="taken"), stays=False)
    shown = posted(desk, page(mine), rival, slug="taken", title="Typed just now")
    assert COLLIDED in shown
    assert "Typed just now" in shown
    assert Action.objects.get(pk=mine.pk).title == "Old"


def test_a_large_upload_is_not_stored_twice(desk, settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1
    mine, theirs = PlanFactory(), PlanFactory()
    rival = Rival("plan_plan", lambda: Plan.objects.filter(pk=theirs.pk).update(is_current=True), stays=False)
    document = SimpleUploadedFile("plan.pdf", b"%PDF-1.7 and more", content_type="application/pdf")
    assert COLLIDED in posted(desk, page(mine), rival, is_current="on", document=document)
