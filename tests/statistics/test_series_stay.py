"""What public figures mean stays, or changes with a reason: a series keeps its subject, a measure its words."""

import pytest
from django.urls import reverse

from citysafe.history.forms import REASON_MISSING
from statistics.models.measure import HAS_PUBLIC_FIGURES
from tests.factories import AreaFactory, MeasureFactory, ObservationFactory, SourceFactory, UserFactory
from tests.filled import filled
from tests.statistics.releases.build import in_review
from tests.world import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(member("statistician"))
    return client


def save(desk, thing, **fields):
    address = reverse(f"admin:statistics_{thing._meta.model_name}_change", args=[thing.pk])
    shown = desk.post(address, filled(desk, address, **fields), follow=True).content.decode()
    thing.refresh_from_db()
    return shown


@pytest.mark.parametrize(("name", "factory"), [("measure", MeasureFactory), ("area", AreaFactory), ("source", SourceFactory)])
def test_public_counts_become_those_of_nothing_else(desk, name, factory):
    series, other = ObservationFactory().series, factory()
    assert HAS_PUBLIC_FIGURES in save(desk, series, **{name: other.pk})
    assert getattr(series, name) != other


def test_nor_do_those_that_somebody_looks_at(desk):
    figure, other = ObservationFactory(review=True, entered_by=UserFactory()), AreaFactory()
    in_review(figure)
    assert HAS_PUBLIC_FIGURES in save(desk, figure.series, area=other.pk)


def test_nor_on_the_page_of_the_measure(desk):
    series, other = ObservationFactory().series, AreaFactory()
    assert HAS_PUBLIC_FIGURES in save(desk, series.measure, **{"series-0-area": other.pk})
    series.refresh_from_db()
    assert series.area != other


def test_a_slip_is_mended_as_long_as_nobody_has_seen_it(desk):
    series, other = ObservationFactory(draft=True).series, AreaFactory()
    save(desk, series, area=other.pk)
    assert series.area == other
    save(desk, series, is_main=not series.is_main)
    assert series.area == other


@pytest.mark.parametrize("fields", [{"definition": "Something else."}, {"small_counts": "withhold"}, {"wished": "more"}], ids=str)
def test_a_public_measure_means_something_else_with_a_reason_alone(desk, fields):
    ((name, said),) = fields.items()
    measure = MeasureFactory(wished="fewer", small_counts="caution")
    assert REASON_MISSING in save(desk, measure, **fields)
    assert getattr(measure, name) != said
    save(desk, measure, **fields, why="Agreed by the board.")
    assert getattr(measure, name) == said
