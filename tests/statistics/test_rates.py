"""Rates of stored figures: which population they take, and that none tells a hidden count."""

from datetime import date

import pytest
from django.urls import reverse

from statistics import rates, shown
from statistics.models import Observation, Series
from tests.factories import MeasureFactory, ObservationFactory, SeriesFactory
from tests.statistics.build import published, year

pytestmark = pytest.mark.django_db


def people(area, value=496_800, start=2023, **options):
    """A population for the middle of a year."""
    measure = MeasureFactory(title="People who live here", counted="residents", unit_many="people", **options)
    series = SeriesFactory(measure=measure, area=area)
    day = date(start, 6, 30)
    return ObservationFactory(series=series, period_start=day, period_end=day, value=value, edition="Edition of 2024")


def found(*, preview=False):
    return rates.of(shown.series(Series.objects.shown(preview=preview), preview=preview), preview=preview)


def test_each_figure_has_the_rate_of_its_own_year_and_area():
    series = published(815, 578)
    people(series.area, 400_000, 2022), people(series.area, 500_000, 2023)
    people(SeriesFactory().area, 1)
    earlier, later = (found()[figure.pk] for figure in series.observations.order_by("period_end"))
    assert (earlier.words, earlier.population.when) == ("2.0", "mid-2022")
    assert (later.words, later.population.when, later.population.edition) == ("1.2", "mid-2023", "Edition of 2024")


def test_a_population_has_no_rate_of_its_own():
    series = published(815)
    population = people(series.area)
    assert set(found()) == set(series.observations.values_list("pk", flat=True)) - {population.pk}


def test_a_population_that_is_not_public_is_not_used():
    series = published(815)
    people(series.area, draft=True)
    figure = people(series.area)
    Observation.objects.filter(pk=figure.pk).update(state="draft")
    [rate] = found().values()
    assert "holds no population of this area" in rate.why_not
    assert all(rate.words for rate in found(preview=True).values())


def test_a_hidden_population_or_count_gives_nothing():
    series = published(815, None)
    figure = people(series.area)
    assert [rate.words for rate in found().values()] == ["", ""]
    assert "is confidential" in found()[series.observations.get(value=None).pk].why_not
    Observation.objects.filter(pk=figure.pk).update(value=None, missing="confidential")
    assert {rate.words for rate in found().values()} == {""}


def test_four_queries_however_many_series(django_assert_num_queries):
    for number in range(4):
        people(published(815, 578, slug=f"m{number}").area, start=2020 + number)
    series = shown.series(Series.objects.all(), preview=False)
    with django_assert_num_queries(4):
        assert len(rates.of(series, preview=False)) == 8


def page(client, slug="knife-crime"):
    return " ".join(client.get(reverse("statistics:measure", args=[slug])).content.decode().split())


def test_the_page_gives_the_rate_with_year_edition_and_a_word_of_caution(client):
    source = people(published(815, 578, slug="knife-crime").area).series.source
    text = page(client)
    assert "<strong>1.2 offences for each 1,000 people</strong>" in text
    assert "578 ÷ 496,800 × 1,000 = 1.2" in text
    assert f"the one for mid-2023: “People who live here”, {source.title}, Office for Examples, Edition of 2024" in text
    assert "Many people come into a city" in text


def test_the_page_says_why_there_is_none_and_is_silent_on_a_population(client):
    series = published(815, 12, slug="knife-crime")
    population = people(series.area, slug="population")
    assert "too few for a rate per 1,000" in page(client)
    assert 'id="rate"' not in page(client, population.series.measure.slug)
    year(series, 2023, None)
    assert "is confidential, so no rate per 1,000 can be given." in page(client)
