"""The page of a release: what came out, who stands for it, and what was wrong in it."""

import re
from datetime import UTC, datetime

import pytest

from statistics.models import Observation
from tests.factories import FigureRevisionFactory, PartnershipFactory, ReleaseFactory
from tests.statistics.build import published, staff, year
from tests.statistics.releases.build import BEFORE, LATER, in_review, release

pytestmark = pytest.mark.django_db


def page(client, of):
    return client.get(of.get_absolute_url()).content.decode()


@pytest.fixture
def out():
    """A release with a new figure of 81."""
    figure = published(139, 81, title="Gun crime", slug="gun-crime").observations.get(value=81)
    of = ReleaseFactory(title="First release", slug="first")
    Observation.objects.filter(pk=figure.pk).update(release=of)
    return of


def corrected(of, before=18, after=81, **fields):
    figure = of.observations.get()
    return FigureRevisionFactory(observation=figure, value_before=before, value=after, **{"corrected": True, **fields})


def test_it_names_its_figures_as_they_came_out(client, out):
    text = page(client, out)
    assert "October 2022 to September 2023" in text
    assert '<td class="n">81</td><td class="n">Not out before</td><td>New</td><td>Unchanged</td>' in text


def test_a_later_change_leaves_what_came_out_and_says_what_it_is_now(client, out):
    corrected(out, kind="revised", reason="Revised by its source")
    assert '<td class="n">18</td><td class="n">Not out before</td><td>New</td><td>Now 81</td>' in page(client, out)


def test_a_revision_stands_in_its_own_release_with_both_counts(client, out):
    second = ReleaseFactory(slug="second")
    corrected(out, release=second, kind="revised")
    assert '<td class="n">81</td><td class="n">18</td><td>Revised</td><td>Unchanged</td>' in page(client, second)


def test_a_correction_is_told_on_both_releases_on_the_measure_and_in_the_feed(client, out):
    second = ReleaseFactory(slug="second")
    corrected(out, release=second)
    told = "Digits were swapped. From 11 March 2024 to 1 June 2024 this site said “18”. It was corrected to “81”: 63 more."
    for address in (out.get_absolute_url(), second.get_absolute_url(), "/statistics/releases/feed.atom"):
        assert told in client.get(address).content.decode()
    text = client.get("/statistics/gun-crime/").content.decode()
    assert "Corrected: it was wrong from 11 March 2024 on." in text
    assert 'href="/statistics/releases/second/"' in text


def test_a_correction_from_before_a_release_or_of_what_it_does_not_hold_is_told_elsewhere(client, out):
    later = ReleaseFactory(slug="later", published_at=datetime(2024, 9, 1, tzinfo=UTC))
    corrected(out)
    corrected(out, release=later, before=81, after=82, kind="revised", public_from=later.published_at)
    assert 'id="corrections"' in page(client, out)
    assert 'id="corrections"' not in page(client, later)
    FigureRevisionFactory(observation=year(out.observations.get().series, 2019, 30), corrected=True)
    assert page(client, out).count("corrected on") == 1


def test_the_banner_of_a_correction_goes_after_a_year_and_its_record_stays(client, out, time_machine):
    corrected(out, public_from=datetime(2026, 6, 1, tzinfo=UTC))
    time_machine.move_to("2027-05-31 12:00Z")
    assert "Corrected on 1 June 2026." in client.get("/statistics/gun-crime/").content.decode()
    time_machine.move_to("2027-06-02 12:00Z")
    text = client.get("/statistics/gun-crime/").content.decode()
    assert "Corrected on 1 June 2026." not in text
    assert "18 until 1 June 2026, then 81 (63 more). Corrected: it was wrong" in text


def last(client, address="/statistics/gun-crime/"):
    """What the page of the measure says of its last release."""
    words = " ".join(client.get(address).content.decode().split())
    return re.sub(r"<time[^>]*>|</time>", "", words.partition("Latest release: ")[2].partition(" </p>")[0]) or None


def test_the_page_of_a_measure_names_the_release_its_figures_came_out_with_last(client, out):
    assert last(client) == '<a href="/statistics/releases/first/">First release</a>: 11 March 2024 at 9am'
    ReleaseFactory(slug="other", published_at=datetime(2026, 1, 1, tzinfo=UTC))
    corrected(out, release=ReleaseFactory(title="Second", slug="second", published_at=datetime(2025, 6, 2, 12, tzinfo=UTC)))
    assert last(client) == '<a href="/statistics/releases/second/">Second</a>: 2 June 2025 at 1pm'


def test_it_names_none_for_what_came_with_the_first_content_and_none_that_is_not_out(client, time_machine):
    time_machine.move_to(BEFORE)
    figure = year(published(139, title="Gun crime", slug="gun-crime"), 2023, 61742, review=True)
    assert last(client) is None
    of = in_review(figure, title="To come", is_announced=True)
    release(of)
    client.force_login(staff("viewer"))
    assert (last(client), last(client, "/preview/statistics/gun-crime/")) == (None, None)
    time_machine.move_to(LATER)
    assert "To come" in last(client)


def test_it_does_not_tell_of_a_release_that_changed_what_is_hidden_now(client, out):
    corrected(out, release=ReleaseFactory(title="Second", slug="second", published_at=datetime(2025, 6, 2, tzinfo=UTC)))
    Observation.objects.filter(release=out).update(value=None, missing="confidential")
    assert "First release" in last(client)


@pytest.mark.parametrize("address", ["first/", "second/", "feed.atom"])
def test_of_a_figure_that_is_hidden_now_nothing_is_told(client, out, address):
    corrected(out, before=61742, after=87106, release=ReleaseFactory(slug="second"), reason="It could point to a person.")
    Observation.objects.filter(release=out).update(value=None, missing="confidential")
    text = client.get(f"/statistics/releases/{address}").content.decode()
    assert not [sign for sign in ("61,742", "87,106", "25,364", "It could point") if sign in text]


def test_two_people_are_known_by_their_roles(client):
    series = published(139)
    figure = year(series, 2023, 81, review=True)
    of = in_review(figure, by=staff("Statistician"), due_on="2024-03-11")
    of.refresh_from_db()
    release(of, staff("Editor"))
    text = page(client, of)
    assert "Put forward by: statistician. Looked at and released by another person: editor." in text


def test_one_person_is_told_with_the_reason(client, out):
    PartnershipFactory(one_person_office=True, one_person_because="The second post is vacant.")
    type(out).objects.update(by_one_person=True)
    assert "Released by the same person, because there is no second one: The second post is vacant." in page(client, out)


def test_what_is_not_on_the_site_any_more_is_not_listed(client, out):
    Observation.objects.filter(release=out).update(state="archived")
    assert "None of its figures is on the site any more." in page(client, out)


def test_a_preview_shows_what_is_to_come(client):
    figure = year(published(139), 2023, 61742, review=True)
    of = in_review(figure)
    client.force_login(staff("Statistician"))
    assert "61,742" in client.get(f"/preview{of.get_absolute_url()}").content.decode()
    assert client.get(of.get_absolute_url()).status_code == 404


def test_a_measure_with_several_corrections_says_how_many_beside_the_latest(client, out, time_machine):
    corrected(out, public_from=datetime(2026, 6, 1, tzinfo=UTC))
    earlier = Observation.objects.get(value=139)
    FigureRevisionFactory(observation=earlier, value_before=138, corrected=True, public_from=datetime(2026, 6, 1, 8, tzinfo=UTC))
    time_machine.move_to("2026-07-01 12:00Z")
    assert "It is the latest of 2 corrections within a year." in client.get("/statistics/gun-crime/").content.decode()
