"""The figures in the paper to the board: what everybody may know, and no other."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from plan.board.canonical import canonical
from tests import factories as make
from tests.conftest import ReadingClient
from tests.plan.board import autumn_report, frozen, late_action, text
from tests.world import member

pytestmark = pytest.mark.django_db
LIST = "/plan/reports/"


@pytest.fixture
def action():
    return late_action()


@pytest.fixture
def report(action):
    return autumn_report(action)


@pytest.fixture
def staff():
    client = ReadingClient()
    client.force_login(member("viewer"))
    return client


def measured(action, **figure):
    """The latest two figures of a measure that the action hopes to move."""
    series = make.SeriesFactory(main=True)
    make.AimFactory(action=action, measure=series.measure)
    make.ObservationFactory(series=series, value=8080, period_start=date(2021, 10, 1))
    return make.ObservationFactory(series=series, period_start=date(2022, 10, 1), **{"value": 4040} | figure)


def test_figures_are_told_as_the_measure_page_tells_them(client, report, action):
    figure = measured(action)
    frozen(report)
    said, page = text(client.get("/plan/reports/autumn/")), text(client.get(figure.series.measure.get_absolute_url()))
    for words in (
        "4,040",
        "down 4,040 (50%)",
        "from 8,080",
        "October 2022 to September 2023, compared with October 2021 to September 2022",
    ):
        assert words in said, words
        assert words in page, words


def test_small_counts_are_told_with_their_caution(report, action, staff):
    measured(action, value=3)
    assert "These numbers are small" in text(staff.get("/preview/plan/reports/autumn/"))


@pytest.mark.parametrize("audience", ["public", "board"])
@pytest.mark.parametrize(
    "held",
    [
        {"draft": True},
        {"scheduled": True},
        {"state": "review", "published_at": None},
        {"value": None, "missing": "confidential"},
    ],
)
def test_a_figure_that_is_not_public_gets_into_no_report(report, action, audience, held, client):
    """Not even where whoever freezes it sees figures early, and not for the board alone."""
    administrator = member("administrator")
    client.force_login(administrator)
    measured(action, **held)
    type(report).objects.update(audience=audience)
    report.refresh_from_db()
    assert "4,040" not in text(client.get("/preview/plan/reports/autumn/"))
    frozen(report)
    assert "4040" not in canonical(report.content).decode().replace(",", "")
    assert client.get("/preview/plan/reports/autumn.json").status_code == 200  # nothing of it has become confidential since


def revised(figure, at, reason):
    return make.FigureRevisionFactory(
        observation=figure, value_before=5050, value=4040, kind="corrected", reason=reason, public_from=at, is_written=True
    )


def test_what_was_changed_since_the_last_report_is_told_once(client, report, action):
    figure = measured(action)
    revised(figure, datetime(2024, 5, 1, tzinfo=UTC), "Early mistake.")
    frozen(report)
    type(report)._base_manager.update(approved_at=timezone.now() - timedelta(days=9), frozen_at=timezone.now() - timedelta(days=9))
    revised(figure, timezone.now() - timedelta(days=3), "Late mistake.")
    frozen(plan=report.plan, slug="spring", as_at=date(2025, 4, 1))
    first, second = (text(client.get(f"{LIST}{slug}/")) for slug in ("autumn", "spring"))
    assert "Corrected: it was wrong, 1 May 2024. October 2022 to September 2023: from 5,050 to 4,040. Early mistake." in first
    assert "Late mistake." not in first
    assert "Early mistake." not in second
    assert "Late mistake." in second


def test_a_count_that_became_confidential_is_told_no_more_and_the_file_neither(client, report, action):
    figure = measured(action)
    frozen(report)
    type(figure).objects.filter(pk=figure.pk).update(value=None, missing="confidential")
    answer = client.get("/plan/reports/autumn/")
    assert "4,040" not in text(answer)
    assert "has become confidential since" in text(answer)
    assert "Light the ways home" in text(answer)
    assert client.get("/plan/reports/autumn.json").status_code == 404
    assert report.checksum[:12] not in answer.content.decode()


def test_nor_does_the_file_of_the_next_report_tell_a_checksum_by_which_it_could_be_found(client, report, action):
    figure = measured(action)
    frozen(report)
    action.aims.all().delete()
    frozen(plan=report.plan, slug="spring", as_at=date(2025, 4, 1))
    assert client.get(f"{LIST}spring.json").status_code == 200
    type(figure).objects.filter(pk=figure.pk).update(value=None, missing="confidential")
    answer = client.get(f"{LIST}spring.json")
    assert answer.status_code == 404
    assert report.checksum not in client.get(f"{LIST}spring/").content.decode()
