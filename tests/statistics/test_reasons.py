"""What the public reads beside a figure is not changed at the desk without a reason."""

from datetime import date

import pytest
from django.urls import reverse

from citysafe.history.forms import REASON_MISSING
from citysafe.history.models import Revision
from tests.factories import (
    AreaFactory,
    ClaimFactory,
    ConceptFactory,
    DefinitionFactory,
    MeasureFactory,
    ObservationFactory,
    SeriesBreakFactory,
    SourceFactory,
)
from tests.filled import filled
from tests.world import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(member("statistician"))
    return client


@pytest.fixture
def series():
    return ObservationFactory(series__main=True).series


def send(desk, thing, **typed):
    """What the form says to it, or nothing where it was saved."""
    address = reverse(f"admin:statistics_{thing._meta.model_name}_change", args=[thing.pk])
    answer = desk.post(address, filled(desk, address, **typed))
    return "" if answer.status_code == 302 else answer.content.decode()


def needs_a_reason(desk, thing, **typed):
    told = send(desk, thing, **typed)
    if told:
        assert REASON_MISSING in told
        assert send(desk, thing, **typed, why="The boundary moved.") == ""
        assert Revision.objects.of(thing).first().why == "The boundary moved."
    return bool(told)


OF_AN_AREA = [
    {"name": "Elsewhere"},
    {"code": "E08000012"},
    {"version": "wards since May 2023"},
    {"kind": "force"},
    {"what_it_is": "Another."},
    {"parts_are_all": "on"},
]
OF_A_SOURCE = [
    {"title": "Elsewhere"},
    {"publisher": "Somebody"},
    {"url": "https://example.org/"},
    {"licence": "None"},
    {"hides_up_to": "7"},
    {"note": "New."},
]


@pytest.mark.parametrize("typed", OF_AN_AREA, ids=lambda typed: next(iter(typed)))
def test_an_area_that_a_public_figure_speaks_of(desk, series, typed):
    assert needs_a_reason(desk, series.area, **typed)
    assert not needs_a_reason(desk, AreaFactory(kind="region"), **typed)


def test_an_area_that_becomes_a_part(desk, series):
    assert needs_a_reason(desk, series.area, part_of=AreaFactory().pk)
    assert needs_a_reason(desk, series.measure, part_of=MeasureFactory().pk)


def test_an_area_that_a_public_statement_speaks_of(desk):
    assert needs_a_reason(desk, ClaimFactory().area, name="Elsewhere")
    assert not needs_a_reason(desk, ClaimFactory(draft=True).area, name="Another")


@pytest.mark.parametrize("typed", OF_A_SOURCE, ids=lambda typed: next(iter(typed)))
def test_a_source_of_public_figures(desk, series, typed):
    assert needs_a_reason(desk, series.source, **typed)
    assert not needs_a_reason(desk, SourceFactory(), **typed | ({"title": "A third"} if "title" in typed else {}))


@pytest.mark.parametrize("hidden", [{"draft": True}, {"scheduled": True}, {"series__measure__draft": True}], ids=str)
def test_none_is_asked_before_its_figures_are_public(desk, hidden):
    series = ObservationFactory(series__main=True, **hidden).series
    assert not needs_a_reason(desk, series.area, name="Elsewhere")
    assert not needs_a_reason(desk, series.source, note="New.")
    assert not needs_a_reason(desk, series, is_main=False)


def test_what_the_public_does_not_read_needs_none(desk, series):
    assert not needs_a_reason(desk, series.area, is_listed="on")
    assert not needs_a_reason(desk, series.source, to_confirm="The link.")


def test_the_main_series_on_its_own_page_and_among_those_of_the_measure(desk, series):
    rows = {"series-0-id": series.pk, "series-0-is_main": ""}
    assert needs_a_reason(desk, series.measure, **rows)
    assert needs_a_reason(desk, series, is_main="on")


def test_a_new_series_of_a_public_measure_needs_none(desk, series):
    new = {"series-TOTAL_FORMS": 2, "series-1-area": AreaFactory().pk, "series-1-source": SourceFactory().pk}
    assert not needs_a_reason(desk, series.measure, **new)
    assert series.measure.series.count() == 2


def test_a_break_in_a_public_series_that_is_added_changed_or_deleted(desk, series):
    new = {"breaks-TOTAL_FORMS": 1, "breaks-0-on": "01/04/2015", "breaks-0-reason": "Counted anew."}
    assert needs_a_reason(desk, series, **new)
    assert needs_a_reason(desk, series, **{"breaks-0-on": "01/04/2016"})
    assert series.breaks.get().on == date(2016, 4, 1)
    assert needs_a_reason(desk, series, **{"breaks-0-DELETE": "on"})
    assert not series.breaks.exists()


def test_a_break_in_a_series_that_nobody_has_seen_needs_none(desk):
    series = SeriesBreakFactory().series
    assert not needs_a_reason(desk, series, **{"breaks-0-reason": "Counted anew."})
    assert not needs_a_reason(desk, series, **{"breaks-0-DELETE": "on"})


@pytest.mark.parametrize("typed", [{"counts": "Offences."}, {"leaves_out": "Driving."}, {"counted": "victims"}], ids=str)
def test_what_counts_under_a_public_subject(desk, typed):
    definition, draft = DefinitionFactory(), DefinitionFactory(concept__draft=True)
    inline = {f"definitions-0-{name}": value for name, value in typed.items()}
    assert needs_a_reason(desk, definition, **typed)
    assert needs_a_reason(desk, DefinitionFactory().concept, **inline)
    assert not needs_a_reason(desk, draft, **typed)
    assert not needs_a_reason(desk, DefinitionFactory(concept=ConceptFactory(draft=True)).concept, **inline)


def test_a_definition_that_is_taken_off_the_page(desk):
    definition = DefinitionFactory()
    assert needs_a_reason(desk, definition.concept, **{"definitions-0-DELETE": "on"})
    assert not needs_a_reason(desk, definition.concept, introduction="Anew.")
