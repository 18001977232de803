"""An initiative leads to the figures of its own areas: those that the public has, and no others."""

import pytest

from tests.factories import AreaFactory, InitiativeFactory, MeasureFactory, ObservationFactory, SeriesFactory
from tests.statistics.build import published

pytestmark = pytest.mark.django_db


def text(client, *areas):
    initiative = InitiativeFactory()
    initiative.areas.add(*areas)
    answer = client.get(initiative.get_absolute_url())
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_each_area_stands_with_the_measures_that_have_a_figure_for_it(client):
    series = published(8, 7, title="Knife crime", slug="knives")
    ObservationFactory(series__measure__title="Counted elsewhere")
    page = text(client, series.area, AreaFactory(name="Nothing counted"))
    assert f'<a href="/statistics/areas/#{series.area.anchor}">{series.area}</a></dt>' in page
    assert '<a href="/statistics/knives/">Knife crime</a>' in page
    assert "Counted elsewhere" not in page
    assert page.count("<dt><a") == 1
    assert "No figure has been published" not in page


def test_a_measure_with_nothing_but_hidden_counts_is_not_said_to_have_a_figure(client):
    page = text(client, published(None, None, title="Hidden counts").area)
    assert "Hidden counts" not in page
    assert "No figure has been published for it yet." in page


@pytest.mark.parametrize("state", ["draft", "review", "archived", "scheduled"])
def test_a_figure_or_measure_that_is_not_public_is_not_told(client, state):
    hidden = ObservationFactory(**{state: True}, series__measure__title="Secret figure")
    secret = SeriesFactory(measure=MeasureFactory(title="Secret measure", **{state: True}))
    ObservationFactory(series=secret)
    assert "Secret" not in text(client, hidden.series.area, secret.area)
