import pytest

from tests.factories import HelpContactFactory, PageFactory, PartnershipFactory

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
