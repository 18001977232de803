import pytest

from citysafe.pages.models import Partnership
from tests.factories import HelpContactFactory, PageFactory, PartnershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def text(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_page_shows_its_text_and_stands_in_the_footer(client):
    page = PageFactory(title="About us", body="We are **here**.\n\n<script>alert(1)</script>")
    shown = text(client, page.get_absolute_url())
    assert "<strong>here</strong>" in shown
    assert "<script" not in shown
    assert f'<a href="{page.get_absolute_url()}">About us</a>' in text(client, "/")


def test_contact_shows_the_address_or_says_that_there_is_none(client):
    partnership = PartnershipFactory(contact_email="")
    page = PageFactory(slug="contact")
    assert "has not published an address here yet" in text(client, page.get_absolute_url())
    partnership.contact_email = "team@example.org"
    partnership.save()
    assert 'href="mailto:team@example.org"' in text(client, page.get_absolute_url())


def test_help_lists_who_to_call(client):
    HelpContactFactory(name="Someone", number="0800 123", explanation="They listen.")
    HelpContactFactory(name="Withdrawn", number="0900 456", is_shown=False)
    page = text(client, "/help/")
    assert 'href="tel:0800123"' in page
    assert "They listen." in page
    assert "Withdrawn" not in page


def test_help_never_stands_empty(client):
    assert 'href="tel:999"' in text(client, "/help/")


def test_an_invented_partnership_says_so_on_every_page_and_a_real_one_on_none(client):
    PartnershipFactory(is_example=True)
    pages = [text(client, "/help/"), client.get("/nowhere/").content.decode(), text(client, "/account/login/")]
    assert [page.count("The partnership is invented.") for page in pages] == [1, 1, 1]
    assert '<meta name="robots" content="noindex">' in pages[0]
    Partnership.objects.update(is_example=False)
    assert "invented" not in text(client, "/help/")
    assert "noindex" not in text(client, "/help/")


def test_a_preview_of_an_invented_partnership_has_one_banner(client):
    PartnershipFactory(is_example=True)
    client.force_login(UserFactory(staff=True, administrator=True))
    page = text(client, "/preview/help/")
    assert page.count('class="alert') == 1
    assert "The partnership is invented." in page
    assert "<strong>Preview.</strong>" in page
    assert "of an invented partnership" in text(client, "/admin/")
