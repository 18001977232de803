"""What the public reads of what is kept about people: why, for whom and how long, and when it was last purged."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from citysafe.people import erased
from citysafe.people.personal_data import PERSONAL_DATA
from citysafe.privacy import purging

pytestmark = pytest.mark.django_db


def test_the_public_pages_say_how_long_ago_it_was_today_late_and_never(client, time_machine):
    def said():
        return [re.sub(r"\s+", " ", client.get(address).content.decode()) for address in ("/personal-data/", "/forum/")]

    assert all("No purge of personal data is on record" in page for page in said())
    time_machine.move_to(timezone.localtime().replace(hour=9))
    purging.run()
    for days in (0, 1):
        time_machine.move_to(timezone.localtime().replace(hour=9) + timedelta(days=days))
        assert not any("has not since" in page for page in said())
    time_machine.move_to(timezone.localtime().replace(hour=0, minute=1) + timedelta(days=1))
    assert all("has not since" in page for page in said())
    purging.run()
    assert not any("has not since" in page for page in said())


def test_what_is_kept_against_loss_is_said_with_its_days(client):
    assert f"go after {erased.BACKUPS_KEPT.days} days" in client.get("/personal-data/").content.decode()
    privacy = (settings.BASE_DIR / "content" / "liverpool" / "pages.toml").read_text(encoding="utf-8")
    assert f"Each copy is deleted after {erased.BACKUPS_KEPT.days} days." in privacy


def test_the_public_page_says_of_every_field_why_who_and_how_long(client):
    page = client.get("/personal-data/").content.decode()
    for said in PERSONAL_DATA.values():
        for words in (said.purpose, said.readers, str(said.kept)):
            assert words.replace("'", "&#x27;") in page
