"""Staff give somebody what is held about them, and erase it, with a reason and a line in the history that names nobody."""

import json
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils import timezone

from citysafe.history.models import FieldChange, Revision
from citysafe.mail import kinds
from citysafe.mail.models import QueuedMail
from citysafe.people import codes, erased, roles
from citysafe.people.models import SignInCode, User
from citysafe.privacy import access, accounts, erasing
from forum.models import Registration
from forum.services import lost_links
from plan.models import Membership, Report, ReportDraft
from tests import factories as make
from tests.citysafe.backups.sites import everything
from tests.citysafe.privacy.canaries import Somebody
from tests.forum.build import counts, event, person, register

HELD, ERASE = "/admin/privacy/purgerecord/held/", "/admin/privacy/purgerecord/held/erase/"
WHY = "Asked by the person."
pytestmark = pytest.mark.django_db


def member(client, role):
    account = make.UserFactory(is_staff=True)
    account.groups.add(Group.objects.get(name=role))
    client.force_login(account)
    return account


def look_up(client, who, **typed):
    return client.post(HELD, {"address": who, "shape": "page", "why": WHY, **typed})


@pytest.fixture
def ada():
    return Somebody("ada")


@pytest.fixture
def partner():
    """Somebody of an organisation, who has reported, begun another report and asked for a code."""
    account = make.UserFactory(email="kanarie@example.org", full_name="Kanarie Canary")
    organisation = make.MembershipFactory(user=account).organisation
    report = make.ReportFactory(submitted_by=account, organisation=organisation)
    draft = make.ReportDraftFactory(by=account, evidence=ContentFile(b"%PDF-1.7", "kanarie.pdf"))
    code = make.SignInCodeFactory(user=account)
    make.QueuedMailFactory(kind="people.sign_in_code", about=code.pk)
    return account, report, draft


def test_an_administrator_gets_everything_on_a_page_and_as_a_file(client, ada):
    by = member(client, roles.ADMINISTRATOR)
    page, file = look_up(client, ada.address), look_up(client, ada.address, shape="file")
    assert "no-store" in page["Cache-Control"]
    assert "no-store" in file["Cache-Control"]
    for answer in (page.content.decode(), json.dumps(json.loads(file.content))):
        assert ada.canaries["forum.Needs.access"] in answer
        assert ada.canaries["people.User.full_name"] in answer
    lines = Revision.objects.filter(kind="exported", by=by)
    assert [line.why for line in lines] == [f"Looked up what is held about somebody: {WHY}"] * 2
    assert ada.address not in str([*lines.values()])


def test_an_organiser_gets_what_the_forum_holds_and_nobody_else_gets_anything(client, ada):
    member(client, roles.ORGANISER)
    page = look_up(client, ada.address).content.decode()
    assert ada.canaries["forum.Needs.access"] in page
    assert ada.canaries["people.User.full_name"] not in page
    for role in (roles.EDITOR, roles.STATISTICIAN, roles.VIEWER):
        member(client, role)
        assert look_up(client, ada.address).status_code == client.post(ERASE, {"address": ada.address}).status_code == 403


@pytest.mark.parametrize("typed", [{"why": ""}, {"why": "Ada Example rang."}, {"address": "ada"}, {"shape": "fax"}])
def test_what_is_wrong_is_said_and_nothing_is_looked_up(client, ada, typed):
    member(client, roles.ADMINISTRATOR)
    answer = look_up(client, ada.address, **typed)
    assert "Please correct" in answer.content.decode()
    assert ada.canaries["forum.Needs.access"] not in answer.content.decode()
    assert not Revision.objects.filter(kind="exported").exists()


def test_whoever_was_looked_up_is_erased_with_a_reason(client, ada):
    member(client, roles.ADMINISTRATOR)
    assert "cannot be taken back" in client.post(ERASE, {"address": ada.address, "ask": "yes"}).content.decode()
    for why in ({}, {"why": "Ada Example rang."}):
        assert "Choose a reason" in client.post(ERASE, {"address": ada.address, **why}).content.decode()
    assert Registration.objects.filter(email=ada.address).count() == 2
    assert client.post(ERASE, {"address": ada.address, "why": WHY}).status_code == 302
    assert ada.address not in str(everything())
    assert User.objects.get(pk=ada.account.pk).erased_at
    assert {one.kind for one in erased.listed()} >= {"forum.registration", "forum.subscriber", "people.user"}


def test_where_one_thing_cannot_be_erased_nothing_is_and_the_desk_says_so(client, ada, monkeypatch):
    member(client, roles.ADMINISTRATOR)
    remember, before = erased.remember, everything_of(ada)

    def full(kind, number):
        if kind == "forum.subscriber":
            raise OSError("No space left on device")
        return remember(kind, number)

    with monkeypatch.context() as broken:
        broken.setattr(erased, "remember", full)
        answer = client.post(ERASE, {"address": ada.address, "why": WHY}, follow=True)
    assert "Nothing could be erased just now" in answer.content.decode()
    assert everything_of(ada) == before
    assert "is erased for good" in client.post(ERASE, {"address": ada.address, "why": WHY}, follow=True).content.decode()
    assert ada.address not in str(everything())


def everything_of(somebody):
    found = access.of_address(somebody.address, ("people", "forum"))
    return found, access.held(found)


def test_the_last_administrator_keeps_the_forum_s_rows_too(client, ada):
    ada.account.is_staff = True
    ada.account.save()
    ada.account.groups.add(Group.objects.get(name=roles.ADMINISTRATOR))
    with pytest.raises(ValidationError):
        erasing.erase(access.of_address(ada.address, ("people", "forum")), by=None, why=WHY)
    assert Registration.objects.filter(email=ada.address).count() == 2
    assert [*erased.listed()] == []


def test_the_mail_of_every_kind_about_whoever_is_erased_goes(client, ada):
    member(client, roles.ADMINISTRATOR)
    numbers = access.of_address(ada.address, ("people", "forum"))
    for kind in kinds.all_kinds():
        for number in numbers.get(kind.about, ()):
            make.QueuedMailFactory(kind=kind.name, about=number, sent=True)
    to_a_mailbox = make.QueuedMailFactory(kind="plan.report-decided", about=min(numbers["plan.Report"]))
    other = make.QueuedMailFactory(kind="people.password_reset", about=make.UserFactory().pk)
    client.post(ERASE, {"address": ada.address, "why": WHY})
    assert [*QueuedMail.objects.order_by("pk")] == [to_a_mailbox, other]


def test_an_organiser_erases_a_registration_and_the_history_says_who_and_why(client):
    by, of = member(client, roles.ORGANISER), event(1)
    made = register(of, details=person("kanarie-7f3", full_name="Kanarie"))
    at = f"/admin/forum/registration/{made.pk}/erase/"
    assert "Erase what is held" in client.get(f"/admin/forum/registration/{made.pk}/change/").content.decode()
    assert "Choose a reason" in client.post(at, {"why": "Mrs K rang."}).content.decode()
    assert Registration.objects.get(pk=made.pk).full_name == "Kanarie"
    client.post(at, {"why": WHY})
    assert (Registration.objects.get(pk=made.pk).full_name, counts(of)) == (None, (0, 0))
    line = Revision.objects.of(made).get()
    assert (line.by, line.why) == (by, f"Erased for good. {WHY}")
    assert "kanarie" not in str(everything()).lower()


ASKED = [
    ("forum.HandOver", lambda: make.HandOverFactory(colleague_name="Kanarie", colleague_email="kanarie@example.org")),
    ("forum.LostLink", lambda: make.LostLinkFactory(address=lost_links.fingerprint("kanarie@example.org"))),
    ("people.SignInCode", lambda: make.SignInCodeFactory(address=codes.fingerprint("kanarie@example.org"))),
]


@pytest.mark.parametrize(("model", "made"), ASKED, ids=[model for model, _ in ASKED])
def test_what_was_asked_for_goes_and_no_backup_brings_it_back(client, model, made):
    member(client, roles.ADMINISTRATOR)
    row = made()
    rows = type(row).objects
    before = rows.values().get(pk=row.pk)
    client.post(ERASE, {"address": "kanarie@example.org", "why": WHY})
    assert not rows.filter(pk=row.pk).exists()
    rows.create(**before)
    assert (erased.replay(), erased.replay(), rows.filter(pk=row.pk).count()) == (1, 0, 0)
    rows.create(**before | {"asked_at": timezone.now() + timedelta(seconds=1)})  # somebody else, who got the number since
    assert (erased.replay(), rows.filter(pk=row.pk).count()) == (0, 1)


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ({"new_email": "kanarie@example.org", "new_email_asked_at": timezone.now()}, "forum.new-address"),
        ({"registrar_name": "Kanarie", "registrar_email": "Kanarie@example.org"}, "forum.registrar"),
    ],
)
def test_erasing_what_is_about_somebody_in_the_registration_of_another_leaves_that_as_it_is(client, given, kind):
    by, of = member(client, roles.ORGANISER), event(1)
    made = register(of, details=person("olive", needs={"access": "A ramp", "dietary": "", "communication": ""}))
    Registration.objects.filter(pk=made.pk).update(**given)
    before = Registration.objects.filter(pk=made.pk).values()
    olive = before.get() | dict.fromkeys(given)
    client.post(ERASE, {"address": "kanarie@example.org", "why": WHY})
    assert before.get() == olive
    assert made.needs.access == "A ramp"
    assert "kanarie" not in str(everything()).lower()
    line = Revision.objects.of(made).get()
    assert (line.by, line.why.endswith(f"is erased for good. {WHY}")) == (by, True)
    assert [(one.kind, one.number) for one in erased.listed()] == [(kind, made.key.int)]
    before.update(**given)
    assert (erased.replay(), erased.replay()) == (1, 0)
    assert before.get() == olive


def test_a_partner_leaves_reports_with_their_organisation_and_nothing_of_themselves(partner, django_capture_on_commit_callbacks):
    account, report, draft = partner
    by = make.UserFactory(administrator=True)
    with django_capture_on_commit_callbacks(execute=True):
        assert accounts.erase([account.pk], by, WHY)
    assert "kanarie" not in str(everything()).lower()
    assert not draft.evidence.storage.exists(draft.evidence.name)
    there = Report.objects.get(pk=report.pk)
    assert (str(there.submitted_by), there.organisation) == ("a former account", report.organisation)
    for model in (Membership, ReportDraft, SignInCode, QueuedMail):
        assert not model.objects.exists()
    assert not User.objects.get(pk=account.pk).is_active
    line = make.RevisionFactory(by_id=account.pk)
    assert (line.who, Revision.objects.get(why__startswith="Erased").why) == ("a former account", f"Erased for good. {WHY}")
    assert not FieldChange.objects.filter(after__icontains="kanarie").exists()
    assert not accounts.erase([account.pk], by, WHY)


def test_a_restored_account_is_erased_again_and_whoever_got_its_number_since_is_not(partner):
    account, _, _ = partner
    accounts.erase([account.pk], make.UserFactory(administrator=True), WHY)
    back = {"email": "kanarie@example.org", "full_name": "Kanarie", "erased_at": None, "is_active": True}
    User.objects.filter(pk=account.pk).update(**back)
    assert (erased.replay(), erased.replay()) == (1, 0)
    assert User.objects.get(pk=account.pk).full_name == ""
    User.objects.filter(pk=account.pk).update(**back, joined_at=make.UserFactory().joined_at)
    assert erased.replay() == 0


def test_nobody_erases_their_own_account_or_the_last_administrator():
    last = make.UserFactory(is_staff=True)
    last.groups.add(Group.objects.get(name=roles.ADMINISTRATOR))
    for by in (last, make.UserFactory(administrator=True)):
        with pytest.raises(ValidationError):
            accounts.erase([last.pk], by, WHY)
    assert User.objects.get(pk=last.pk).is_active
    assert [*erased.listed()] == []
