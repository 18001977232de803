"""Sign-in and second factor, end to end."""

import re

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth import hashers
from django.urls import reverse

from citysafe.people.adapter import TOO_MANY
from citysafe.people.models import User
from tests.citysafe.people.signing import LOGIN, PASSWORD, RESET, body, sign_in
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_counts_of_other_tests")]


def set_up_app(person):
    return totp.TOTP.activate(person, totp.generate_totp_secret()).instance


def code_of(authenticator):
    secret = authenticator.data["secret"]
    return totp.format_hotp_value(totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time()))))


def test_the_right_password_opens_the_desk(client, person):
    response = sign_in(client)
    assert (response.status_code, response["Location"]) == (302, "/admin/")
    assert client.get("/admin/").status_code == 200


def test_after_sign_in_one_gets_where_one_wanted_to_go(client, person):
    asked = client.get("/admin/plan/action/")
    assert asked["Location"].startswith("/admin/login/?next=")
    page = client.get(asked["Location"])
    assert page["Location"] == "/account/login/?next=%2Fadmin%2Fplan%2Faction%2F"
    assert sign_in(client, next="/admin/plan/action/")["Location"] == "/admin/plan/action/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_sign_in_leads_nowhere_else(client, person, elsewhere):
    assert sign_in(client, next=elsewhere)["Location"] == "/admin/"
    assert client.get("/admin/login/", {"next": elsewhere})["Location"] == "/admin/"


@pytest.mark.parametrize(("email", "password"), [("ann@example.org", "wrong"), ("nobody@example.org", PASSWORD)])
def test_a_wrong_password_and_an_unknown_address_are_told_alike_and_what_was_typed_stays(client, person, email, password):
    page = body(sign_in(client, email, password))
    assert "<title>Error: Sign in" in page
    assert "The e-mail address or the password is not right." in page
    assert f'value="{email}"' in page
    assert password not in page.replace(email, "")


def test_an_empty_form_says_what_is_missing_beside_the_boxes(client):
    page = body(client.post(LOGIN, {}))
    assert page.index('class="problem" role="alert" tabindex="-1" autofocus') < page.index("<h1>")
    assert '<a href="#id_login">Enter your e-mail address</a>' in page
    assert 'aria-describedby="id_login_error"' in page
    assert 'aria-invalid="true"' in page


@pytest.mark.parametrize("junk", ["ann@", "a\x00b@example.org", "x" * 5000, "ann@example.org\r\nBcc: x@example.org", "ä@ö"])
@pytest.mark.parametrize(("address", "box"), [(LOGIN, "login"), (RESET, "email")])
def test_junk_is_answered_in_words(client, address, box, junk):
    response = client.post(address, {box: junk, "password": "x"})
    assert response.status_code == 200
    assert "Error: " in body(response)


def test_a_closed_account_cannot_sign_in(client):
    UserFactory(email="ann@example.org", leaver=True)
    assert sign_in(client)["Location"] == "/account/inactive/"
    assert client.get("/admin/")["Location"].startswith("/admin/login/")
    assert "This account is closed" in body(client.get("/account/inactive/"))


def test_guessing_is_stopped_before_a_password_is_hashed(client, person, monkeypatch):
    for _ in range(5):
        sign_in(client, password="wrong")
    hashed = []
    monkeypatch.setattr(hashers, "verify_password", lambda *args, **kwargs: hashed.append(args) or (True, False))
    monkeypatch.setattr(User, "set_password", lambda *args: hashed.append(args))
    assert TOO_MANY in body(sign_in(client))
    assert TOO_MANY in body(sign_in(client, email="Ann@Example.org"))
    assert hashed == []


def test_guessing_at_an_unknown_address_is_stopped_alike(client):
    for _ in range(5):
        sign_in(client, "nobody@example.org")
    assert TOO_MANY in body(sign_in(client, "nobody@example.org"))


def test_made_up_counts_do_not_wash_away_the_real_ones(client, person):
    from django.core.cache import cache

    for _ in range(5):
        sign_in(client, password="wrong")
    cache.set_many({f"z{number}": number for number in range(302)})
    assert TOO_MANY in body(sign_in(client))


def test_a_flood_of_sign_ins_gets_the_house_s_own_429(client):
    for number in range(30):
        client.post(LOGIN, {"login": f"a{number}@example.org"})
    response = client.post(LOGIN, {"login": "a@example.org"})
    assert response.status_code == 429
    assert "Too many tries" in body(response)
    assert '<main id="main"' in body(response)


def test_there_is_no_sign_up(client):
    for address in ("/account/signup/", "/accounts/signup/", "/signup/"):
        assert client.get(address).status_code == 404


def test_an_app_is_set_up_after_confirming_who_one_is(client, person):
    client.force_login(person)
    address = reverse("mfa_activate_totp")
    assert client.get(address)["Location"] == f"/account/reauthenticate/?next={address.replace('/', '%2F')}"
    assert "The password is not right." in body(client.post("/account/reauthenticate/", {"password": "wrong", "next": address}))
    assert client.post("/account/reauthenticate/", {"password": PASSWORD, "next": address})["Location"] == address
    page = body(client.get(address))
    assert '<svg role="img" aria-label="Picture to scan with the app"' in page
    assert "data:" not in page
    assert " style=" not in page
    assert "This code is not right" in body(client.post(address, {"code": "000000"}))
    secret = re.search(r"Type this key into the app: <strong>(\w+)<", page)[1]
    code = totp.format_hotp_value(totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time()))))
    assert client.post(address, {"code": code})["Location"] == reverse("mfa_view_recovery_codes")
    assert client.get("/admin/").status_code == 200
    codes = body(client.get(reverse("mfa_view_recovery_codes")))
    assert len(re.findall(r"<li><code>", codes)) == 10
    assert client.get(reverse("mfa_download_recovery_codes"))["Content-Type"].startswith("text/plain")


def test_with_an_app_the_password_alone_opens_nothing(client, person):
    app = set_up_app(person)
    assert sign_in(client)["Location"] == "/account/second-factor/authenticate/"
    assert client.get("/admin/")["Location"].startswith("/admin/login/")
    assert "This code is not right" in body(client.post("/account/second-factor/authenticate/", {"code": "000000"}))
    assert client.post("/account/second-factor/authenticate/", {"code": code_of(app)})["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_a_recovery_code_opens_once(client, person):
    set_up_app(person)
    code = RecoveryCodes.activate(person).get_unused_codes()[0]
    for expected in (302, 200):
        client.logout()
        sign_in(client)
        assert client.post("/account/second-factor/authenticate/", {"code": code}).status_code == expected


def test_guessing_codes_is_stopped(client, person):
    app = set_up_app(person)
    sign_in(client)
    for _ in range(12):
        client.post("/account/second-factor/authenticate/", {"code": "000000"})
    assert TOO_MANY in body(client.post("/account/second-factor/authenticate/", {"code": code_of(app)}))


def test_the_passkey_page_has_no_script_of_its_own(client, person):
    sign_in(client)
    page = body(client.post("/account/reauthenticate/", {"password": PASSWORD, "next": reverse("mfa_add_webauthn")}, follow=True))
    assert "Add a passkey" in page
    scripts = re.findall(r"<script([^>]*)>", page)
    assert scripts
    assert all('src="/static/' in tag or 'type="application/json"' in tag for tag in scripts)


@pytest.mark.parametrize(
    "name", ["mfa_index", "account_change_password", "account_logout", "mfa_list_webauthn", "mfa_generate_recovery_codes"]
)
def test_every_page_of_the_account_is_in_the_house_s_look(client, person, name):
    set_up_app(person)
    client.force_login(person)
    page = body(client.get(reverse(name), follow=True))
    assert '<main id="main"' in page
    assert " style=" not in page
    assert '<meta name="robots" content="noindex">' in page


def test_signing_out_is_said(client, person):
    sign_in(client)
    assert "Sign out" in body(client.get("/account/logout/"))
    assert client.post("/account/logout/")["Location"] == "/"
    assert client.get("/admin/").status_code == 302
