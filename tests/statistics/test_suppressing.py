"""Two readings at different times: what was hidden in the first one stays hidden in the second."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from citysafe.work.services import run_all
from statistics import services, shown
from statistics.forms import IS_THE_COUNT, NO_NUMBER
from statistics.models import Observation, Suppression
from statistics.services.suppressing import KEEPS_HIDDEN
from tests.factories import AreaFactory, FigureRevisionFactory, MeasureFactory, ObservationFactory, ReleaseFactory, SourceFactory
from tests.filled import filled
from tests.statistics.build import published
from tests.statistics.relations.build import planted
from tests.statistics.releases.build import in_review
from tests.world import member

pytestmark = pytest.mark.django_db
YEAR_BEFORE = datetime(2025, 1, 1, tzinfo=UTC)


def span(series, start, stop, value, **fields):
    """A figure from the first day of one quarter of 2024 to before another."""
    first, after = (date(2024 + at // 4, at % 4 * 3 + 1, 1) for at in (start, stop))
    fields.setdefault("published_at", YEAR_BEFORE)
    missing = "" if value else "confidential"
    return ObservationFactory(
        series=series, period_start=first, period_end=after - timedelta(days=1), value=value, missing=missing, **fields
    )


@pytest.fixture
def series():
    return published(slug="admissions")


@pytest.fixture
def half(series):
    """The last half of a year is confidential, and both its quarters were out: one of them is hidden."""
    return span(series, 2, 4, None), span(series, 2, 3, 20411), span(series, 3, 4, 30412)


def add_later(series):
    """With these it would do to hide the other quarter."""
    return span(series, 1, 2, 10413), span(series, 1, 3, 30824)


def hidden():
    return [*shown.hidden_further(preview=False)]


@pytest.fixture
def draft(series):
    """A confidential quarter that nobody has released yet, entered before the half and the other quarter came out."""
    secret = span(series, 2, 3, None, draft=True, published_at=None)
    Observation.objects.filter(pk=secret.pk).update(entered_at=YEAR_BEFORE)
    secret.refresh_from_db()
    return secret, span(series, 2, 4, 50823), span(series, 3, 4, 30412)


def test_nobody_alone_takes_away_a_draft_for_whose_sake_public_figures_are_hidden(draft, client):
    secret = draft[0]
    assert len(hidden()) == 1
    client.force_login(member("statistician"))
    address = reverse("admin:statistics_observation_change", args=[secret.pk])
    said = client.post(address, filled(client, address, missing="not_available")).content.decode()
    assert KEEPS_HIDDEN in said
    client.post(reverse("admin:statistics_observation_delete", args=[secret.pk]), {"post": "yes"})
    secret.missing = "not_available"
    with pytest.raises(ValidationError, match="Release it as confidential first"):
        services.enter(observation=secret, by=None)
    assert len(hidden()) == 1


def test_its_series_is_not_moved_either(draft, client):
    client.force_login(member("statistician"))
    Observation.objects.exclude(pk=draft[0].pk).delete()
    address = reverse("admin:statistics_series_change", args=[draft[0].series_id])
    client.post(address, filled(client, address, area=AreaFactory().pk, why="A test."))
    assert Observation.objects.get().series.area == draft[0].series.area


def test_an_import_that_hid_nothing_new_is_taken_out_again(series):
    """What was told before the confidential figure came may be told again."""
    span(series, 2, 4, 50823), span(series, 3, 4, 30412)
    secret = span(series, 2, 3, None, draft=True, published_at=None)
    assert len(hidden()) == 1
    secret.value, secret.missing = 20411, ""
    services.enter(observation=secret, by=None)
    assert hidden() == []


def test_what_was_hidden_stays_so_whatever_is_published_since(series, half):
    before = hidden()
    assert len(before) == 1
    assert services.remember() == 1
    assert services.remember() == 0
    add_later(series)
    assert set(before) <= {*hidden()}


def test_forgotten_the_choice_is_another_one_and_two_readings_tell_the_count(series, half):
    before = hidden()
    add_later(series)
    assert not {*before} & {*hidden()}


def test_the_clock_s_own_work_notes_it_down(half):
    list(run_all())
    [noted] = Suppression.objects.all()
    assert ([noted.figure_id], noted.secret) == (hidden(), half[0])


def test_it_is_shown_again_once_the_confidential_count_is_out(half):
    services.remember()
    [kept] = hidden()
    says = {"value": 50823, "missing": "", "value_before": None, "missing_before": "confidential"}
    FigureRevisionFactory(observation=half[0], is_written=False, **says)
    assert kept not in shown.hidden_keys(preview=False)
    assert half[0].pk not in shown.hidden_keys(preview=False)


def test_who_enters_a_figure_at_the_desk_has_it_noted_down_first(series, half, client):
    client.force_login(member("statistician"))
    before = hidden()
    address = reverse("admin:statistics_observation_add")
    typed = {"series": series.pk, "period_start": "01/04/2024", "period_end": "30/06/2024", "value": "10413", "edition": "First"}
    client.post(address, filled(client, address, **typed))
    assert Observation.objects.count() == 4
    assert [*Suppression.objects.values_list("figure", flat=True)] == before


@pytest.mark.parametrize("what", ["area", "measure", "source"])
def test_a_changed_relation_shows_nothing_that_was_hidden(half, client, what):
    client.force_login(member("statistician"))
    thing = getattr(half[0].series, what)
    address = reverse(f"admin:statistics_{what}_change", args=[thing.pk])
    client.post(address, filled(client, address, why="A test."))
    assert Suppression.objects.count() == 1


def test_whoever_releases_sees_what_will_be_hidden_and_what_will_be_shown(series, client):
    first, second = span(series, 0, 1, 20411), span(series, 1, 2, 30412)
    span(series, 0, 2, 50823)
    before, after = {"value_before": second.value, "missing_before": ""}, {"value": None, "missing": "confidential"}
    hiding = FigureRevisionFactory(observation=second, waiting=True, **before, **after)
    of = in_review(hiding)
    client.force_login(member("statistician"))
    said = client.get(reverse("admin:statistics_release_release", args=[of.pk])).content.decode()
    assert "30,412: the public has it now, and no longer from then on" in said
    assert "to come out on 24 January 2027 at 9.30am" in said
    assert "Hidden for another’s sake from then on" in said
    assert "No longer hidden" not in said
    assert str(first) in said.partition("Hidden for another’s sake")[2]


def test_a_release_that_is_late_comes_out_at_once(series, client):
    of = in_review(span(series, 0, 1, 20411, review=True, published_at=None), due_on=date(2024, 3, 11))
    client.force_login(member("statistician"))
    said = client.get(reverse("admin:statistics_release_release", args=[of.pk])).content.decode()
    assert "due on 11 March 2024 at 9.30am: to come out at once when released" in said


def test_a_reviewer_reads_the_count_that_is_to_be_shown(half, client):
    revealing = FigureRevisionFactory(
        observation=half[0], waiting=True, value=50823, missing="", value_before=None, missing_before="confidential"
    )
    [kept] = hidden()
    of = in_review(revealing)
    client.force_login(member("statistician"))
    said = client.get(reverse("admin:statistics_release_release", args=[of.pk])).content.decode()
    assert "50,823" in said
    assert str(Observation.objects.get(pk=kept)) in said.partition("No longer hidden from then on")[2]
    assert kept in shown.hidden_keys(preview=False)


def test_a_revision_that_waits_alone_is_in_no_preview(half):
    says = {"value": 50823, "missing": "", "value_before": None, "missing_before": "confidential"}
    waiting = FigureRevisionFactory(observation=half[0], waiting=True, **says)
    assert half[0].pk in shown.hidden_keys(preview=True)
    waiting.release = ReleaseFactory(draft=True)
    waiting.save()
    assert half[0].pk not in shown.hidden_keys(preview=True)


def test_whoever_writes_words_knows_what_is_hidden_before_a_release_on_its_way_shows_it(half, client):
    says = {"value": 50823, "missing": "", "value_before": None, "missing_before": "confidential"}
    FigureRevisionFactory(observation=half[0], waiting=True, release=ReleaseFactory(draft=True), **says)
    [kept] = hidden()
    assert kept not in shown.hidden_keys(preview=True)
    client.force_login(member("statistician"))
    address = reverse("admin:statistics_observation_change", args=[kept])
    said = client.post(address, filled(client, address, why="x", public_note="It was 20411."))
    assert NO_NUMBER in said.content.decode()
    out = ReleaseFactory()
    Observation.objects.filter(pk=kept).update(release=out)
    count = Observation.objects.get(pk=kept).value
    address = reverse("admin:statistics_release_change", args=[out.pk])
    said = client.post(address, filled(client, address, why="x", public_note="x", notes=f"It was {count:,}."))
    assert IS_THE_COUNT.format(count=f"{count:,}") in said.content.decode()


def test_another_main_series_shows_nothing_that_was_hidden(client):
    city, of = AreaFactory(parts_are_all=True), {"measure": MeasureFactory(), "source": SourceFactory()}
    whole = planted(40418, city, **of)
    planted(None, AreaFactory(part_of=city), **of)
    main = planted(40411, AreaFactory(part_of=city), is_main=True, **of)
    before = {*hidden()}
    client.force_login(member("statistician"))
    for figure, typed in ((main, {"is_main": False}), (whole, {"is_main": "on"})):
        address = reverse("admin:statistics_series_change", args=[figure.series_id])
        client.post(address, filled(client, address, why="x", **typed))
    assert whole.series.measure.series.get(is_main=True) == whole.series
    assert before <= {*hidden()}
