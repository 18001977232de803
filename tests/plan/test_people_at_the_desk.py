"""Editors invite and remove people of an organisation, and see no other account."""

import pytest
from django.core import mail
from django.urls import reverse

from citysafe.mail.services import send_due
from plan.models import Membership
from plan.services import membership as services
from plan.services import reporting
from tests.factories import MembershipFactory, OrganisationFactory, UserFactory
from tests.plan.reports import an_action, person_of, submit
from tests.world import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return OrganisationFactory(name="Exampleton Fire Service")


@pytest.fixture
def desk(client):
    client.force_login(member("editor"))
    return client


def at(name, *args):
    return reverse(f"admin:plan_organisation_{name}", args=args)


def page(answer):
    return answer.content.decode()


def invite(desk, organisation, **typed):
    return desk.post(at("people", organisation.pk), {"full_name": "Pat Lee", "email": "pat@example.org", **typed}, follow=True)


def test_an_editor_finds_the_people_of_an_organisation_on_its_page(desk, organisation):
    assert at("people", organisation.pk) in page(desk.get(at("change", organisation.pk)))
    assert "Nobody can sign in for this organisation yet." in page(desk.get(at("people", organisation.pk)))


def test_an_editor_invites_a_person_and_sees_who_belongs_to_it(desk, organisation):
    UserFactory(full_name="Somebody Else", email="else@example.org")
    shown = page(invite(desk, organisation))
    assert "Pat Lee is invited. A mail says how to sign in." in shown
    assert "pat@example.org" in shown
    assert "Not yet" in shown
    assert "else@example.org" not in shown
    assert Membership.objects.get().organisation == organisation


def test_an_account_of_staff_needs_its_second_factor(desk, organisation):
    staff = member("viewer")
    assert "with password and second factor" in page(invite(desk, organisation, email=staff.email))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"full_name": ""}, "Enter the person’s full name."),
        ({"full_name": "x" * 151}, "longer than 150 characters"),
        ({"full_name": "a\x00"}, "cannot be stored"),
        ({"email": ""}, "Enter the person’s work e-mail address."),
        ({"email": "pat@"}, "Enter an e-mail address in full"),
        ({"email": "pät@example.org"}, "Enter an e-mail address in full"),
        ({"email": "a" * 250 + "@example.org"}, "Enter an e-mail address in full"),
    ],
)
def test_what_cannot_be_is_told_beside_the_box_and_nothing_is_stored(desk, organisation, typed, told):
    answer = invite(desk, organisation, **typed)
    assert answer.status_code == 200
    assert told in page(answer)
    assert not Membership.objects.exists()


def test_who_is_invited_twice_stays_typed_and_is_told(desk, organisation):
    invite(desk, organisation)
    again = page(invite(desk, organisation))
    assert "This person belongs to the organisation already." in again
    assert 'value="pat@example.org"' in again


def test_the_invitation_is_sent_again(desk, organisation):
    membership = MembershipFactory(organisation=organisation)
    address = at("invite_again", organisation.pk, membership.pk)
    assert membership.user.email in page(desk.get(address))
    assert "once more" in page(desk.post(address, follow=True))
    send_due()
    assert len(mail.outbox) == 1


def test_a_person_is_removed_with_a_reason(desk, organisation):
    membership = MembershipFactory(organisation=organisation, user__full_name="Pat Lee")
    address = at("remove", organisation.pk, membership.pk)
    assert "Say why." in page(desk.post(address, {"why": ""}))
    assert "Leave names and e-mail addresses out" in page(desk.post(address, {"why": "pat LEE has left."}))
    assert Membership.objects.exists()
    assert "Removed and signed out everywhere." in page(desk.post(address, {"why": "Has changed jobs."}, follow=True))
    assert not Membership.objects.exists()


def test_a_person_of_another_organisation_is_not_reached_from_here(desk, organisation):
    membership = MembershipFactory()
    for name in ("remove", "invite_again"):
        assert desk.post(at(name, organisation.pk, membership.pk), {"why": "x"}).status_code == 404
    assert Membership.objects.exists()


@pytest.mark.parametrize("role", ["viewer", "statistician", "forum organiser"])
def test_other_staff_see_nobody(client, organisation, role):
    membership = MembershipFactory(organisation=organisation, user__full_name="Pat Lee")
    client.force_login(member(role))
    assert client.get(at("people", organisation.pk)).status_code == 403
    assert client.post(at("remove", organisation.pk, membership.pk), {"why": "x"}).status_code == 403
    services.invite_again(membership=membership, by=UserFactory())
    shown = page(client.get(at("change", organisation.pk))) + page(client.get(at("history", organisation.pk)))
    assert "Pat" not in shown
    assert membership.user.email not in shown


def test_an_editor_sees_no_account_and_no_public_page_names_anybody(desk, organisation, client):
    membership = MembershipFactory(organisation=organisation, user__full_name="Pat Lee")
    assert desk.get(reverse("admin:people_user_changelist")).status_code == 403
    assert desk.get(reverse("admin:people_user_change", args=[membership.user.pk])).status_code == 403
    assert "Pat" not in page(client.get(organisation.get_absolute_url()))


@pytest.mark.parametrize(("role", "reads"), [("editor", True), ("viewer", False), ("statistician", False)])
def test_who_of_a_partner_sent_or_withdrew_a_report_is_for_those_alone_who_see_its_people(client, role, reads):
    action = an_action()
    report, user = submit(action), person_of(action)
    reporting.withdraw(report=report, by=user)
    client.force_login(member(role))
    shown = client.get(reverse("admin:plan_report_change", args=[report.pk])).content.decode()
    assert (str(user) in shown) is reads
    for page in (reverse("admin:plan_report_history", args=[report.pk]), reverse("admin:history_revision_changelist")):
        shown = client.get(page).content.decode()
        assert str(user) not in shown, page
        assert f"account {user.pk}" in shown.lower(), page
