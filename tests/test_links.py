"""Every link of the site's own leads somewhere, from the front page on, for residents and in the previews of staff."""

import pytest

from tests.content import fill
from tests.crawling import crawl
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(autouse=True)
def _content(db):
    fill("liverpool")


def test_no_public_link_is_broken(client):
    reached, broken, _leaving = crawl(client, "/")
    assert broken == []
    assert len(reached) > 30


def test_no_link_in_a_preview_is_broken_or_leaves_the_preview(client):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    _reached, broken, leaving = crawl(client, "/preview/")
    assert broken == []
    assert sorted(set(leaving)) == []
