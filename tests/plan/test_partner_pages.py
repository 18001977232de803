"""The pages for people of an organisation: theirs alone."""

import pytest

from tests.factories import ActionFactory, MembershipFactory, UserFactory

HOME = "/partners/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def membership():
    return MembershipFactory()


@pytest.fixture
def partner(client, membership):
    client.force_login(membership.user)
    return client


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


def test_nobody_sees_what_another_organisation_leads(partner, membership):
    ActionFactory(lead=membership.organisation, title="Light the park")
    ActionFactory(lead=MembershipFactory().organisation, title="Count the knives")
    page = partner.get(HOME).content.decode()
    assert "Light the park" in page
    assert "Count the knives" not in page


def test_staff_who_belong_to_an_organisation_show_their_second_factor_first(client, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    client.force_login(MembershipFactory(user__is_staff=True).user)
    assert client.get(HOME).headers["Location"].startswith("/account/second-factor/")
