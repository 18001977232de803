"""The pages for people of an organisation: theirs alone."""

import re
from datetime import date, timedelta

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from citysafe.design.text import day
from tests.citysafe.people.signing import PASSWORD, ask, mailed_code, type_code
from tests.factories import (
    ActionFactory,
    MembershipFactory,
    PartnershipFactory,
    PriorityFactory,
    ProgressUpdateFactory,
    UserFactory,
)

HOME = "/partners/"
YESTERDAY = timezone.localdate() - timedelta(days=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def membership():
    return MembershipFactory()


@pytest.fixture
def partner(client, membership):
    client.force_login(membership.user)
    return client


@pytest.fixture
def an_action(membership):
    """Makes actions of the current plan that the person's organisation leads."""
    priority = PriorityFactory(plan__current=True)
    return lambda **fields: ActionFactory(**{"priority": priority, "lead": membership.organisation, **fields})


@pytest.fixture(autouse=True)
def _no_counts_of_other_tests():
    cache.clear()


def words(answer) -> str:
    """What stands on the page, without its markup."""
    main = re.search(r"<main.*</main>", answer.content.decode(), re.DOTALL)[0]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split()).replace(" ,", ",")


def test_a_stranger_is_led_to_the_sign_in_page(client):
    assert client.get(HOME).headers["Location"] == "/account/code/?next=/partners/"


def test_an_account_without_an_organisation_is_refused(client):
    client.force_login(UserFactory(staff=True))
    assert client.get(HOME).status_code == 403


def test_a_partner_page_is_neither_stored_nor_found_by_search_engines(partner):
    answer = partner.get(HOME)
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_nobody_sees_what_another_organisation_leads(partner, an_action):
    an_action(title="Light the park")
    an_action(lead=MembershipFactory().organisation, title="Count the knives")
    page = partner.get(HOME).content.decode()
    assert "Light the park" in page
    assert "Count the knives" not in page


def test_staff_who_belong_to_an_organisation_show_their_second_factor_first(client, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    client.force_login(MembershipFactory(user__is_staff=True).user)
    led_to = [address for address, _ in client.get(HOME, follow=True).redirect_chain]
    assert led_to == ["/account/second-factor/?next=/partners/"]


def test_a_password_alone_opens_nothing_to_a_partner_and_a_mailed_code_does(client, membership, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    client.post("/account/login/", {"login": membership.user.email, "password": "a long pass phrase"})
    kept_out = client.get(HOME, follow=True)
    assert kept_out.redirect_chain == [("/account/second-factor/?next=/partners/", 302)]
    assert "Set up a second factor first." in kept_out.content.decode()
    client.logout()
    ask(client, membership.user.email)
    type_code(client, mailed_code())
    assert client.get(HOME).status_code == 200
    app = totp.TOTP.activate(membership.user, totp.generate_totp_secret()).instance
    assert client.get(HOME)["Location"].startswith("/account/second-factor/reauthenticate/")
    app.delete()
    assert client.get(HOME).status_code == 200


def test_what_is_due_first_stands_first_and_what_is_over_last(partner, an_action):
    an_action(reference="F1", due_on=date(2031, 1, 1))
    an_action(reference="F2", complete=True, due_on=date(2020, 1, 1))
    an_action(reference="F3")
    an_action(reference="F4", due_on=date(2032, 1, 1), next_update_on=date(2030, 6, 1))
    assert [action.reference for action in partner.get(HOME).context["actions"]] == ["F4", "F1", "F3", "F2"]


def test_each_action_says_what_is_due_and_what_was_said_last_time(partner, an_action):
    action = an_action(reference="F1", title="Light the park", progress="in_progress", next_update_on=YESTERDAY)
    ProgressUpdateFactory(action=action, title="Begun", words="Six **lamps** stand.", reported_on=date(2024, 3, 1))
    ProgressUpdateFactory(action=action, title="Before that", reported_on=date(2023, 3, 1))
    ProgressUpdateFactory(action=action, title="Not public", draft=True, reported_on=date(2025, 3, 1))
    page = words(partner.get(HOME))
    assert "F1. Light the park In progress Not rated yet" in page
    assert f"Next update due {day(YESTERDAY)} Overdue" in page
    assert "Said last time Begun, 1 March 2024 Six lamps stand." in page
    assert "Before that" not in page
    assert "Not public" not in page


def test_an_action_without_dates_and_updates_says_so(partner, an_action):
    an_action()
    page = words(partner.get(HOME))
    assert "Due No date stated Next update due No date set Said last time Nothing has been published yet" in page


def test_no_update_is_due_of_what_is_over(partner, an_action):
    an_action(complete=True, next_update_on=date(2020, 1, 1))
    assert "Next update due" not in words(partner.get(HOME))


def test_only_the_current_plan_counts(partner, membership):
    ActionFactory(lead=membership.organisation, title="Of an old plan")
    page = words(partner.get(HOME))
    assert "Of an old plan" not in page
    assert "Nothing to report on yet" in page


def test_who_belongs_to_two_organisations_sees_which_leads_what(partner, membership, an_action):
    other = MembershipFactory(user=membership.user, organisation__name="Exampleton College").organisation
    an_action()
    an_action(lead=other)
    page = words(partner.get(HOME))
    assert f"Led by {membership.organisation}" in page
    assert "Led by Exampleton College" in page


def test_the_page_asks_as_often_for_one_action_as_for_twenty(partner, an_action):
    counts = []
    for more in (1, 19):
        for _ in range(more):
            ProgressUpdateFactory(action=an_action())
        partner.get(HOME)
        with CaptureQueriesContext(connection) as queries:
            partner.get(HOME)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_page_says_whom_to_ask_and_how_to_sign_out(partner):
    assert "has not published an address for questions yet" in words(partner.get(HOME))
    PartnershipFactory(contact_email="team@example.org", contact_note="Read on working days.")
    page = partner.get(HOME).content.decode()
    assert 'href="mailto:team@example.org"' in page
    assert 'action="/account/logout/"' in page


def test_a_sign_in_is_good_for_half_a_day_however_busy(client, membership, time_machine):
    now = timezone.now()
    time_machine.move_to(now, tick=False)
    client.post("/account/login/", {"login": membership.user.email, "password": PASSWORD})
    for hours in (6, 11.9):
        time_machine.move_to(now + timedelta(hours=hours), tick=False)
        assert client.get(HOME).status_code == 200
        stored = client.session
        stored["touched"] = hours
        stored.save()
    time_machine.move_to(now + timedelta(hours=12, minutes=1), tick=False)
    assert client.get(HOME).status_code == 302
    assert "_auth_user_id" not in client.session


def test_a_partner_with_a_password_gets_here_and_the_desk_stays_closed(client, membership):
    signed_in = client.post("/account/login/", {"login": membership.user.email, "password": PASSWORD})
    assert signed_in["Location"] == HOME
    assert client.get("/admin/").status_code == 302
    assert client.get("/admin/plan/action/").status_code == 302
    for address in ("/admin/login/", "/preview/", "/preview/plan/"):
        assert client.get(address).status_code == 403


def test_a_partner_chooses_a_password_and_a_second_factor(client, membership):
    membership.user.set_unusable_password()
    membership.user.save()
    client.force_login(membership.user)
    assert "Choose a password" in client.get("/account/second-factor/").content.decode()
    typed = {"password1": "another long phrase", "password2": "another long phrase"}
    assert client.post("/account/password/set/", typed).status_code == 302
    client.logout()
    assert client.post("/account/login/", {"login": membership.user.email, "password": "another long phrase"})["Location"] == HOME
    app = "/account/second-factor/totp/activate/"
    assert client.post("/account/reauthenticate/", {"password": "another long phrase", "next": app})["Location"] == app
    assert client.get(app).status_code == 200
