"""Words beside a hidden figure, which could tell it: on the pages and files, and when they are typed."""

from datetime import date

import pytest
from django.urls import reverse

from statistics.counts_in_words import UNTOLD
from statistics.forms import BESIDE_HIDDEN, IS_THE_COUNT
from statistics.models import Annotation, Observation, SeriesBreak
from statistics.notes import UNTOLD_TITLE
from tests.factories import (
    AnnotationFactory,
    ClaimFactory,
    FigureRevisionFactory,
    MeasureFactory,
    ReleaseFactory,
    SeriesBreakFactory,
    SeriesFactory,
)
from tests.filled import filled
from tests.statistics.build import published, year
from tests.world import member

pytestmark = pytest.mark.django_db
SURFACES = [
    *("statistics/admissions/", "statistics/admissions.csv", "statistics/api/v1/measures/admissions/", "statistics/data/breaks.csv"),
    *("statistics/", "statistics/data/figures.csv", "statistics/claims/", "statistics/compare/?measure=admissions"),
]
OF_2022 = {"starts_on": date(2022, 3, 1), "ends_on": date(2022, 3, 31)}


@pytest.fixture
def series():
    """98341, then a confidential figure from October 2021 on, then 87106."""
    return published(98341, None, 87106, slug="admissions")


@pytest.fixture
def desk(client):
    client.force_login(member("statistician"))
    return client


def everything(client):
    return "\n".join(client.get(f"/{at}").content.decode() for at in SURFACES)


@pytest.mark.usefixtures("series")
def test_the_reason_for_an_assumed_period_is_told_without_a_number(client):
    assumed = Observation.objects.filter(value=None)
    assumed.update(period_is_assumed=True, period_note="It says 61742 for one year.")
    assert "61742" not in everything(client)
    assert UNTOLD in everything(client)
    assumed.update(period_note="No period is named on 11 March 2024. We take it to be 12 months.")
    assert "No period is named on 11 March 2024." in everything(client)


def test_a_break_is_told_and_its_reason_only_without_a_number(client, series):
    SeriesBreakFactory(series=series, on=date(2022, 10, 1), reason="It was 61742 by the old way.")
    text = everything(client)
    assert "61742" not in text
    assert "The way of counting changed" in text
    assert UNTOLD in text


def test_a_statement_tells_no_more_of_a_break(client, series):
    SeriesBreakFactory(series=series, on=date(2022, 10, 1), reason="It was 61742 by the old way.")
    first, _, last = series.observations.order_by("period_start")
    ClaimFactory(earlier=first, later=last, earlier_count=98341, later_count=87106)
    assert "61742" not in client.get("/statistics/claims/").content.decode()
    assert UNTOLD in client.get("/statistics/claims/").content.decode()


def test_a_break_elsewhere_keeps_its_reason(client, series):
    SeriesBreakFactory(series=published(5, 6, slug="other", source="Others"), reason="Form 61742 is used.")
    assert "Form 61742 is used." in client.get("/statistics/other/").content.decode()


@pytest.mark.parametrize("told", [{"title": "61742 that year"}, {"words": "There were 61742."}])
def test_an_event_is_told_without_a_number(client, series, told):
    AnnotationFactory(areas=[series.area], measures=[series.measure], **{"title": "Offices closed", **OF_2022, **told})
    text = everything(client)
    assert "61742" not in text
    assert (UNTOLD_TITLE in text, UNTOLD in text) == ("title" in told, "words" in told)


def test_nor_on_the_page_of_another_measure_that_it_bears_on(client, series):
    other = SeriesFactory(measure=MeasureFactory(slug="other"), area=series.area, is_main=True)
    year(other, 2021, 5)
    AnnotationFactory(areas=[series.area], words="There were 61742.", **OF_2022)
    assert "61742" not in client.get("/statistics/other/").content.decode()


@pytest.mark.parametrize(
    "days", [{"starts_on": date(2023, 2, 1), "ends_on": date(2023, 2, 1)}, {"starts_on": date(2021, 2, 1), "ends_on": date(2021, 9, 30)}]
)
def test_an_event_at_another_time_keeps_its_words(client, series, days):
    AnnotationFactory(areas=[series.area], words="There were 12 officers more.", **days)
    assert "There were 12 officers more." in client.get("/statistics/admissions/").content.decode()


def refused(desk, kind, thing, **typed):
    """What the desk says of it, after a look that nothing is stored."""
    at = reverse(f"admin:statistics_{kind}_change", args=[thing.pk])
    page = desk.post(at, filled(desk, at, why="Asked for.", **typed)).content.decode()
    before = {name: getattr(thing, name) for name in typed if hasattr(thing, name)}
    thing.refresh_from_db()
    assert {name: getattr(thing, name) for name in before} == before
    return page


@pytest.mark.parametrize("typed", [{"note": "Once 3."}, {"period_note": "It says 3."}])
def test_a_figure_that_is_hidden_takes_no_number_in_its_words(desk, series, typed):
    assert BESIDE_HIDDEN in refused(desk, "observation", series.observations.get(value=None), **typed)


@pytest.mark.parametrize("typed", [{"title": "3 that year"}, {"words": "There were 3."}])
def test_an_event_beside_one_takes_none(desk, series, typed):
    event = AnnotationFactory(areas=[series.area], measures=[series.measure], **OF_2022)
    assert BESIDE_HIDDEN in refused(desk, "annotation", event, **typed)


def test_an_event_at_another_time_takes_one(desk, series):
    event = AnnotationFactory(areas=[series.area], starts_on=date(2023, 2, 1), ends_on=date(2023, 2, 1))
    at = reverse("admin:statistics_annotation_change", args=[event.pk])
    assert desk.post(at, filled(desk, at, why="x", words="12 more.")).status_code == 302
    assert Annotation.objects.get().words == "12 more."


def test_a_break_takes_none_in_a_series_with_one(desk, series):
    new = {"breaks-TOTAL_FORMS": "1", "breaks-0-on": "01/10/2022", "breaks-0-reason": "It was 3."}
    assert BESIDE_HIDDEN in refused(desk, "series", series, **new)
    assert not SeriesBreak.objects.exists()
    at = reverse("admin:statistics_series_change", args=[series.pk])
    desk.post(at, filled(desk, at, why="x", **{**new, "breaks-0-reason": "New rules of April 2022."}))
    assert SeriesBreak.objects.get().reason == "New rules of April 2022."


@pytest.fixture
def known(series):
    """What the hidden figure was before is still in the database."""
    figure = series.observations.get(value=None)
    FigureRevisionFactory(observation=figure, value_before=61742, value=None, missing="confidential", release=ReleaseFactory())
    return figure


@pytest.mark.parametrize("words", ["It was 61,742.", "61742"])
def test_a_measure_does_not_tell_a_hidden_count_in_words(desk, known, words):
    assert IS_THE_COUNT.format(count="61,742") in refused(desk, "measure", known.series.measure, no_figure_note=words)


@pytest.mark.parametrize("name", ["notes", "summary"])
def test_nor_does_a_release_that_holds_the_figure(desk, known, name):
    of = known.revisions.get().release
    assert IS_THE_COUNT.format(count="61,742") in refused(desk, "release", of, **{name: "Down from 61,742."})


def test_another_number_may_be_told_there(desk, known):
    of = known.revisions.get().release
    at = reverse("admin:statistics_release_change", args=[of.pk])
    assert desk.post(at, filled(desk, at, why="x", notes="98,341 is as before.")).status_code == 302
