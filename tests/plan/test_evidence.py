"""Files as evidence, and whoever tries to reach what is another organisation's."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from plan.documents import LARGEST_EVIDENCE, check_evidence
from plan.models import Membership, MilestoneReport, Report, ReportDraft
from plan.proposals import digest
from plan.services import approving
from tests.factories import MembershipFactory, MilestoneFactory, ReportFactory, SupportFactory, UserFactory
from tests.plan.reports import PDF, address, an_action, person_of, submit, typed, upload
from tests.world import member

pytestmark = pytest.mark.django_db
ZIP = b"PK\x03\x04..."


@pytest.fixture
def action():
    return an_action()


@pytest.fixture
def partner(client, action):
    client.force_login(person_of(action))
    return client


def stored():
    return sorted(default_storage.listdir("evidence")[1]) if default_storage.exists("evidence") else []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        *(("a.pdf", PDF), ("A.PDF", PDF), ("a.odt", ZIP), ("a.docx", ZIP), ("a.ods", ZIP), ("a.xlsx", ZIP)),
        *(("a.jpg", b"\xff\xd8\xff\xe0"), ("a.jpeg", b"\xff\xd8\xff\xe0"), ("a.png", b"\x89PNG\r\n\x1a\n")),
        *(("a.csv", b"month,count\n1,2\n"), ("a.csv", "Café,£\r\n".encode("cp1252"))),
    ],
)
def test_a_file_that_is_what_its_name_says_is_sent(partner, action, name, content):
    partner.post(address(action), typed(action, evidence=SimpleUploadedFile(name, content)))
    report = Report.objects.get()
    assert report.evidence.read() == content
    assert "/a." not in report.evidence.name
    report.evidence.close()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.pdf", b"<html>", "not what its name says"),
        ("a.png", PDF, "not what its name says"),
        ("a.csv", b"<!DOCTYPE html>", "not what its name says"),
        ("a.csv", b"\x00\x01", "not what its name says"),
        ("a.csv", b"", "not what its name says"),
        ("a.html", b"<html>", "Choose a PDF"),
        ("a", PDF, "Choose a PDF"),
        ("a.pdf.exe", PDF, "Choose a PDF"),
    ],
)
def test_another_file_is_refused_and_the_words_are_kept(partner, action, name, content, told):
    shown = partner.post(address(action), typed(action, evidence=SimpleUploadedFile(name, content))).content.decode()
    assert told in shown
    assert "The file was not kept. Choose one again" in shown
    assert "Two rooms are ready." in shown
    assert not Report.objects.exists()
    assert stored() == []


def test_a_file_over_10_mb_is_refused():
    file = upload()
    file.size = LARGEST_EVIDENCE + 1
    with pytest.raises(Exception, match="larger than 10 MB"):
        check_evidence(file)


def test_a_good_file_beside_a_wrong_answer_is_kept_and_sent_with_the_next_try(partner, action, django_capture_on_commit_callbacks):
    shown = partner.post(address(action), typed(action, words="", evidence=upload())).content.decode()
    assert "A file is kept already (PDF," in shown
    with django_capture_on_commit_callbacks(execute=True):
        partner.post(address(action), typed(action))
    assert Report.objects.get().evidence.name == f"evidence/{stored()[0]}"
    assert len(stored()) == 1


def test_a_kept_file_is_replaced_or_left_out(partner, action, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        partner.post(address(action), typed(action, words="", evidence=upload()))
        partner.post(address(action), typed(action, words="", evidence=upload("b.csv", b"a,b\n")))
    assert [name[-4:] for name in stored()] == [".csv"]
    with django_capture_on_commit_callbacks(execute=True):
        partner.post(address(action), typed(action, leave_out="on"))
    assert not Report.objects.get().evidence
    assert stored() == []


def test_evidence_is_taken_along_under_a_name_of_ours(partner, action):
    report = submit(action, evidence=upload("../../<script>.pdf"))
    answer = partner.get(reverse("partners:evidence", args=[report.pk]))
    assert answer.body == PDF
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{report.evidence_name}"'
    assert report.evidence_name.startswith(f"evidence-{action.slug}-")


@pytest.mark.parametrize("publishes", [True, False])
def test_the_public_reads_evidence_only_once_it_is_approved_with_it(client, action, publishes):
    report = submit(action, evidence=upload(), evidence_url="https://example.org/proof")
    where = "/plan/updates/{}/evidence/".format
    for number in (report.pk, 1):
        assert client.get(where(number)).status_code == 404
    given = {"title": "Rooms", "words": "Found.", "next_update_on": None, "looked_at": digest(action), "publishes_evidence": publishes}
    update = approving.approve(report=report, by=member("editor"), **given)
    answer, page = client.get(where(update.pk)), client.get(action.get_absolute_url()).content.decode()
    assert answer.status_code == (200 if publishes else 404)
    assert ("https://example.org/proof" in page) == publishes
    assert (where(update.pk) in page) == publishes
    type(update).objects.filter(pk=update.pk).update(state="archived")
    assert client.get(where(update.pk)).status_code == 404


def test_a_file_that_is_lost_is_not_found(partner, action):
    report = submit(action, evidence=upload())
    default_storage.delete(report.evidence.name)
    assert partner.get(reverse("partners:evidence", args=[report.pk])).status_code == 404


@pytest.mark.parametrize(
    ("role", "gives"), [("viewer", 403), ("statistician", 403), ("forum organiser", 403), ("editor", 200), ("administrator", 200)]
)
def test_at_the_desk_those_alone_who_decide_take_the_file_along(client, action, role, gives):
    report = submit(action, evidence=upload())
    client.force_login(member(role))
    assert client.get(reverse("admin:plan_report_evidence", args=[report.pk])).status_code == gives


def another_partner(action):
    return MembershipFactory().user


def supporter(action):
    membership = MembershipFactory()
    SupportFactory(action=action, organisation=membership.organisation)
    return membership.user


def new_lead(action):
    """Leads the action from now on; what the former lead sent stays that one's."""
    membership = MembershipFactory()
    type(action).objects.filter(pk=action.pk).update(lead=membership.organisation)
    return membership.user


PATHS = ["report", "sent", "evidence", "withdraw"]


@pytest.mark.parametrize("who", [another_partner, supporter, new_lead])
def test_nobody_reaches_what_another_organisation_sent(client, action, who):
    report = submit(action, evidence=upload())
    client.force_login(who(action))
    for name in PATHS:
        there = client.get(reverse(f"partners:{name}", args=[report.pk]))
        nowhere = client.get(reverse(f"partners:{name}", args=[report.pk + 1000]))
        assert (there.status_code, there.content) == (404, nowhere.content), name
    assert client.post(reverse("partners:withdraw", args=[report.pk])).status_code == 404
    assert "Rooms found" not in client.get(reverse("partners:updates")).content.decode()
    assert Report.objects.get().is_pending


@pytest.mark.parametrize("who", [another_partner, supporter])
def test_nobody_reports_on_what_another_organisation_leads(client, action, who):
    user = who(action)
    client.force_login(user)
    there, nowhere = client.get(address(action)), client.get("/partners/actions/none/report/")
    assert (there.status_code, there.content) == (404, nowhere.content)
    for do in ("send", "keep", "forget"):
        assert client.post(address(action), typed(action, user, do=do)).status_code == 404
    assert not Report.objects.exists()
    assert not ReportDraft.objects.exists()


@pytest.mark.parametrize("who", [None, "viewer", "editor"])
def test_without_an_organisation_there_is_nothing(client, action, who):
    report = submit(action, evidence=upload())
    if who:
        client.force_login(member(who))
    for where in [address(action), *(reverse(f"partners:{name}", args=[report.pk]) for name in PATHS)]:
        assert client.get(where).status_code == (403 if who else 302)


def test_who_has_lost_the_membership_while_typing_sends_nothing(partner, action):
    sent = typed(action)
    user = person_of(action)
    MembershipFactory(user=user)
    Membership.objects.filter(organisation=action.lead).delete()
    assert partner.post(address(action), sent).status_code == 404
    assert not Report.objects.exists()


@pytest.mark.parametrize("is_own", [True, False])
def test_a_report_of_another_action_is_neither_changed_nor_shown(partner, action, is_own):
    other = submit(an_action(action.lead.memberships.get() if is_own else None), title="Another one’s words")
    shown = partner.get(f"{address(action)}?changes={other.pk}").content.decode()
    assert "Another one’s words" not in shown
    partner.post(address(action), typed(action, changes=other.pk))
    other.refresh_from_db()
    assert other.is_pending
    assert Report.objects.filter(action=action).count() == 1


@pytest.mark.parametrize("changes", ["", "0", "x", "9" * 30, "-1", "²"])
def test_a_number_that_is_none_changes_nothing(partner, action, changes):
    assert partner.get(f"{address(action)}?changes={changes}").status_code == 200
    assert partner.post(address(action), typed(action, changes=changes)).status_code in {200, 302}


def test_a_milestone_of_another_action_is_not_touched(partner, action):
    other = MilestoneFactory()
    sent = typed(action) | {f"reached-{other.pk}": "2025-01-01"}
    assert partner.post(address(action), sent).status_code == 200
    assert not Report.objects.exists()
    assert not MilestoneReport.objects.exists()


def test_the_service_refuses_it_too(action):
    with pytest.raises(type(action).DoesNotExist):
        submit(action, UserFactory())
    with pytest.raises(ValidationError, match="A milestone of this form is not there any more"):
        submit(action, milestones=[(MilestoneFactory().pk, None, None, "")])
    assert not Report.objects.exists()


def test_previews_show_nothing_of_a_report(client, action):
    submit(action, title="Not decided yet")
    ReportFactory(action=action, rejected=True, title="Rejected words")
    client.force_login(member("viewer"))
    shown = client.get(f"/preview{action.get_absolute_url()}").content.decode()
    assert "Not decided yet" not in shown
    assert "Rejected words" not in shown
