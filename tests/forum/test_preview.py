"""A meeting that is not public yet, as staff see it beforehand."""

import re

import pytest

from tests.forum.build import event
from tests.world import member

pytestmark = pytest.mark.django_db
PREVIEW = "/preview/forum/spring/"


@pytest.fixture
def desk(client):
    event(slug="spring", state="draft", published_at=None)
    client.force_login(member("forum organiser"))
    return client


@pytest.mark.parametrize("at", ["/preview/forum/", PREVIEW])
def test_every_link_of_a_preview_leads_somewhere(desk, at):
    page = desk.get(at).content.decode()
    links = {link for link in re.findall(r'href="(/[^"#]*)', page.partition("<main")[2].partition("</main>")[0]) if "/forum/" in link}
    assert links
    assert {link: desk.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_it_says_why_nobody_can_register_from_there(desk):
    assert "People register on the public page, once it is published." in desk.get(PREVIEW).content.decode()
