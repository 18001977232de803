"""Reports to the board at the desk: who may write, approve and freeze one, and what can be done to one that is frozen."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from citysafe.history.models import Revision
from plan.models import Action, BoardReport
from tests import factories as make
from tests.filled import filled
from tests.plan.board import approved, frozen
from tests.world import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    plan = make.ActionFactory(reference="F1").priority.plan
    return make.BoardReportFactory(plan=plan, slug="autumn")


@pytest.fixture
def editor(client):
    client.force_login(member("editor"))
    return client


def at(report, page="change"):
    return f"/admin/plan/boardreport/{report.pk}/{page}/"


def send(client, report, step):
    """As a browser does that has opened the page of the step."""
    asked = client.get(at(report, step))
    sent = {"seen": asked.context["seen"]} if "seen" in asked.context else {}
    return client.post(at(report, step), sent, follow=True)


def test_an_editor_writes_a_report(editor):
    plan = make.PlanFactory()
    typed = {
        "plan": plan.pk,
        "title": "Autumn report",
        "slug": "autumn",
        "period_starts": "01/04/2024",
        "period_ends": "30/09/2024",
        "as_at": "01/10/2024",
        "summary": "All is well.",
    }
    address = "/admin/plan/boardreport/add/"
    answer = editor.post(address, filled(editor, address, **typed, public_note="Nobody must read this."), follow=True)
    assert "was added successfully" in answer.content.decode()
    report = BoardReport.objects.get()
    assert (report.period_ends, report.audience, report.standing) == (date(2024, 9, 30), "public", "Draft")
    assert not Revision.objects.public().exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"period_ends": "01/03/2024"}, "The last day of the period lies before the first."),
        ({"as_at": "01/03/2024"}, "The day on which it stands lies before the period."),
        ({"summary": ""}, "Fill in “Summary for the board”."),
        ({"as_at": "soon"}, "Enter the day as day/month/year"),
        ({"as_at": "01/11/2024"}, "There is already a report on this plan as at this day, for the same readers."),
    ],
)
def test_what_cannot_be_is_said_in_words_and_nothing_is_lost(editor, report, typed, words):
    make.BoardReportFactory(plan=report.plan, as_at=date(2024, 11, 1))
    page = editor.post(at(report), filled(editor, at(report), **{"decisions": "Pay.", **typed})).content.decode()
    assert words in page
    assert "Pay." in page


def test_it_is_approved_and_frozen_by_its_buttons(editor, report):
    page = editor.get(at(report)).content.decode()
    assert '<a href="/preview/plan/reports/autumn/">Look at the paper</a>' in page
    assert at(report, "approve") in page
    assert at(report, "freeze") not in page
    assert "Approved. Freeze it" in send(editor, report, "approve").content.decode()
    assert at(report, "freeze") in editor.get(at(report)).content.decode()
    said = send(editor, report, "freeze").content.decode()
    report.refresh_from_db()
    assert f"Frozen, with the checksum {report.checksum}." in said
    assert report.is_frozen
    assert report.approved_by == Revision.objects.of(report).first().by


def test_an_approval_can_be_taken_back(editor, report):
    approved(report)
    assert "A draft again." in send(editor, report, "take-back").content.decode()
    assert BoardReport.objects.get().standing == "Draft"


def test_a_step_that_is_refused_says_why_and_can_be_taken_again(editor, report):
    asked = editor.get(at(report, "approve"))
    Action.objects.update(title="Other")
    refused = editor.post(at(report, "approve"), {"seen": asked.context["seen"]})
    assert "What it tells has changed since you looked at it." in refused.content.decode()
    again = editor.post(at(report, "approve"), {"seen": refused.context["seen"]}, follow=True)
    assert "Approved. Freeze it" in again.content.decode()


def test_editing_an_approved_report_withdraws_the_approval_and_says_so(editor, report):
    approved(report)
    unchanged = editor.post(at(report), filled(editor, at(report), why="Looked at it."), follow=True)
    assert "The approval is withdrawn" not in unchanged.content.decode()
    edited = editor.post(at(report), filled(editor, at(report), summary="Not all is well."), follow=True)
    assert "The approval is withdrawn" in edited.content.decode()
    assert BoardReport.objects.get().standing == "Draft"


def test_a_frozen_report_is_read_and_no_more(client, report):
    """Not even by an administrator, and not by sending what no page offers."""
    frozen(report)
    client.force_login(make.UserFactory(administrator=True))
    page = client.get(at(report)).content.decode()
    assert report.checksum in page
    assert 'name="title"' not in page
    assert 'name="_save"' not in page
    assert at(report, "approve") not in page
    typed = {"title": "Other", "slug": "other", "plan": report.plan_id, "summary": "Other."}
    assert client.post(at(report), typed).status_code == 403
    assert client.post(at(report, "delete"), {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": report.pk, "post": "yes"}
    assert client.post("/admin/plan/boardreport/", chosen).status_code in {200, 302}
    for step in ("approve", "freeze", "take-back"):
        assert "It is frozen" in client.post(at(report, step), {"seen": report.checksum}).content.decode()
    stored = BoardReport.objects.get()
    assert (stored.title, stored.content, stored.checksum) == (report.title, report.content, report.checksum)


def test_a_draft_can_be_deleted(editor, report):
    editor.post(at(report, "delete"), {"post": "yes"})
    assert not BoardReport.objects.exists()


@pytest.mark.parametrize("role", ["viewer", "statistician", "forum organiser"])
def test_others_look_at_it_and_take_no_step(client, report, role):
    approved(report)
    client.force_login(member(role))
    page = client.get(at(report)).content.decode()
    assert "Look at the paper" in page
    for step in ("approve", "freeze", "take-back"):
        assert at(report, step) not in page
        assert client.post(at(report, step), {"seen": report.checksum}).status_code == 403
    assert BoardReport.objects.get().standing == "Approved"


def test_it_leads_to_the_comparison_with_the_one_before(editor, report):
    assert "There is none." in editor.get(at(report)).content.decode()
    earlier = frozen(plan=report.plan, as_at=date(2024, 5, 1))
    page = editor.get(at(report)).content.decode()
    assert f'{earlier}. <a href="/preview/plan/reports/autumn/#moved">Compare with the one before</a>' in page


def test_the_list_asks_as_often_for_many(editor):
    asked = []
    for month in (1, 2):
        for day in range(1, 13):
            make.BoardReportFactory(as_at=date(2025, month, day))
        with CaptureQueriesContext(connection) as queries:
            assert f"{12 * month} reports to the board" in editor.get("/admin/plan/boardreport/").content.decode()
        asked.append(len(queries))
    assert asked[0] == asked[1]
