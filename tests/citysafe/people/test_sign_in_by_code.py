"""Signing in by a mailed code: once, soon, by few tries, and with nothing told of who has an account."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.utils import timezone

from citysafe.mail.models import QueuedMail
from citysafe.mail.services import send_due
from citysafe.people import codes, services, signing_in
from citysafe.people.models import SignInCode, User
from citysafe.people.roles import EDITOR
from citysafe.people.views import NO_LONGER, WRONG_CODE
from tests.citysafe.people.signing import ASK, CONFIRM, WRONG, ask, body, is_signed_in, mailed_code, type_code
from tests.factories import SignInCodeFactory, UserFactory

HOME = "/partners/"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_counts_of_other_tests")]


def test_the_mailed_code_signs_in_once(client, partner):
    assert ask(client)["Location"] == CONFIRM
    code = mailed_code()
    assert mail.outbox[-1].to == ["pat@example.org"]
    assert type_code(client, code)["Location"] == HOME
    assert client.get(HOME).status_code == 200
    client.logout()
    assert type_code(client, code)["Location"] == ASK
    assert not is_signed_in(client)


@pytest.mark.parametrize("typed", ["{}{}", "{}-{}", " {} {} ", "{}\u00a0{}"])
def test_how_the_digits_are_parted_does_not_matter(client, partner, typed):
    ask(client, "Pat@Example.org")
    type_code(client, typed.format(*mailed_code().split()))
    assert is_signed_in(client)


def test_a_code_opens_the_browser_alone_that_asked(client, partner):
    ask(client)
    other = Client()
    assert type_code(other, mailed_code())["Location"] == ASK
    assert not is_signed_in(other)


def test_a_code_that_was_used_opens_nothing_even_where_the_session_still_knows_it(partner):
    asked = SignInCodeFactory(user=partner)
    assert signing_in.use(asked=asked, typed=codes.code_of(asked)) == partner
    assert signing_in.use(asked=asked, typed=codes.code_of(asked)) is None


def test_wrong_codes_end_it(client, partner):
    ask(client)
    code = mailed_code()
    for _ in range(4):
        assert WRONG_CODE in body(type_code(client, WRONG))
    assert type_code(client, WRONG)["Location"] == ASK
    assert NO_LONGER in body(client.get(ASK))
    assert type_code(client, code)["Location"] == ASK
    assert not is_signed_in(client)


def test_the_fifth_try_may_still_be_right(client, partner):
    ask(client)
    for _ in range(4):
        type_code(client, WRONG)
    type_code(client, mailed_code())
    assert is_signed_in(client)


def test_after_a_quarter_of_an_hour_it_opens_nothing(client, partner, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    ask(client)
    code = mailed_code()
    time_machine.shift(timedelta(minutes=15))
    assert type_code(client, code)["Location"] == ASK
    assert not is_signed_in(client)


def test_a_mail_that_comes_too_late_is_not_sent(client, partner, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    ask(client)
    time_machine.shift(timedelta(minutes=15))
    send_due()
    assert mail.outbox == []


def test_a_second_code_ends_the_first(client, partner):
    ask(client)
    first = mailed_code()
    other = Client()
    ask(other)
    assert type_code(client, first)["Location"] == ASK
    assert not is_signed_in(client)
    type_code(other, mailed_code())
    assert is_signed_in(other)


@pytest.mark.parametrize("access", [{"is_staff": True}, {"is_superuser": True}])
def test_an_account_with_admin_access_never_signs_in_by_code(client, partner, access):
    ask(client)
    code = mailed_code()
    User.objects.update(**access)
    assert WRONG_CODE in body(type_code(client, code))
    client.logout()
    ask(client)
    type_code(client, codes.code_of(SignInCode.objects.alive().get()))
    assert not is_signed_in(client)


def test_the_code_of_an_account_closed_meanwhile_opens_nothing(client, partner):
    ask(client)
    code = mailed_code()
    User.objects.update(is_active=False)
    assert WRONG_CODE in body(type_code(client, code))


def test_whoever_gets_a_role_signs_in_anew_with_a_password(client, partner):
    ask(client)
    type_code(client, mailed_code())
    administrator = UserFactory(administrator=True)
    services.change_roles(account=partner, roles=[Group.objects.get(name=EDITOR)], by=administrator)
    assert not is_signed_in(client)


def test_the_site_keeps_no_code_and_without_its_key_nobody_can_make_one(client, partner, settings):
    ask(client)
    code = mailed_code()
    (asked,) = SignInCode.objects.all()
    stored = [
        *SignInCode.objects.values_list(),
        *QueuedMail.objects.values_list(),
        *(session.get_decoded() for session in Session.objects.all()),
    ]
    assert not any(digits in str(stored) for digits in (code, code.replace(" ", ""), "pat@example.org"))
    settings.SECRET_KEY = "another key than that of the site"
    assert codes.code_of(asked) != code
    assert codes.fingerprint("pat@example.org") != asked.address


def test_each_asking_has_a_code_of_its_own(partner):
    made = {codes.code_of(SignInCodeFactory(user=partner)) for _ in range(20)}
    assert len(made) == 20
    assert all(re.fullmatch(r"\d{4} \d{4}", code) for code in made)


def test_after_sign_in_one_gets_where_one_wanted_to_go(client, partner):
    assert client.get("/partners/")["Location"] == f"{ASK}?next=/partners/"
    wanted = "/partners/?from=mail"
    assert ask(client, next=wanted)["Location"] == f"{CONFIRM}?next=%2Fpartners%2F%3Ffrom%3Dmail"
    assert 'name="next" value="/partners/?from=mail"' in body(client.get(f"{CONFIRM}?next=%2Fpartners%2F%3Ffrom%3Dmail"))
    assert type_code(client, mailed_code(), next=wanted)["Location"] == wanted


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_sign_in_leads_nowhere_else(client, partner, elsewhere):
    assert ask(client, next=elsewhere)["Location"] == CONFIRM
    assert "evil" not in body(client.get(CONFIRM, {"next": elsewhere}))
    assert type_code(client, mailed_code(), next=elsewhere)["Location"] == HOME
    assert client.get(ASK, {"next": elsewhere})["Location"] == HOME


def test_whoever_chose_a_second_factor_shows_it_after_the_code_too(client, partner):
    totp.TOTP.activate(partner, totp.generate_totp_secret())
    ask(client)
    assert type_code(client, mailed_code())["Location"] == "/account/second-factor/authenticate/"
    assert not is_signed_in(client)
    assert client.get(HOME).status_code == 302


def test_a_sign_in_ends_with_the_browser_and_after_half_a_day(client, partner):
    ask(client)
    answer = type_code(client, mailed_code())
    assert answer.cookies["sessionid"]["max-age"] == ""
    assert Session.objects.get(pk=client.session.session_key).expire_date <= timezone.now() + timedelta(hours=12)


def test_nothing_typed_and_junk_are_answered_in_words(client, partner):
    assert "Enter your e-mail address" in body(client.post(ASK, {}))
    assert "Enter an e-mail address in full" in body(ask(client, "x" * 300 + "@example.org"))
    ask(client)
    assert "Enter the code" in body(type_code(client, ""))
    for junk in ("ä" * 5000, "a\x00b", "٠١٢٣٤٥٦٧"):
        assert "<title>Error: " in body(type_code(client, junk))


def test_the_confirming_page_without_a_code_asked_for_leads_back(client):
    assert client.get(CONFIRM)["Location"] == ASK


def test_sessions_that_are_over_are_forgotten_too(client, partner):
    ask(client)
    Session.objects.create(session_key="a" * 32, session_data="", expire_date=timezone.now() - timedelta(seconds=1))
    signing_in.forget()
    assert Session.objects.get().session_key == client.session.session_key


def test_codes_are_forgotten_after_a_day(partner):
    old, new = SignInCodeFactory(asked_at=timezone.now() - timedelta(hours=25)), SignInCodeFactory()
    assert signing_in.forget() == ""
    assert list(SignInCode.objects.all()) == [new] != [old]
