"""Accounts: who may open, change and close them, and what happens then."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from citysafe.history.meanwhile import mark
from citysafe.history.models import FieldChange, Revision
from citysafe.history.reading import read
from citysafe.people import services
from citysafe.people.models import User
from citysafe.people.roles import ADMINISTRATOR, EDITOR, VIEWER
from tests.factories import UserFactory
from tests.world import member

pytestmark = pytest.mark.django_db
LIST = reverse("admin:people_user_changelist")


@pytest.fixture
def administrator():
    return member("administrator")


@pytest.fixture
def desk(client, administrator):
    client.force_login(administrator)
    return client


def roles(*names):
    return list(Group.objects.filter(name__in=names))


def act(desk, action, *accounts):
    typed = {"action": action, "_selected_action": [account.pk for account in accounts]}
    return desk.post(LIST, typed, follow=True).content.decode()


def page_of(account):
    return reverse("admin:people_user_change", args=[account.pk])


def typed(account, *names, **other):
    keys = [group.pk for group in roles(*names)]
    said = {"email": account.email, "full_name": account.full_name, "groups": keys, "why": "A new task."}
    return {**said, "opened_with": mark(account, read(account)), **other}


def test_an_account_is_opened_without_a_password(desk, administrator):
    page = desk.get(reverse("admin:people_user_add")).content.decode()
    assert "http://localhost:8000/account/password/reset/" in page
    assert 'type="password"' not in page
    said = desk.post(
        reverse("admin:people_user_add"),
        {"email": " New@Example.org ", "full_name": "New Person", "groups": [roles(EDITOR)[0].pk], "why": "Started on Monday."},
        follow=True,
    ).content.decode()
    account = User.objects.get(email="new@example.org")
    assert (account.is_staff, account.has_usable_password(), account.is_superuser) == (True, False, False)
    assert "Tell the person to open" in said
    revision = Revision.objects.of(account).get()
    assert (revision.by, revision.why, revision.kind) == (administrator, "Started on Monday.", "created")
    assert "New Person" not in str(list(revision.fields.values_list()))


def test_an_account_needs_a_role_and_an_address_of_its_own_and_keeps_what_was_typed(desk):
    UserFactory(email="ann@example.org")
    page = desk.post(reverse("admin:people_user_add"), {"email": "ann@example.org", "full_name": "Ann Second"}).content.decode()
    assert "There is already an account with this e-mail address." in page
    assert "Give at least one role." in page
    assert 'value="Ann Second"' in page


def test_admin_access_follows_the_roles_and_the_change_is_recorded(desk):
    account = member("viewer")
    desk.post(page_of(account), typed(account, EDITOR))
    account.refresh_from_db()
    assert [group.name for group in account.groups.all()] == [EDITOR]
    change = FieldChange.objects.get(field="groups")
    assert (change.before, change.after, change.revision.why) == (VIEWER, EDITOR, "A new task.")


def test_nobody_changes_their_own_roles(desk, administrator):
    member("administrator")
    assert 'name="groups"' not in desk.get(page_of(administrator)).content.decode()
    desk.post(page_of(administrator), typed(administrator, VIEWER))
    assert [group.name for group in administrator.groups.all()] == [ADMINISTRATOR]
    with pytest.raises(ValidationError, match="your own roles"):
        services.change_roles(account=administrator, roles=roles(VIEWER), by=administrator)


@pytest.mark.parametrize("role", ["viewer", "editor", "statistician", "forum organiser"])
def test_only_an_administrator_gives_roles(role):
    giver, account = member(role), member("viewer")
    for target in (giver, account):
        with pytest.raises(ValidationError, match="Only an administrator"):
            services.change_roles(account=target, roles=roles(ADMINISTRATOR), by=giver)


def test_the_last_administrator_stays_one(administrator):
    account = member("administrator")
    services.change_roles(account=account, roles=roles(VIEWER), by=administrator)
    account.groups.set(roles(ADMINISTRATOR))
    administrator.groups.set(roles(VIEWER))
    with pytest.raises(ValidationError, match="Only an administrator"):
        services.change_roles(account=account, roles=roles(VIEWER), by=User.objects.get(pk=administrator.pk))
    root = UserFactory(administrator=True)
    with pytest.raises(ValidationError, match="last administrator"):
        services.change_roles(account=account, roles=roles(VIEWER), by=root)
    with pytest.raises(ValidationError, match="last administrator"):
        services.close_account(account=account, by=root)


def test_a_refusal_is_said_in_the_form(client):
    account = member("administrator")
    client.force_login(UserFactory(administrator=True))
    page = client.post(page_of(account), typed(account, VIEWER)).content.decode()
    assert "This is the last administrator." in page
    assert list(account.groups.all()) == roles(ADMINISTRATOR)


def test_whoever_is_closed_out_is_out_at_the_next_click(desk, administrator):
    leaver = member("editor")
    browser = Client()
    browser.force_login(leaver)
    assert browser.get("/admin/").status_code == 200
    assert "signed out everywhere" in act(desk, "close", leaver)
    assert browser.get("/admin/")["Location"].startswith("/admin/login/")
    assert browser.get("/preview/")["Location"].startswith("/account/login/")


def test_closing_ends_password_second_factor_and_sessions_and_keeps_the_account(desk, administrator):
    leaver = member("editor")
    Client().force_login(leaver)
    totp.TOTP.activate(leaver, totp.generate_totp_secret())
    EmailAddress.objects.create(user=leaver, email="private@example.org", verified=True)
    others = Session.objects.count() - 1
    act(desk, "close", leaver)
    leaver.refresh_from_db()
    assert (leaver.is_active, leaver.has_usable_password()) == (False, False)
    assert not Authenticator.objects.filter(user=leaver).exists()
    assert not EmailAddress.objects.filter(user=leaver).exists()
    assert Session.objects.count() == others
    assert Revision.objects.of(leaver).get().by == administrator


def test_closing_somebody_leaves_others_signed_in(desk):
    colleague = Client()
    colleague.force_login(member("viewer"))
    act(desk, "close", member("editor"))
    assert colleague.get("/admin/").status_code == 200
    assert desk.get("/admin/").status_code == 200


def test_one_cannot_close_oneself(desk, administrator):
    member("administrator")
    assert "You cannot change your own roles or close your own account." in act(desk, "close", administrator)
    administrator.refresh_from_db()
    assert administrator.is_active


def test_a_closed_account_is_opened_again_with_its_roles(desk):
    leaver = member("editor")
    act(desk, "close", leaver)
    assert "can set a new password" in act(desk, "reopen", leaver)
    leaver.refresh_from_db()
    assert (leaver.is_active, leaver.has_usable_password()) == (True, False)
    assert [group.name for group in leaver.groups.all()] == [EDITOR]


def test_a_lost_second_factor_is_taken_away_by_an_administrator(desk, administrator):
    owner, browser = member("editor"), Client()
    browser.force_login(owner)
    totp.TOTP.activate(owner, totp.generate_totp_secret())
    assert "sets up a new second factor" in act(desk, "take_factor_away", owner)
    assert not Authenticator.objects.filter(user=owner).exists()
    assert browser.get("/admin/")["Location"].startswith("/admin/login/")
    revision = Revision.objects.of(owner).get()
    assert (revision.by, revision.why) == (administrator, "Second factor taken away.")


def test_one_s_own_second_factor_is_not_taken_away_in_the_list(desk, administrator):
    assert "Change your own second factor under" in act(desk, "take_factor_away", administrator)


def test_deleting_is_not_offered(desk):
    account = member("viewer")
    assert "delete_selected" not in desk.get(LIST).content.decode()
    assert desk.post(reverse("admin:people_user_delete", args=[account.pk]), {"post": "yes"}).status_code == 403


def test_after_a_change_of_address_the_old_one_opens_nothing(desk):
    account = member("viewer")
    old = account.email
    EmailAddress.objects.create(user=account, email=old, primary=True, verified=True)
    account.email = "married@example.org"
    desk.post(page_of(account), typed(account, VIEWER))
    browser = Client()
    assert browser.post("/account/login/", {"login": old, "password": "a long pass phrase"}).status_code == 200
    assert browser.post("/account/login/", {"login": "married@example.org", "password": "a long pass phrase"}).status_code == 302


@pytest.mark.usefixtures("one_edition")
def test_the_list_costs_the_same_for_many(desk, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    member("viewer")
    desk.get(LIST)
    with CaptureQueriesContext(connection) as queries:
        desk.get(LIST)
    few = len(queries)
    for role in ("viewer", "editor", "statistician"):
        member(role)
    desk.get(LIST)  # what stands around every page is read again after a change
    with django_assert_num_queries(few):
        desk.get(LIST)


def test_closing_and_reopening_leave_what_a_colleague_changed_meanwhile():
    read_before, administrator = UserFactory(staff=True), member("administrator")
    User.objects.filter(pk=read_before.pk).update(full_name="Renamed meanwhile")
    services.close_account(account=read_before, by=administrator)
    User.objects.filter(pk=read_before.pk).update(full_name="Renamed again")
    services.reopen_account(account=read_before, by=administrator)
    stored = User.objects.get(pk=read_before.pk)
    assert (stored.full_name, stored.is_active) == ("Renamed again", True)
