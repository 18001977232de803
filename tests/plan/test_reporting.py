"""A partner reports: what is right is sent once, and what is wrong is never lost."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from citysafe.history.models import Revision
from plan.models import Action, Report, ReportDraft
from plan.services import reporting
from tests.factories import MembershipFactory, MilestoneFactory, ReportFactory
from tests.plan.reports import address, an_action, last_quarter, person_of, submit, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def action():
    return an_action()


@pytest.fixture
def partner(client, action):
    client.force_login(person_of(action))
    return client


def later(days):
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def test_the_form_starts_with_the_last_full_quarter_and_as_the_action_stands(partner, action):
    page = partner.get(address(action))
    form = page.context["form"]
    assert page.status_code == 200
    assert form.fields["period"].choices[0] == (last_quarter().isoformat(), form.fields["period"].choices[0][1])
    assert (form["progress"].value(), form["rating"].value()) == ("in_progress", "green")
    assert "This is not for reporting a crime" in page.content.decode()


def test_a_report_is_sent_and_the_page_says_what_happens_next(partner, action):
    milestone = MilestoneFactory(action=action)
    answer = partner.post(
        address(action),
        typed(action, rating="amber", rating_reason="One room is damp.", evidence_url="example.org/a")
        | {f"reached-{milestone.pk}": "2025-03-01"},
    )
    report = Report.objects.get()
    assert answer.headers["Location"] == reverse("partners:sent", args=[report.pk])
    assert "What happens next" in partner.get(answer.headers["Location"]).content.decode()
    assert (report.action, report.organisation, report.submitted_by) == (action, action.lead, person_of(action))
    assert (report.rating, report.rating_reason, report.evidence_url) == ("amber", "One room is damp.", "https://example.org/a")
    assert [(said.milestone, said.reached_on.isoformat()) for said in report.milestones.all()] == [(milestone, "2025-03-01")]
    assert report.stood["progress"] == "In progress"
    assert Revision.objects.of(report).get().by == person_of(action)


def test_nothing_of_it_changes_the_action_before_it_is_approved(action, client):
    submit(action, progress="stopped", rating="")
    action.refresh_from_db()
    assert (action.progress, action.rating) == ("in_progress", "green")
    assert "Rooms found" not in client.get(action.get_absolute_url()).content.decode()


@pytest.mark.parametrize(("progress", "rating"), [("complete", "blue"), ("stopped", "")])
def test_what_is_over_needs_no_rating(partner, action, progress, rating):
    partner.post(address(action), typed(action, progress=progress, rating="amber"))
    assert Report.objects.get().rating == rating


WRONG = [
    ({"title": ""}, "Say in a few words what happened."),
    ({"words": ""}, "Say what happened."),
    ({"words": "w" * 5001}, "This is longer than 5,000 characters: shorten it."),
    ({"progress": ""}, "Say how far the action has got."),
    ({"progress": "merged"}, "Choose one of the answers."),
    ({"rating": ""}, "Say whether it will arrive on time."),
    ({"rating": "red"}, "Say why it is amber or red"),
    ({"period": "1999-12-31"}, "Choose one of the answers."),
    ({"evidence_url": "javascript:alert(1)"}, "Enter the whole address"),
    ({"reached": later(1)}, "this day has not come yet"),
    ({"reached": "soon"}, "Enter the day as day/month/year"),
    ({"expected": "2025-03-31", "reason": "Rain"}, "give a later day"),
    ({"expected": later(90)}, "say why it is later"),
    ({"reason": "Rain"}, "say when it is now expected"),
    ({"reached": "2025-03-01", "expected": later(90), "reason": "Rain"}, "not both"),
    ({"stamp": "none"}, "Everything you typed is still here"),
    ({"words": "A sign\x00here"}, "A sign in it cannot be stored"),
]


@pytest.mark.parametrize(("wrong", "told"), WRONG)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(partner, action, wrong, told):
    milestone = MilestoneFactory(action=action)
    wrong = {f"{name}-{milestone.pk}" if name in {"reached", "expected", "reason"} else name: value for name, value in wrong.items()}
    sent = {**typed(action, rating_reason="Typed just now."), **wrong}
    if "rating" in wrong:
        sent["rating_reason"] = ""
    page = partner.post(address(action), sent)
    assert page.status_code == 200
    assert told in page.content.decode()
    assert "<title>Error:" in page.content.decode()
    assert not Report.objects.exists()
    for name, value in sent.items():
        if name not in {"do", "stamp"}:
            assert page.context["form"][name].value() == value, name


def test_a_rating_better_than_the_dates_needs_its_reason(partner, action):
    milestone = MilestoneFactory(action=action)
    page = partner.post(address(action), typed(action))
    assert "1 milestone is past its date." in page.content.decode()
    assert list(page.context["form"].errors) == ["rating_reason"]
    partner.post(address(action), typed(action) | {f"reached-{milestone.pk}": "2025-03-01"})
    assert Report.objects.get().rating == "green"


def test_a_refused_form_is_kept_for_whoever_typed_it_and_nobody_else(partner, action, client):
    partner.post(address(action), typed(action, words=""))
    assert partner.get(address(action)).context["form"]["title"].value() == "Rooms found"
    colleague = MembershipFactory(organisation=action.lead).user
    client.force_login(colleague)
    assert "Rooms found" not in client.get(address(action)).content.decode()


def test_what_is_begun_can_be_kept_finished_and_sent(partner, action):
    kept = partner.post(address(action), typed(action, words="", title="Half a thought", do="keep"))
    assert "Kept. Nothing was sent" in partner.get(kept.headers["Location"]).content.decode()
    assert partner.get(address(action)).context["form"]["title"].value() == "Half a thought"
    partner.post(address(action), typed(action))
    assert Report.objects.count() == 1
    assert not ReportDraft.objects.exists()


def test_what_is_begun_can_be_thrown_away(partner, action):
    partner.post(address(action), typed(action, do="keep"))
    partner.post(address(action), {"do": "forget"})
    assert not ReportDraft.objects.exists()


def test_a_form_sent_twice_is_one_report(partner, action):
    sent = typed(action)
    answers = [partner.post(address(action), sent).headers["Location"] for _ in range(2)]
    assert Report.objects.count() == 1
    assert answers[0] == answers[1]


def test_a_second_report_on_the_period_is_refused_and_kept(partner, action):
    submit(action)
    page = partner.post(address(action), typed(action, title="Another one"))
    assert "waits for approval already" in page.content.decode()
    assert page.context["form"]["title"].value() == "Another one"
    assert Report.objects.count() == 1


def test_a_report_that_waits_is_changed_by_another_one(partner, action):
    first = submit(action)
    opened = partner.get(f"{address(action)}?changes={first.pk}").context["form"]
    assert (opened["title"].value(), opened["changes"].value()) == ("Rooms found", first.pk)
    partner.post(address(action), typed(action, title="Three rooms", changes=first.pk))
    first.refresh_from_db()
    assert first.decision == "withdrawn"
    assert Report.objects.pending().get().title == "Three rooms"
    assert first.title == "Rooms found"


def test_what_was_decided_while_it_was_changed_is_told_and_can_be_sent_as_a_new_one(partner, action):
    first = ReportFactory(action=action, rejected=True, submitted_by=person_of(action))
    page = partner.post(address(action), typed(action, changes=first.pk))
    assert "has been decided meanwhile: rejected" in page.content.decode()
    assert page.context["form"]["changes"].value() == ""
    partner.post(address(action), typed(action, changes=""))
    assert Report.objects.pending().count() == 1


def test_a_returned_report_is_changed_and_sent_again_and_both_stay(partner, action):
    returned = ReportFactory(action=action, returned=True, period_ends_on=last_quarter())
    page = partner.get(reverse("partners:report", args=[returned.pk])).content.decode()
    assert "Which rooms?" in page
    assert f"?changes={returned.pk}" in page
    partner.post(address(action), typed(action, changes=returned.pk))
    assert sorted(Report.objects.values_list("decision", flat=True)) == ["pending", "returned"]


def test_a_report_can_be_withdrawn_until_it_is_decided(partner, action):
    report = submit(action)
    where = reverse("partners:withdraw", args=[report.pk])
    assert "Withdraw it" in partner.get(where).content.decode()
    partner.post(where)
    assert Report.objects.get().decision == "withdrawn"
    with pytest.raises(ValidationError, match="does not wait any more: it is withdrawn"):
        reporting.withdraw(report=report, by=person_of(action))
    assert "does not wait any more" in partner.post(where).content.decode()


def test_an_action_that_is_over_is_not_reported_on(partner, action):
    Action.objects.filter(pk=action.pk).update(progress="stopped", rating="")
    assert "Nothing more to report" in partner.post(address(action), typed(action)).content.decode()
    assert not Report.objects.exists()


def test_who_was_signed_out_meanwhile_loses_no_word_and_nothing_is_stored_for_nobody(client, action):
    page = client.post(address(action), typed(action, words="A long afternoon’s work", rating="red"))
    shown = page.content.decode()
    assert page.status_code == 403
    assert "A long afternoon’s work" in shown
    assert '<input type="hidden" name="rating" value="red">' in shown
    assert "no-store" in page.headers["Cache-Control"]
    assert action.title not in shown
    assert not ReportDraft.objects.exists()


def test_after_signing_in_the_same_form_is_sent(client, action):
    sent = typed(action)
    client.post(address(action), sent)
    client.force_login(person_of(action))
    assert client.post(address(action), sent).status_code == 302


def test_a_page_of_another_site_sends_nothing(partner, action):
    answer = partner.post(address(action), typed(action), headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert not Report.objects.exists()


def test_a_form_made_for_somebody_else_sends_nothing(partner, action):
    partner.post(address(action), typed(action, MembershipFactory().user))
    assert not Report.objects.exists()


def test_a_key_of_somebody_else_opens_nothing():
    first, second = an_action(), an_action()
    key = uuid4()
    submit(first, key=key)
    with pytest.raises(ValidationError):
        submit(second, key=key)
