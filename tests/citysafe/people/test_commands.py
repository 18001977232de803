import io
import re

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.test import Client

from citysafe.people.demo import delete_demo_accounts, demo_accounts, demo_helper, demo_partner, refuse_demo_accounts
from citysafe.people.models import User
from citysafe.people.roles import ADMINISTRATOR, ROLES
from tests.factories import DoorDutyFactory, UserFactory

pytestmark = pytest.mark.django_db


def run(*words):
    out = io.StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def test_the_first_administrator_gets_in_by_the_printed_link(client):
    said = run("create_administrator", "Ann@Example.org", "Ann Example")
    account = User.objects.get(email="ann@example.org")
    assert (account.is_staff, account.is_superuser, account.has_usable_password()) == (True, False, False)
    assert [group.name for group in account.groups.all()] == [ADMINISTRATOR]
    link = re.search(r"http://localhost:8000(/\S+)", said)[1]
    form = client.get(link, follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": "another long phrase", "password2": "another long phrase"})
    assert client.post("/account/login/", {"login": "ann@example.org", "password": "another long phrase"})["Location"] == "/admin/"
    assert "no longer works" in Client().get(link, follow=True).content.decode()


def test_run_again_it_prints_a_new_link():
    run("create_administrator", "ann@example.org", "Ann Example")
    assert "/account/password/reset/key/" in run("create_administrator", "ann@example.org", "Ann Example")
    assert User.objects.count() == 1


@pytest.mark.parametrize(("email", "name"), [("ann", "Ann"), ("ann@example.org", " "), ("", "")])
def test_a_wrong_address_or_name_is_refused_in_a_sentence(email, name):
    with pytest.raises(CommandError):
        run("create_administrator", email, name)
    assert not User.objects.exists()


def test_an_account_that_is_no_administrator_is_not_made_one():
    UserFactory(email="ann@example.org")
    with pytest.raises(CommandError, match="already an account"):
        run("create_administrator", "ann@example.org", "Ann")


def test_there_is_one_demo_account_a_role_and_each_can_sign_in(client):
    made = demo_accounts()
    assert [account.role for account in made] == list(ROLES)
    for account in made:
        assert account.email.endswith("@example.org")
        assert client.post("/account/login/", {"login": account.email, "password": account.password})["Location"] == "/admin/"
        assert client.get("/admin/").status_code == 200
        client.logout()
    assert set(User.objects.values_list("is_demo", flat=True)) == {True}


def test_the_demo_account_of_a_partner_is_listed_and_signs_in_without_the_desk(client):
    demo_accounts()
    demo_partner()
    account = demo_accounts()[-1]
    assert (account.role, account.email) == ("Partner", "partner@example.org")
    assert client.post("/account/login/", {"login": account.email, "password": account.password})["Location"] == "/partners/"
    assert client.get("/admin/").status_code == 302


def test_the_demo_account_of_a_helper_at_the_door_signs_in_to_its_list_alone(client):
    demo_accounts()
    duty = DoorDutyFactory(user=demo_helper())
    account = demo_accounts()[-1]
    assert (account.role, account.email) == ("Door", "door@example.org")
    home = client.post("/account/login/", {"login": account.email, "password": account.password})["Location"]
    assert home == "/door/"
    assert duty.event.title in client.get(home).content.decode()
    assert client.get("/admin/").status_code == 302


def test_demo_accounts_come_only_where_there_is_none_and_only_locally(settings):
    settings.IS_LOCAL = False
    assert demo_accounts() == []
    settings.IS_LOCAL = True
    UserFactory()
    assert demo_accounts() == []
    assert User.objects.count() == 1


def test_passwords_of_demo_accounts_differ():
    first = {account.password for account in demo_accounts()}
    delete_demo_accounts()
    assert len(first | {account.password for account in demo_accounts()}) == 2 * len(ROLES)


def test_demo_accounts_are_deleted_and_nobody_else():
    demo_accounts()
    person = UserFactory()
    assert run("delete_demo_accounts") == f"{len(ROLES)} deleted.\n"
    assert list(User.objects.all()) == [person]
    assert run("delete_demo_accounts") == "There were none.\n"
    assert Group.objects.count() == len(ROLES)


def test_a_site_in_service_refuses_demo_accounts(settings):
    UserFactory(demo=True)
    refuse_demo_accounts()
    settings.IS_LOCAL = False
    with pytest.raises(SystemExit, match="delete_demo_accounts"):
        refuse_demo_accounts()


def test_demo_accounts_are_told_again_at_each_start(client):
    first = demo_accounts()
    again = demo_accounts()
    assert first == again
    assert client.post("/account/login/", {"login": again[0].email, "password": again[0].password})["Location"] == "/admin/"


def test_no_demo_account_goes_into_a_database_elsewhere(settings, monkeypatch):
    monkeypatch.setitem(settings.DATABASES["default"], "HOST", "db.example.org")
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "django.db.backends.postgresql")
    assert demo_accounts() == []
    assert not User.objects.exists()
