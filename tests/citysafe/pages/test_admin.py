import pytest
from django.urls import reverse

from citysafe.pages.models import Partnership
from tests.factories import HelpContactFactory, PageFactory, PartnershipFactory
from tests.filled import filled
from tests.world import member

pytestmark = pytest.mark.django_db
OTHER_ROOMS = ["admin", "account", "plan", "statistics", "forum", "help", "changes", "preview", "healthz", "static"]


@pytest.fixture
def desk(client):
    client.force_login(member("editor"))
    return client


def test_there_is_one_partnership_and_it_stays(desk):
    add = reverse("admin:pages_partnership_add")
    assert desk.get(add).status_code == 200
    partnership = PartnershipFactory()
    assert desk.get(add).status_code == 403
    assert desk.post(reverse("admin:pages_partnership_delete", args=[partnership.pk]), {"post": "yes"}).status_code == 403
    assert Partnership.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"number": "call us"}, "Write the number with digits and blanks alone."),
        ({"number": "", "url": "", "explanation": ""}, "Give a number, a web address or an explanation"),
        ({"url": "javascript:alert(1)"}, "Enter a valid URL."),
    ],
)
def test_a_help_contact_that_nobody_can_reach_is_refused(desk, typed, told):
    contact = HelpContactFactory()
    page = reverse("admin:pages_helpcontact_change", args=[contact.pk])
    shown = desk.post(page, {**filled(desk, page), **typed}).content.decode()
    assert told in shown
    assert contact.name in shown


@pytest.mark.parametrize("slug", OTHER_ROOMS)
def test_a_page_takes_no_address_of_another_room(desk, slug):
    page = PageFactory(slug="about")
    address = reverse("admin:pages_page_change", args=[page.pk])
    shown = desk.post(address, filled(desk, address, slug=slug, title="Typed just now")).content.decode()
    assert f"“/{slug}/” is another part of this site" in shown
    assert "Typed just now" in shown
    page.refresh_from_db()
    assert page.slug == "about"


def test_every_other_address_may_be_a_page_s():
    for slug in ("about", "plans", "help-numbers", "Preview", "robots"):
        PageFactory.build(slug=slug).full_clean()
