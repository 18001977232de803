import re

import pytest

from tests.factories import ActionFactory, EventFactory, MeasureFactory, PageFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    client.force_login(UserFactory(is_staff=True))
    return client


@pytest.mark.parametrize("factory", [ActionFactory, EventFactory, PageFactory, MeasureFactory])
def test_staff_see_a_draft_at_its_preview_alone(staff, factory):
    thing = factory(draft=True)
    assert staff.get(thing.get_absolute_url()).status_code == 404
    response = staff.get(f"/preview{thing.get_absolute_url()}")
    assert response.status_code == 200
    assert "<strong>Preview.</strong>" in response.content.decode()
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex"


def test_links_in_a_preview_stay_in_the_preview(staff):
    action = ActionFactory(draft=True)
    page = staff.get(f"/preview{action.get_absolute_url()}").content.decode()
    assert f'href="/preview{action.priority.get_absolute_url()}"' in page


@pytest.mark.parametrize(
    "address",
    [
        "",
        "plan/",
        "plan/actions/example/",
        "statistics/",
        "statistics/claims/",
        "statistics/data/",
        "statistics/api/",
        "statistics/definitions/",
        "statistics/not-shown/",
        "statistics/example/",
        "forum/",
        "forum/example/",
    ],
)
def test_every_link_of_a_preview_leads_somewhere(staff, world, address):
    page = staff.get(f"/preview/{address}").content.decode()
    links = set(re.findall(r'href="(/preview/[^"#]*)', page))
    assert [link for link in links if staff.get(link).status_code != 200] == []


def test_the_front_page_has_a_preview(staff):
    assert "<strong>Preview.</strong>" in staff.get("/preview/").content.decode()


def test_what_is_archived_has_no_preview(staff):
    assert staff.get(f"/preview{ActionFactory(archived=True).get_absolute_url()}").status_code == 404


def test_a_stranger_is_asked_to_sign_in(client):
    address = f"/preview{ActionFactory(draft=True).get_absolute_url()}"
    response = client.get(address)
    assert response.status_code == 302
    assert response["Location"] == f"/account/login/?next={address}"


def test_an_account_without_admin_access_sees_no_preview(client):
    client.force_login(UserFactory(is_staff=False))
    assert client.get(f"/preview{ActionFactory(draft=True).get_absolute_url()}").status_code == 403


def test_a_public_page_says_nothing_of_previews(client):
    response = client.get(ActionFactory().get_absolute_url())
    assert "Preview" not in response.content.decode()
    assert response["Cache-Control"] == "public, max-age=60"
