"""The paper, its list and its file: what everybody may read, and what the board alone."""

import hashlib
import json
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from plan.board.canonical import canonical
from plan.models import Action
from tests import factories as make
from tests.conftest import ReadingClient
from tests.plan.board import approved, frozen
from tests.world import member

pytestmark = pytest.mark.django_db
LIST = "/plan/reports/"


@pytest.fixture
def action():
    action = make.ActionFactory(
        red=True, reference="F1", title="Light the ways home", lead=make.OrganisationFactory(), due_on=date(2024, 8, 31)
    )
    make.MilestoneFactory(action=action, title="Three ways lit", due_on=date(2024, 8, 31), reason="No cable.")
    make.ProgressUpdateFactory(action=action, title="A cable is found", reported_on=date(2024, 9, 1))
    return action


@pytest.fixture
def report(action):
    return make.BoardReportFactory(plan=action.priority.plan, slug="autumn", title="Autumn report", decisions="- Pay for a cable.")


@pytest.fixture
def staff():
    client = ReadingClient()
    client.force_login(member("viewer"))
    return client


def text(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_the_paper_tells_all_of_it(client, report):
    frozen(report)
    said = text(client.get("/plan/reports/autumn/"))
    for words in (
        "Autumn report",
        "Period 1 April 2024 to 30 September 2024",
        "As at 1 October 2024",
        "All is well.",
        "Pay for a cable.",
        "This is the first report",
        "F1. Light the ways home",
        "It was due: 31 August 2024. No money yet.",
        "Three ways lit: was due in August 2024. No cable.",
        "A cable is found",
        "5 of 6 Without a measure it hopes to move",
        "No action names a measure that is published.",
        report.checksum,
    ):
        assert words in said, words


def test_what_moved_stands_beside_where_it_was(client, report, action):
    frozen(report)
    Action.objects.update(rating="green")
    make.ActionFactory(priority=action.priority, reference="F2", title="Another")
    frozen(plan=report.plan, slug="spring", as_at=date(2025, 4, 1))
    said = text(client.get("/plan/reports/spring/"))
    moved = said[said.index("4. What moved") : said.index("5. Overdue")]
    assert "Compared with “Autumn report”, as at 1 October 2024." in moved
    assert (
        "At the last report In progress. Red: off track. Late What moved Better Rating: from “Red: off track” to “Green: on track”" in moved
    )
    assert "F2. Another At the last report Not in it What moved New" in moved
    assert "Unchanged" not in moved
    frozen(plan=report.plan, slug="summer", as_at=date(2025, 7, 1))
    said = text(client.get("/plan/reports/summer/"))
    assert "No action moved. Unchanged: F1, F2." in said


def page_and_file(client):
    page = client.get("/plan/reports/autumn/").content
    return page[page.index(b"<main") : page.index(b"</main>")], client.get("/plan/reports/autumn.json").content


def test_a_frozen_paper_reads_the_same_when_all_behind_it_has_changed(client, report, action):
    make.AimFactory(action=action, measure=make.SeriesFactory(main=True).measure)
    figure = make.ObservationFactory(series=action.aims.get().measure.series.get(), value=4321)
    partnership = make.PartnershipFactory(name="The first partnership")
    frozen(report)
    before = page_and_file(client)
    assert b"4,321" in before[0]
    assert b"The first partnership" in before[0]
    for thing, fields in [
        (partnership, {"name": "Another partnership"}),
        (report.plan, {"title": "Another plan", "slug": "another"}),
        (action.priority, {"title": "Another priority", "state": "archived"}),
        (action.lead, {"name": "Another lead"}),
        (action, {"title": "Another title", "slug": "another", "rating": "green", "progress": "complete", "due_on": None}),
        (action.milestones.get(), {"title": "Another milestone", "reason": "Another reason."}),
        (action.updates.get(), {"title": "Another note"}),
        (figure, {"value": 9}),
        (figure.series.measure, {"title": "Another measure"}),
    ]:
        type(thing).objects.filter(pk=thing.pk).update(**fields)
    assert page_and_file(client) == before


def test_anybody_can_check_the_file_against_the_checksum_on_the_page(client, report):
    frozen(report)
    page, file = page_and_file(client)
    assert hashlib.sha256(file).hexdigest() == report.checksum
    assert report.checksum.encode() in page
    assert canonical(json.loads(file)) == file
    answer = client.get("/plan/reports/autumn.json")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="autumn.json"'
    assert answer.headers["Content-Type"] == "application/json"


def test_nothing_of_a_draft_or_of_one_for_the_board_alone_is_public_at_any_address(client, report):
    make.PartnershipFactory(is_example=False)
    approved(report)
    frozen(plan=report.plan, slug="for-the-board", title="Secret report", audience="board")
    for slug in ("autumn", "for-the-board"):
        assert [client.get(f"{LIST}{slug}{end}").status_code for end in ("/", ".json")] == [404, 404]
    for at in (LIST, "/sitemap.xml", "/changes/", "/", "/plan/", "/plan/actions/feed.atom", report.plan.get_absolute_url()):
        page = client.get(at).content.decode()
        assert not re.search("autumn|Autumn|for-the-board|Secret", page), at
    assert "No report has been published yet" in text(client.get(LIST))


def test_staff_see_both_in_a_preview(staff, report):
    secret = frozen(plan=report.plan, slug="for-the-board", title="Secret report", audience="board")
    said = text(staff.get(f"/preview{LIST}"))
    assert "Autumn report" in said
    assert "Draft: not frozen yet." in said
    assert "Secret report" in said
    assert "The board alone. Not for publication." in text(staff.get(f"/preview{LIST}for-the-board/"))
    assert hashlib.sha256(staff.get(f"/preview{LIST}for-the-board.json").content).hexdigest() == secret.checksum
    assert staff.get(f"/preview{LIST}autumn.json").status_code == 404


def test_a_draft_is_put_together_anew_whenever_it_is_looked_at(staff, report):
    assert "Light the ways home" in text(staff.get("/preview/plan/reports/autumn/"))
    approved(report)
    assert "must be approved again" not in text(staff.get("/preview/plan/reports/autumn/"))
    Action.objects.update(title="Light every way")
    said = text(staff.get("/preview/plan/reports/autumn/"))
    assert "Light every way" in said
    assert "Approved: not frozen yet." in said
    assert "it must be approved again" in said


def test_public_reports_are_listed_newest_first_and_in_the_sitemap_and_among_the_changes(client, report):
    make.PartnershipFactory(is_example=False)
    frozen(report)
    frozen(plan=report.plan, slug="spring", title="Spring report", as_at=date(2025, 4, 1))
    listed = re.findall(r'href="(/plan/reports/[^"]+)"', client.get(LIST).content.decode())
    assert listed == ["/plan/reports/spring/", "/plan/reports/autumn/"]
    assert client.get("/sitemap.xml").content.count(b"/plan/reports/") == 3
    assert "The report to the board as at 1 April 2025 is published." in text(client.get("/changes/"))
    assert f'href="{LIST}"' in client.get(report.plan.get_absolute_url()).content.decode()


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
