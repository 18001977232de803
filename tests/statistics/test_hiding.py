"""Figures that are hidden for the sake of a confidential one: what the public sees, and what staff are told."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from citysafe.home.latest import NOT_SHOWN, PAST_NOT_SHOWN, latest
from statistics import disclosure, shown
from statistics.disclosure import protect
from statistics.forms import NO_NUMBER
from statistics.models import Area, Measure, Observation, Series, Source
from statistics.versions import versions
from tests.factories import (
    AreaFactory,
    ClaimFactory,
    FieldChangeFactory,
    FigureRevisionFactory,
    MeasureFactory,
    ObservationFactory,
    RevisionFactory,
    SeriesFactory,
)
from tests.filled import filled
from tests.statistics.build import published
from tests.world import member

pytestmark = pytest.mark.django_db
TELLING = ["40,411", "40411"]


def quarter(series, number, value, **fields):
    start = date(2024, 3 * number - 2, 1)
    end = date(2024 + number // 4, (3 * number) % 12 + 1, 1) - timedelta(days=1)
    return ObservationFactory(series=series, period_start=start, period_end=end, value=value, **fields)


@pytest.fixture
def quarters():
    """A year of 40411 + 7 hidden + 12002 + 13003: the public year gives the second quarter away, unless another is hidden."""
    series = published(slug="admissions")
    found = [quarter(series, number, value) for number, value in enumerate((40411, None, 12002, 13003), start=1) if value]
    secret = quarter(series, 2, None, missing="confidential")
    year = ObservationFactory(series=series, period_start=date(2024, 1, 1), period_end=date(2024, 12, 31), value=65423)
    return found[0], secret, year


def figures(*, preview=False):
    return {figure.pk: figure for series in shown.series(Series.objects.all(), preview=preview) for figure in series.figures}


def test_the_quarter_before_is_hidden_like_the_confidential_one(client, quarters):
    first, secret, year = quarters
    text = client.get("/statistics/admissions/").content.decode() + client.get("/statistics/all.csv").content.decode()
    assert not [sign for sign in TELLING if sign in text]
    assert {figures()[key.pk].missing for key in (first, secret)} == {"confidential"}
    assert figures()[year.pk].value == 65423
    first.refresh_from_db()
    assert first.value == 40411


def test_what_is_hidden_is_known_by_its_key(quarters):
    first, secret, _ = quarters
    assert shown.hidden_keys(preview=False) == {first.pk, secret.pk}
    assert shown.hidden_further(preview=False) == {first.pk: {secret.pk}}


def test_without_anything_confidential_one_query_says_so(django_assert_num_queries):
    ObservationFactory()
    with django_assert_num_queries(1):
        assert shown.hidden_keys(preview=False) == set()


@pytest.mark.parametrize("more", [1, 6])
def test_the_number_of_queries_does_not_grow(quarters, django_assert_num_queries, more):
    for _ in range(more):
        series = SeriesFactory(main=True, measure=MeasureFactory(), area=quarters[0].series.area)
        quarter(series, 1, None, missing="confidential")
    with django_assert_num_queries(9):
        shown.hidden_keys(preview=False)


def test_it_is_worked_out_once_until_a_figure_is_another(quarters, monkeypatch):
    asked = []
    monkeypatch.setattr(disclosure, "protect", lambda *of: asked.append(of) or protect(*of))
    first = quarters[0]
    Observation.objects.filter(pk=first.pk).update(value=40399)
    assert [figures()[first.pk].value for _ in range(3)] == [None] * 3
    assert len(asked) == 1
    Observation.objects.filter(pk=first.pk).update(value=40398)
    assert figures(preview=True)[first.pk].value is None
    assert len(asked) == 2


@pytest.mark.parametrize("state", ["draft", "review", "scheduled"])
def test_a_confidential_figure_is_protected_before_it_is_public(quarters, state):
    first, secret, _ = quarters
    at = timezone.now() + timedelta(days=9) if state == "scheduled" else None
    Observation.objects.filter(pk=secret.pk).update(state="published" if at else state, published_at=at, first_public_at=None)
    assert figures()[first.pk].value is None


def test_one_that_was_put_away_stays_protected(quarters):
    """Whoever saw that it was hidden would take the others from the total."""
    first, secret, _ = quarters
    Observation.objects.filter(pk=secret.pk).update(state="archived")
    assert figures()[first.pk].value is None


def test_what_came_out_last_is_hidden_and_not_what_everybody_has_seen(quarters):
    first, _, year = quarters
    Observation.objects.filter(pk=year.pk).update(first_public_at=datetime(2025, 2, 1, tzinfo=UTC))
    assert {key for key, figure in figures().items() if figure.value is None} >= {year.pk}
    assert figures()[first.pk].value == 40411


def test_a_preview_hides_what_will_have_to_be_hidden(quarters):
    first, _, year = quarters
    Observation.objects.filter(pk=year.pk).update(state="draft", published_at=None, first_public_at=None)
    assert figures()[first.pk].value == 40411
    assert figures(preview=True)[year.pk].value is None


@pytest.mark.parametrize("is_all", [True, False])
def test_a_part_is_protected_from_the_whole_less_the_others(is_all):
    city = AreaFactory(parts_are_all=is_all)
    measure, source, day = MeasureFactory(), SeriesFactory().source, {"period_start": date(2024, 1, 1), "period_end": date(2024, 12, 31)}
    lines = [
        SeriesFactory(measure=measure, area=area, source=source) for area in (city, AreaFactory(part_of=city), AreaFactory(part_of=city))
    ]
    values = (105, 100, None)
    made = [
        ObservationFactory(series=line, value=value, missing="" if value else "confidential", **day)
        for line, value in zip(lines, values, strict=True)
    ]
    hidden = {figure.pk for figure in made} & shown.hidden_keys(preview=False)
    assert len(hidden) == (2 if is_all else 1)


def test_two_hidden_counts_that_come_to_two_are_not_told(quarters):
    first, _, year = quarters
    Observation.objects.filter(pk=first.pk).update(value=None, missing="confidential")
    Observation.objects.filter(pk=year.pk).update(value=12002 + 13003 + 2)
    assert year.pk in shown.hidden_further(preview=False)
    Observation.objects.filter(pk=year.pk).update(value=12002 + 13003 + 14)
    assert shown.hidden_further(preview=False) == {}
    Source.objects.update(hides_up_to=7)
    assert year.pk in shown.hidden_further(preview=False)


def test_a_claim_on_a_figure_that_is_hidden_is_left_out(client, quarters):
    first, _, year = quarters
    ClaimFactory(text="Spring fell.", earlier=first, later=year, percentage=5)
    text = client.get("/statistics/claims/").content.decode()
    assert "Spring fell." not in text
    assert "1 statement is not listed" in text


def corrected(figure, note=""):
    revision = RevisionFactory(of=figure, at=datetime(2024, 6, 1, tzinfo=UTC), public_note=note, name="Admissions")
    FieldChangeFactory(revision=revision, field="value", before="40411", after="40412")


def test_no_past_count_of_what_is_hidden_or_spans_a_hidden_period_is_told(client, quarters):
    first, _, year = quarters
    corrected(first)
    corrected(year)
    text = client.get("/statistics/admissions/").content.decode()
    assert not [sign for sign in [*TELLING, "40,412"] if sign in text]
    assert "past counts of that period are not told" in text


def test_what_was_withdrawn_tells_no_past_count_from_which_a_hidden_one_follows(quarters):
    series = quarters[0].series
    said = {"period_end": quarters[0].period_end, "value": None, "missing": "not_available"}
    half = ObservationFactory(series=series, period_start=date(2023, 10, 1), **said)
    FigureRevisionFactory(observation=half, value_before=40411 + 39001)
    ObservationFactory(series=series, period_start=date(2023, 10, 1), period_end=date(2023, 12, 31), value=39001)
    assert figures()[half.pk].missing == "not_available"
    assert versions([*figures().values()]) == []


def test_a_note_on_a_hidden_figure_is_told_without_its_words(quarters):
    first, _, year = quarters
    corrected(first, "It was forty thousand.")
    corrected(year, "A slip of ours.")
    assert sorted(change.words for change in latest(9)) == ["A slip of ours.", NOT_SHOWN]


def test_a_note_on_a_figure_that_spans_a_hidden_period_tells_no_past_count(quarters):
    for note in ("A digit was wrong.", "It said 65432."):
        RevisionFactory(of=quarters[2], public_note=note)
    assert {change.words for change in latest(9)} == {"A digit was wrong.", PAST_NOT_SHOWN}


def test_a_number_in_the_note_of_a_figure_goes_with_its_count(quarters):
    first, secret, _ = quarters
    Observation.objects.filter(pk=first.pk).update(note="40411 at first.")
    Observation.objects.filter(pk=secret.pk).update(note="The source keeps it back.")
    assert (figures()[first.pk].note, figures()[secret.pk].note) == ("", "The source keeps it back.")


def test_staff_are_told_what_it_protects(client, quarters):
    client.force_login(member("statistician"))
    first, secret, year = quarters
    at = [reverse("admin:statistics_observation_change", args=[figure.pk]) for figure in (first, year)]
    protecting, open_to_all = (" ".join(client.get(address).content.decode().split()) for address in at)
    assert f"From it this could be worked out: {secret}, {secret.series.area}." in protecting
    assert "could be worked out:" not in open_to_all
    assert client.get(reverse("admin:statistics_observation_changelist")).content.decode().count(">40,411 (hidden)<") == 1


def test_staff_may_not_tell_its_number_in_a_note_either(client, quarters):
    client.force_login(member("statistician"))
    address = reverse("admin:statistics_observation_change", args=[quarters[0].pk])
    typed = filled(client, address, value="40412", why="A slip.", public_note="It was 40411.")
    assert NO_NUMBER in client.post(address, typed).content.decode()


def test_nor_in_the_reason_of_a_revision(client, quarters):
    client.force_login(member("statistician"))
    address = reverse("admin:statistics_observation_revise", args=[quarters[0].pk])
    typed = {"kind": "corrected", "value": "40412", "status": "revised", "edition": "Second", "reason": "It said 40411."}
    assert NO_NUMBER in client.post(address, typed).content.decode()
    assert client.post(address, typed | {"reason": "A digit was wrong."}).status_code == 302


def test_links_that_lead_round_in_a_circle_stop_nothing(quarters):
    area = quarters[0].series.area
    other = AreaFactory(part_of=area)
    Area.objects.filter(pk=area.pk).update(part_of=other)
    Measure.objects.update(parts_are_all=True)
    assert shown.hidden_keys(preview=False) >= {quarters[0].pk}
