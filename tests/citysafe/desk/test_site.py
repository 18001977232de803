"""The front door of the staff desk and its first page."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.contrib import admin
from django.core.cache import cache
from django.urls import reverse

from citysafe.desk.order import GROUPS
from citysafe.history import services
from tests.factories import ActionFactory, UserFactory
from tests.world import member

pytestmark = pytest.mark.django_db
GUARDED = ["/admin/", "/admin/plan/action/", "/admin/autocomplete/", "/admin/jsi18n/", "/preview/"]


@pytest.fixture
def in_service(settings):
    settings.SECOND_FACTOR_REQUIRED = True
    cache.clear()


def with_app(account):
    return totp.TOTP.activate(account, totp.generate_totp_secret()).instance


def code_of(app):
    return totp.format_hotp_value(totp.hotp_value(app.data["secret"], next(iter(totp.yield_hotp_counters_from_time()))))


def sign_in(client, app):
    client.post("/account/login/", {"login": app.user.email, "password": "a long pass phrase"})
    client.post("/account/second-factor/authenticate/", {"code": code_of(app)})


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.mark.parametrize("address", GUARDED)
def test_without_a_second_factor_a_site_in_service_shows_no_admin_and_no_preview(client, in_service, address):
    client.force_login(member("administrator"))
    response = client.get(address, follow=True)
    assert response.redirect_chain[-1][0].startswith("/account/second-factor/?next=")
    assert "Set up a second factor first." in text(response)


@pytest.mark.parametrize("address", ["/admin/", "/admin/plan/action/", "/preview/"])
def test_with_one_it_does(client, in_service, address):
    sign_in(client, with_app(member("administrator")))
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("is_required", [True, False])
def test_a_session_from_before_the_factor_has_to_show_it(client, settings, is_required):
    settings.SECOND_FACTOR_REQUIRED = is_required
    account = member("administrator")
    client.force_login(account)
    app = with_app(account)
    asked = client.get("/admin/plan/action/", follow=True)
    address = asked.redirect_chain[-1][0]
    assert address == "/account/second-factor/reauthenticate/?next=%2Fadmin%2Fplan%2Faction%2F"
    assert "Show your second factor" in text(asked)
    shown = client.post(address, {"code": code_of(app), "next": "/admin/plan/action/"})
    assert shown["Location"] == "/admin/plan/action/"
    assert client.get("/admin/plan/action/").status_code == 200


def test_whoever_has_a_passkey_alone_is_asked_for_it(client, in_service):
    account = member("administrator")
    Authenticator.objects.create(user=account, type=Authenticator.Type.WEBAUTHN, data={"name": "Laptop", "credential": {}})
    client.force_login(account)
    response = client.get("/admin/login/")
    assert response["Location"] == "/account/second-factor/webauthn/reauthenticate/?next=%2Fadmin%2F"


def test_nothing_can_be_posted_without_one_either(client, in_service):
    action = ActionFactory()
    client.force_login(member("administrator"))
    client.post("/admin/plan/action/", {"action": "archive", "_selected_action": [action.pk]})
    action.refresh_from_db()
    assert action.is_published


def test_locally_it_is_offered_and_not_asked_for(client):
    account = member("viewer")
    client.force_login(account)
    assert "Your account has a password alone." in text(client.get("/admin/"))
    client.logout()
    sign_in(client, with_app(account))
    assert "Your account has a password alone." not in text(client.get("/admin/"))


def test_an_account_without_a_role_is_turned_away(client):
    client.force_login(UserFactory())
    assert client.get("/admin/", follow=True).status_code == 403


def test_the_front_page_groups_things_in_the_order_of_work(client):
    client.force_login(member("administrator"))
    page = client.get("/admin/").content.decode()
    places = [page.index(f'class="app-{app} module') for app in GROUPS]
    assert places == sorted(places)
    for sentence, _ in GROUPS.values():
        assert sentence in page


def test_every_model_of_the_desk_has_its_place_in_a_group():
    named = {(app, model) for app, (_, models) in GROUPS.items() for model in models}
    assert {(model._meta.app_label, model.__name__) for model in admin.site._registry} == named


def test_the_viewer_is_told_that_they_can_look(client):
    client.force_login(member("viewer"))
    page = client.get("/admin/").content.decode()
    assert "<h1>What would you like to look at?</h1>" in page
    assert "change nothing" in page
    assert "addlink" not in page


def test_staff_without_any_right_are_told_whom_to_ask(client):
    client.force_login(UserFactory(staff=True))
    assert "Ask an administrator of this site" in text(client.get("/admin/"))


def test_ones_own_last_changes_stand_on_the_front_page(client):
    account, action = member("editor"), ActionFactory()
    action.title = "Another title"
    services.save(thing=action, by=account)
    services.save(thing=ActionFactory.build(title="Theirs", priority=action.priority), by=UserFactory())
    client.force_login(account)
    page = text(client.get("/admin/"))
    assert "Another title" in page
    assert "Theirs" not in page


def test_the_admin_s_own_password_page_leads_to_ours(client):
    client.force_login(member("viewer"))
    assert client.get(reverse("admin:password_change"))["Location"] == reverse("account_change_password")


def test_the_front_page_costs_few_queries(client, django_assert_max_num_queries):
    client.force_login(member("administrator"))
    client.get("/admin/")  # what stands around every page is read once after a change
    matters = sum(len(getattr(desk, "matters", ())) for desk in admin.site._registry.values())
    with django_assert_max_num_queries(12 + matters):
        client.get("/admin/")
