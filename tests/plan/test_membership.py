"""Who belongs to an organisation: invited, removed, and what that shows and ends."""

import pytest
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.test import Client

from citysafe.history.models import FieldChange, Revision
from citysafe.mail.models import QueuedMail
from citysafe.mail.services import send_due
from citysafe.people.models import User
from citysafe.people.roles import VIEWER
from plan.models import Action, Membership
from plan.services import membership as services
from tests.factories import ActionFactory, MembershipFactory, OrganisationFactory, UserFactory
from tests.world import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return member("editor")


@pytest.fixture
def organisation():
    return OrganisationFactory(name="Exampleton Fire Service")


def invite(organisation, editor, email="Pat@example.org", full_name="Pat Lee"):
    return services.invite(organisation=organisation, email=email, full_name=full_name, by=editor)


def remove(membership, editor):
    services.remove(membership=membership, why="Has changed jobs.", by=editor)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_person_leads_what_the_organisation_leads_and_the_public_sees():
    membership = MembershipFactory()
    led = ActionFactory(lead=membership.organisation)
    ActionFactory(lead=MembershipFactory().organisation)
    ActionFactory(lead=membership.organisation, draft=True)
    ActionFactory(lead=None)
    assert list(Action.objects.led_by_organisations_of(membership.user)) == [led]


def test_a_closed_account_belongs_to_nothing_and_leads_nothing():
    membership = MembershipFactory(user=UserFactory(leaver=True))
    ActionFactory(lead=membership.organisation)
    assert not Membership.objects.of(membership.user).exists()
    assert not Action.objects.led_by_organisations_of(membership.user).exists()


def test_inviting_opens_an_account_without_a_role_and_a_password(organisation, editor):
    membership = invite(organisation, editor)
    account = membership.user
    assert (account.email, account.full_name, membership.invited_by) == ("pat@example.org", "Pat Lee", editor)
    assert [account.has_admin_access, account.groups.exists(), account.has_usable_password()] == [False, False, False]


def test_the_invitation_leads_to_the_sign_in_page_and_holds_no_secret(organisation, editor):
    invite(organisation, editor)
    send_due()
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (["pat@example.org"], "You can sign in for Exampleton Fire Service")
    assert "http://localhost:8000/partners/\n" in sent.body
    assert "You need no password" in sent.body


def test_who_is_removed_before_the_mail_goes_gets_none(organisation, editor):
    remove(invite(organisation, editor), editor)
    send_due()
    assert mail.outbox == []


def test_the_history_says_who_invited_and_removed_and_gives_no_name(organisation, editor):
    membership = invite(organisation, editor)
    number = f"account {membership.user.pk}"
    remove(membership, editor)
    removed, invited = Revision.objects.of(organisation)
    assert [invited.by, removed.by] == [editor, editor]
    assert [invited.why, removed.why] == [f"A person was invited: {number}.", f"A person was removed: {number}. Has changed jobs."]
    told = [*Revision.objects.values_list("name", "why", "public_note"), *FieldChange.objects.values_list("before", "after")]
    assert not any(word in str(told) for word in ("Pat", "pat@", "Lee"))


def test_whoever_has_an_account_gets_no_second_one(organisation, editor):
    known = UserFactory(email="pat@example.org", full_name="Patricia Lee")
    membership = invite(organisation, editor)
    assert membership.user == known
    known.refresh_from_db()
    assert known.full_name == "Patricia Lee"


def test_staff_are_told_that_their_second_factor_opens_it(organisation, editor):
    invite(organisation, editor, email=editor.email)
    send_due()
    assert "your second factor" in mail.outbox[0].body
    assert "no password" not in mail.outbox[0].body


def test_nobody_is_invited_twice_and_the_refusal_leaves_nothing(organisation, editor):
    invite(organisation, editor)
    with pytest.raises(ValidationError, match="belongs to the organisation already"):
        invite(organisation, editor)
    assert (Membership.objects.count(), QueuedMail.objects.count(), Revision.objects.of(organisation).count()) == (1, 1, 1)


def test_two_who_invite_at_one_moment_are_told(organisation, editor, monkeypatch):
    def collide(*args, **kwargs):
        raise IntegrityError

    monkeypatch.setattr("citysafe.people.services.open_account", collide)
    with pytest.raises(ValidationError, match="at this moment"):
        invite(organisation, editor)


def test_the_invitation_is_sent_again(organisation, editor):
    membership = invite(organisation, editor)
    send_due()
    services.invite_again(membership=membership, by=editor)
    send_due()
    assert [sent.to for sent in mail.outbox] == [["pat@example.org"]] * 2


def test_removing_ends_the_sign_in_with_the_next_request(organisation, editor):
    membership = invite(organisation, editor)
    client, other = signed_in(membership.user), signed_in(editor)
    assert client.get("/partners/").status_code == 200
    remove(membership, editor)
    assert client.get("/partners/")["Location"].startswith("/account/code/")
    assert "_auth_user_id" not in client.session
    assert other.get("/admin/").status_code == 200
    assert Session.objects.filter(pk=other.session.session_key).exists()


def test_an_account_without_organisation_and_role_is_closed(organisation, editor):
    membership = invite(organisation, editor)
    remove(membership, editor)
    assert not User.objects.get(pk=membership.user.pk).is_active


def test_who_belongs_to_another_organisation_is_signed_out_too_and_may_sign_in_again(organisation, editor):
    membership = invite(organisation, editor)
    other, client = MembershipFactory(user=membership.user), signed_in(membership.user)
    remove(membership, editor)
    assert "_auth_user_id" not in client.session
    account = User.objects.get(pk=membership.user.pk)
    assert account.is_active
    assert list(Membership.objects.of(account)) == [other]


@pytest.mark.parametrize("role", ["viewer", "administrator"])
def test_an_editor_closes_no_account_of_staff(organisation, editor, role):
    membership = invite(organisation, editor, email=member(role).email)
    remove(membership, editor)
    assert User.objects.get(pk=membership.user.pk).is_active


def test_an_editor_opens_no_closed_account_of_staff(organisation, editor):
    leaver = UserFactory(leaver=True, email="pat@example.org")
    leaver.groups.add(Group.objects.get(name=VIEWER))
    with pytest.raises(ValidationError, match="closed account of staff"):
        invite(organisation, editor)
    assert not User.objects.get(pk=leaver.pk).is_active


def test_whoever_was_removed_can_be_invited_again(organisation, editor):
    remove(invite(organisation, editor), editor)
    membership = invite(organisation, editor)
    assert User.objects.get(pk=membership.user.pk).is_active
    assert list(Membership.objects.of(membership.user)) == [membership]
