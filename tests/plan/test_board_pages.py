"""The paper, its list and its file: what everybody may read, and what the board alone."""

import hashlib
import json
import re
from datetime import date

import pytest

from plan.board.canonical import canonical
from plan.models import Action
from tests import factories as make
from tests.conftest import ReadingClient
from tests.plan.board import approved, autumn_report, frozen, late_action, text
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
