"""An editor decides: what is approved becomes so, with the words of both kept; what is not changes nothing."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone

from citysafe.history.models import Revision
from citysafe.mail.models import QueuedMail
from plan.models import Action, Milestone, ProgressUpdate, Report
from plan.proposals import lines
from plan.services import approving
from tests.factories import MembershipFactory, MilestoneFactory, ReportFactory
from tests.plan.reports import an_action, approve, person_of, submit
from tests.world import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def action():
    return an_action(rating_reason="All is well.")


@pytest.fixture
def report(action):
    return submit(action, progress="in_progress", rating="amber", rating_reason="One room is damp.")


@pytest.fixture
def editor():
    return member("editor")


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def page(report):
    return reverse("admin:plan_report_change", args=[report.pk])


def decide(report):
    return reverse("admin:plan_report_decide", args=[report.pk])


def pressed(desk, report, do="approve", **typed):
    """The page's form as a browser sends it back."""
    form = desk.get(page(report)).context["form"]
    boxes = {name: form[name].value() for name in form.fields}
    sent = {**boxes, **typed, "do": do}
    return {name: value for name, value in sent.items() if value not in (None, False)}


def test_what_is_approved_becomes_so_and_is_published(desk, report, action, client):
    answer = desk.post(decide(report), pressed(desk, report, title="One room found", words="One room is ready."))
    action.refresh_from_db()
    report.refresh_from_db()
    assert answer.headers["Location"] == reverse("admin:plan_report_changelist")
    assert (action.progress, action.rating, action.rating_reason) == ("in_progress", "amber", "One room is damp.")
    assert action.rated_on == timezone.localdate()
    assert action.next_update_on > timezone.localdate() + timedelta(days=85)
    assert (report.decision, report.update.title, report.title) == ("approved", "One room found", "Rooms found")
    shown = client.get(action.get_absolute_url()).content.decode()
    assert "One room is ready." in shown
    assert "Two rooms are ready." not in shown


def test_milestones_are_reached_and_moved_with_it(action, editor):
    reached, moved = MilestoneFactory(action=action), MilestoneFactory(action=action)
    rows = [(reached.pk, date(2025, 3, 1), None, ""), (moved.pk, None, date(2026, 5, 1), "Rain.")]
    approve(submit(action, milestones=rows), editor)
    reached.refresh_from_db()
    moved.refresh_from_db()
    assert (reached.reached_on, moved.expected_on, moved.reason) == (date(2025, 3, 1), date(2026, 5, 1), "Rain.")


def test_what_is_complete_is_blue_and_has_no_next_update(action, desk):
    Action.objects.filter(pk=action.pk).update(next_update_on=date(2035, 1, 1))
    report = submit(action, progress="complete", rating="blue")
    desk.post(decide(report), pressed(desk, report))
    action.refresh_from_db()
    assert (action.progress, action.rating, action.next_update_on) == ("complete", "blue", None)


def test_the_history_says_who_approved_what_from_and_to(report, action, editor):
    approve(report, editor)
    change = Revision.objects.of(action).get()
    assert change.by == editor
    assert "approved" in change.why
    assert ("Green: on track", "Amber: some risk") in change.fields.values_list("before", "after")
    assert Revision.objects.of(report).filter(by=editor).count() == 1


def test_a_report_is_returned_or_rejected_with_words_that_the_partner_reads(desk, report, action, client):
    desk.post(decide(report), pressed(desk, report, "return", note="Which rooms?"))
    report.refresh_from_db()
    action.refresh_from_db()
    assert (report.decision, report.note, action.rating) == ("returned", "Which rooms?", "green")
    assert not ProgressUpdate.objects.exists()
    client.force_login(person_of(action))
    assert "Which rooms?" in client.get(report.get_absolute_url()).content.decode()


@pytest.mark.parametrize("do", ["return", "reject"])
def test_without_a_word_nothing_is_returned_or_rejected_and_nothing_typed_is_lost(desk, report, do):
    shown = desk.post(decide(report), pressed(desk, report, do, words="Edited just now."))
    assert "Say why: the partner reads it." in shown.content.decode()
    assert "Edited just now." in shown.content.decode()
    assert Report.objects.get().is_pending


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"words": ""}, "these words are published"),
        ({"title": ""}, "Say in a few words what happened."),
        ({"next_update_on": "2020-01-01"}, "Give a day that is still to come."),
        ({"next_update_on": ""}, "Say when the lead partner reports again."),
        ({"next_update_on": "soon"}, "Enter the day as day/month/year"),
        ({"do": ""}, "Press one of the three buttons."),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_decided(desk, report, typed, told):
    sent = {**pressed(desk, report, note="Typed just now."), **typed}
    shown = desk.post(decide(report), sent).content.decode()
    assert told in shown
    assert "Typed just now." in shown
    assert Report.objects.get().is_pending


def test_the_second_of_two_editors_is_told_what_the_first_one_did(desk, report):
    sent = pressed(desk, report, note="Mine.")
    first = member("editor")
    approving.reject(report=Report.objects.get(), by=first, note="No.")
    shown = desk.post(decide(report), sent).content.decode()
    assert f"{first} has rejected this report already" in shown
    assert "Mine." in shown
    assert not ProgressUpdate.objects.exists()
    assert QueuedMail.objects.count() == 1


def test_the_page_shows_how_it_stood_how_it_stands_and_what_it_becomes(desk, report, action):
    Action.objects.filter(pk=action.pk).update(rating="red", rating_reason="The roof fell in.", rated_on=timezone.localdate())
    line = next(line for line in lines(Report.objects.get()) if line.label == "Rating")
    assert (line.was, line.now, line.becomes, line.has_moved) == ("Green: on track", "Red: off track", "Amber: some risk", True)
    assert "Changed since it was sent" in desk.get(page(report)).content.decode()


def test_what_changed_after_the_page_was_opened_is_looked_at_first(desk, report, action):
    sent = pressed(desk, report, words="Edited just now.")
    Action.objects.filter(pk=action.pk).update(rating="red", rating_reason="The roof fell in.", rated_on=timezone.localdate())
    again = desk.post(decide(report), sent)
    assert "changed since you opened this page" in again.content.decode()
    assert "The roof fell in." in again.content.decode()
    assert Report.objects.get().is_pending
    form = again.context["form"]
    desk.post(decide(report), {**sent, "looked_at": form["looked_at"].value()})
    assert Report.objects.get().decision == "approved"


def test_what_was_merged_meanwhile_is_not_approved(report, action, editor):
    Action.objects.filter(pk=action.pk).update(progress="merged", merged_into=an_action())
    with pytest.raises(ValidationError, match="merged into another one"):
        approve(Report.objects.get(), editor)


def test_a_milestone_that_no_longer_allows_it_stops_the_whole(action, editor):
    milestone = MilestoneFactory(action=action)
    report = submit(action, rating="amber", rating_reason="Rain.", milestones=[(milestone.pk, None, date(2026, 5, 1), "Rain.")])
    Milestone.objects.filter(pk=milestone.pk).update(due_on=date(2027, 1, 1))
    with pytest.raises(ValidationError, match="lies before the one it replaces"):
        approve(Report.objects.get(pk=report.pk), editor)
    action.refresh_from_db()
    assert action.rating == "green"
    assert not ProgressUpdate.objects.exists()


def test_nobody_approves_what_they_sent(action):
    both = member("editor")
    MembershipFactory(user=both, organisation=action.lead)
    with pytest.raises(ValidationError, match="another person approves it"):
        approve(submit(action, both), both)


@pytest.mark.parametrize("role", ["viewer", "statistician", "forum organiser"])
def test_who_may_not_decide_looks_and_cannot_press(client, report, role):
    client.force_login(member(role))
    shown = client.get(page(report))
    assert shown.status_code == 200
    assert "Two rooms are ready." in shown.content.decode()
    assert 'name="do"' not in shown.content.decode()
    assert client.post(decide(report), {"do": "reject", "note": "No."}).status_code == 403
    assert Report.objects.get().is_pending


def test_those_that_wait_stand_first_and_the_oldest_on_top(desk, action):
    decided = ReportFactory(action=action, returned=True)
    old, new = (
        ReportFactory(action=action, submitted_at=timezone.now() - timedelta(days=days), period_ends_on=date(2024, month, 30))
        for days, month in ((9, 6), (2, 9))
    )
    listed = desk.get(reverse("admin:plan_report_changelist"))
    assert list(listed.context["cl"].result_list) == [old, new, decided]


def test_the_list_is_called_what_it_is_and_says_the_day_of_each(desk, action):
    ReportFactory(action=action, submitted_at=datetime(2024, 7, 1, 23, 30, tzinfo=UTC))
    listed = desk.get(reverse("admin:plan_report_changelist")).content.decode()
    assert "<h1>Partner reports</h1>" in listed
    assert '<td class="field-sent">2 July 2024</td>' in listed


def test_what_fails_on_the_way_leaves_nothing_behind(report, editor, action, monkeypatch):
    def fail(**told):
        raise RuntimeError

    monkeypatch.setattr(approving.mail, "queue", fail)
    with pytest.raises(RuntimeError):
        approve(report, editor)
    action.refresh_from_db()
    assert action.rating == "green"
    assert Report.objects.get().is_pending
    assert not ProgressUpdate.objects.exists()


def test_neither_the_action_nor_the_progress_note_of_a_report_is_deleted(report, editor, action):
    update = approve(report, editor)
    for thing in (action, update):
        with pytest.raises(ProtectedError):
            thing.delete()


def test_what_is_decided_has_no_page_to_decide_it_again(desk, report):
    desk.post(decide(report), pressed(desk, report))
    assert desk.get(decide(report))["Location"] == page(report)
    assert "Approve and publish" not in desk.get(page(report)).content.decode()


def test_what_says_nothing_is_refused_behind_the_form_too(report, editor):
    with pytest.raises(ValidationError, match="Say what happened"):
        approve(report, editor, words=" ")
    with pytest.raises(ValidationError, match="Say why"):
        approving.reject(report=report, by=editor, note=" ")
    assert Report.objects.get().is_pending
