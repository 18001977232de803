"""While somebody types, other things happen: a form is sent and gone back to, an action ends, a milestone goes."""

import pytest
from django.utils import timezone

from plan.models import Action, Milestone, ProgressUpdate, Report, ReportDraft
from plan.services import reporting
from plan.services.reporting import MILESTONE_GONE
from tests.factories import MilestoneFactory
from tests.plan.reports import PDF, address, an_action, approve, person_of, submit, typed, upload
from tests.world import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def action():
    return an_action()


@pytest.fixture
def partner(client, action):
    client.force_login(person_of(action))
    return client


@pytest.mark.parametrize("other", [{"words": "Three rooms are ready."}, {"evidence": PDF + b", and more"}])
def test_a_form_that_was_sent_and_is_gone_back_to_and_changed_is_not_taken_for_the_one_before(partner, action, other):
    first = {**typed(action), "evidence": upload()}
    partner.post(address(action), first)
    changed = {**first, "evidence": upload(), **other}
    if "evidence" in other:
        changed["evidence"] = upload(content=other["evidence"])
    page = partner.post(address(action), changed)
    assert "waits for approval already" in page.content.decode()
    draft = ReportDraft.objects.get()
    assert draft.answers["words"] == changed["words"]
    with draft.evidence.open() as file:
        assert file.read() == other.get("evidence", PDF)


def test_the_same_form_with_its_file_sent_twice_is_one_report(partner, action):
    sent = typed(action)
    answers = [partner.post(address(action), {**sent, "evidence": upload()}).headers["Location"] for _ in range(2)]
    assert answers[0] == answers[1]
    assert Report.objects.count() == 1


def test_what_was_withdrawn_can_be_sent_again_from_the_same_form(partner, action):
    sent = typed(action)
    partner.post(address(action), sent)
    partner.post(f"/partners/updates/{Report.objects.get().pk}/withdraw/")
    partner.post(address(action), sent)
    assert sorted(Report.objects.values_list("decision", flat=True)) == ["pending", "withdrawn"]


def test_what_was_typed_of_an_action_that_has_ended_meanwhile_stands_there_to_be_copied(partner, action):
    partner.post(address(action), typed(action, title="Half a thought", do="keep"))
    Action.objects.filter(pk=action.pk).update(progress="stopped", rating="")
    shown = partner.post(address(action), typed(action, words="A long afternoon’s work")).content.decode()
    assert "Nothing more to report" in shown
    assert "A long afternoon’s work" in shown
    assert "Half a thought" in partner.get(address(action)).content.decode()


@pytest.mark.parametrize("period", ["none", "2026-02-30", "9" * 30])
def test_a_period_that_is_none_is_kept_without_shutting_the_form(partner, action, period):
    partner.post(address(action), typed(action, period=period, do="keep"))
    assert partner.get(address(action)).status_code == 200


def test_what_was_typed_of_a_milestone_that_has_gone_meanwhile_is_told_once_and_not_dropped_in_silence(partner, action):
    milestone = MilestoneFactory(action=action)
    sent = typed(action) | {f"expected-{milestone.pk}": "2035-01-01", f"reason-{milestone.pk}": "The builder is late"}
    Milestone.objects.all().delete()
    page = partner.post(address(action), sent)
    assert "You had typed: “2035-01-01”, “The builder is late”" in page.content.decode()
    assert not Report.objects.exists()
    again = {name: value for name, value in sent.items() if not name.endswith(f"-{milestone.pk}")}
    assert partner.post(address(action), again).status_code == 302


def test_what_was_begun_of_one_report_does_not_mix_with_the_change_of_another(partner, action):
    returned = submit(action, evidence=upload())
    Report.objects.update(decision="returned", note="Which rooms?", decided_at=timezone.now())
    partner.post(address(action), typed(action, title="Half a thought", do="keep", evidence=upload(content=PDF + b", and more")))
    page = partner.get(f"{address(action)}?changes={returned.pk}")
    assert page.context["form"]["title"].value() == "Rooms found"
    assert "You have begun another report" in page.content.decode()
    for wrong in ({"words": ""}, {"do": "keep"}):
        shown = partner.post(address(action), typed(action, changes=returned.pk) | wrong).content.decode()
        assert "A file is kept already" in shown
        assert "What you typed is kept here" not in shown
    partner.post(address(action), typed(action, changes=returned.pk))
    assert Report.objects.pending().get().evidence.name == returned.evidence.name
    draft = ReportDraft.objects.get()
    assert draft.answers["title"] == "Half a thought"
    with draft.evidence.open() as file:
        assert file.read() == PDF + b", and more"


def test_a_milestone_that_goes_between_the_form_and_its_storing_is_told_and_stores_nothing(partner, action, monkeypatch):
    milestone = MilestoneFactory(action=action)
    sent = typed(action, **{f"reached_{milestone.pk}": "2025-01-01"})
    made = reporting.submit

    def too_late(**said):
        Milestone.objects.all().delete()
        return made(**said)

    monkeypatch.setattr(reporting, "submit", too_late)
    page = partner.post(address(action), {**sent, "evidence": upload()})
    assert MILESTONE_GONE in page.content.decode()
    assert not Report.objects.exists()
    assert ReportDraft.objects.get().answers["words"] == sent["words"]


def test_the_partner_is_told_that_a_note_was_taken_off_and_not_what_stands_in_it_now(partner, action):
    report = submit(action)
    update = approve(report, member("editor"), words="Words of staff.")
    assert "Words of staff." in partner.get(report.get_absolute_url()).content.decode()
    ProgressUpdate.objects.filter(pk=update.pk).update(state="draft")
    told = partner.get(report.get_absolute_url()).content.decode()
    assert "has been taken off the site since" in told
    assert "Words of staff." not in told
    assert "#notes" not in told


def test_where_the_file_of_the_first_sending_has_gone_the_second_is_another_report(partner, action):
    sent = typed(action)
    partner.post(address(action), {**sent, "evidence": upload()})
    evidence = Report.objects.get().evidence
    evidence.storage.delete(evidence.name)
    page = partner.post(address(action), {**sent, "evidence": upload()})
    assert "waits for approval already" in page.content.decode()
