"""What has changed since a day, as a page and as a feed of exactly that list."""

from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlencode

import feedparser
import pytest
from django.utils import timezone

from citysafe.home import latest, views
from tests.factories import (
    ActionFactory,
    AnnouncementFactory,
    ObservationFactory,
    PartnershipFactory,
    ProgressUpdateFactory,
    RevisionFactory,
)

pytestmark = pytest.mark.django_db
PAGE, FEED = "/changes/", "/changes/feed.atom"
HOSTILE = ["2026-13-01", "zq9x", "\x00", "2026-09-01\x00", "' OR 1=1 --", "<script>zq9x</script>", "0000-01-01", "9" * 5000]


def ask(client, status=200, at=PAGE, **asked):
    answer = client.get(f"{at}?{urlencode(asked, doseq=True)}")
    assert answer.status_code == status
    return answer


def text(client, status=200, at=PAGE, **asked):
    return " ".join(ask(client, status, at, **asked).content.decode().split())


@pytest.fixture
def three(client):
    """A change of each kind, one a day."""
    AnnouncementFactory(title="It began", announced_on=date(2026, 8, 31))
    ProgressUpdateFactory(action=ActionFactory(reference="P1", title="Light"), title="A lamp is up", reported_on=date(2026, 9, 1))
    at = datetime(2026, 9, 1, 23, 30, tzinfo=UTC)  # in London it is the next day by then
    RevisionFactory(name="Knife crime", address="/statistics/knife-crime/", public_note="The figure was corrected.", at=at)


@pytest.mark.parametrize(
    ("since", "found"),
    [
        ("", ["Knife crime", "P1. Light", "It began"]),
        ("0001-01-01", ["Knife crime", "P1. Light", "It began"]),
        ("2026-08-31", ["Knife crime", "P1. Light", "It began"]),
        ("2026-09-01", ["Knife crime", "P1. Light"]),
        ("01/09/2026", ["Knife crime", "P1. Light"]),
        ("2026-09-02", ["Knife crime"]),
        ("2026-09-03", []),
        ("9999-12-31", []),
    ],
)
@pytest.mark.usefixtures("three")
def test_page_and_feed_hold_what_changed_since_that_day(client, since, found):
    assert [change.title for change in ask(client, since=since).context["changes"]] == found
    assert [entry.title for entry in feedparser.parse(ask(client, at=FEED, since=since).content).entries] == found


@pytest.mark.usefixtures("three")
def test_the_page_says_how_many_since_when_and_offers_the_same_list_as_a_feed(client):
    page = text(client, since="2026-09-01")
    assert '<p role="status">2 changes since 1 September 2026. <a href="/changes/">Show all changes</a></p>' in page
    assert 'value="2026-09-01"' in page
    assert page.count('href="/changes/feed.atom?since=2026-09-01"') == 2  # in the head, and for people
    assert '<p role="status">3 changes.</p>' in text(client)
    assert "Nothing has changed since 3 September 2026." in text(client, since="2026-09-03")


@pytest.mark.usefixtures("three")
def test_each_entry_of_the_feed_has_its_day_its_address_and_a_name_of_its_own(client):
    PartnershipFactory(name="Safer Place")
    read = feedparser.parse(ask(client, at=FEED).content)
    assert not read.bozo
    assert read.feed.title == "What has changed: Safer Place"
    entries = {entry.title: entry for entry in read.entries}
    assert entries["P1. Light"].summary == "A lamp is up"
    assert entries["P1. Light"].link.endswith("#notes")
    assert entries["P1. Light"].updated == "2026-09-01T00:00:00+01:00"
    assert entries["Knife crime"].updated == "2026-09-02T00:00:00+01:00"
    names = [entry.id for entry in read.entries]
    assert len({*names}) == 3
    assert all(name.count("#") == 1 for name in names)
    assert names == [entry.id for entry in feedparser.parse(ask(client, at=FEED).content).entries]


@pytest.mark.parametrize("since", HOSTILE)
@pytest.mark.usefixtures("three")
def test_what_is_no_day_is_told_so_and_nothing_is_listed(client, since):
    for at, status in ((PAGE, 200), (FEED, 400)):
        page = text(client, status, at, since=since)
        assert "This is no day that there is. Choose one, or type it as year, month and day, such as 2026-09-01." in page
        assert "<title>Error: What has changed" in page
        assert "Nothing is listed" in page
        assert "It began" not in page
        assert "<script>zq9x" not in page


def test_an_address_that_says_two_days_is_refused(client):
    assert "more than once" in text(client, 400, since=["2026-09-01", "2026-09-02"])
    assert "more than once" in text(client, 400, FEED, since=["2026-09-01", "2026-09-02"])


def test_the_day_stays_from_page_to_page(client):
    RevisionFactory.create_batch(31, public_note="Something changed.")
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    assert f'href="?since={yesterday}&amp;page=2"' in text(client, since=yesterday)
    assert text(client, since=yesterday, page=2).count("Something changed.") == 1
    assert len(feedparser.parse(ask(client, at=FEED).content).entries) == 31


def test_a_list_that_is_cut_short_says_so(client, monkeypatch):
    monkeypatch.setattr(views, "MOST_CHANGES", 2)
    RevisionFactory.create_batch(3, public_note="Something changed.")
    assert "The latest 2 changes." in text(client)


@pytest.mark.usefixtures("three")
def test_a_day_hides_nothing_less_than_the_whole_list_does(client):
    figure = ObservationFactory(hidden=True)
    RevisionFactory(of=figure, public_note="Corrected from 3 to 2.")
    RevisionFactory(of=ActionFactory(title="Secret action", draft=True), public_note="A secret note.")
    for at in (PAGE, FEED):
        found = text(client, at=at, since="2020-01-01")
        assert "Corrected from" not in found
        assert "ecret" not in found
        assert latest.NOT_SHOWN in found
