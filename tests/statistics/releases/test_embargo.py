"""Until its moment nothing of a release is anywhere, whatever is kept or asked for; from its moment on all of it is, at once."""

from datetime import timedelta

import pytest

from statistics import services
from statistics.models import Observation
from tests.addresses import public_addresses
from tests.factories import ClaimFactory
from tests.statistics.build import published, year
from tests.statistics.releases.build import BEFORE, WHEN, in_review, release, revise

pytestmark = pytest.mark.django_db
# The counts, as written in pages and files; long numbers, so that none is met by chance. Their changes from 98,341 and to each other.
NEW, REVISED = ["87106", "87,106"], ["61742", "61,742"]
TELLING = [*NEW, *REVISED, "25,364", "25364", "36,599", "36599", "11,235", "11235", "Secret notes.", "The source has counted again."]


@pytest.fixture
def of(world, time_machine):
    """98,341 in public, to be revised to 61,742, and then 87,106 for the next year."""
    time_machine.move_to(BEFORE, tick=False)
    series = published(98341, slug="admissions", title="Admissions")
    old = series.observations.get()
    new = year(series, 2023, 87106, review=True)
    ClaimFactory(earlier=old, later=new, text="They fell.", percentage=11)
    made = in_review(
        new, revise(old, 61742, reason="The source has counted again."), is_announced=True, notes="Secret notes.", slug="to-come"
    )
    release(made)
    return made


def addresses():
    found = [address.at for address in public_addresses()]
    own = [at.replace("/example", "/admissions") for at in found if at.startswith("/statistics/example")]
    return [*found, *own, "/statistics/releases/to-come/"]


def read(client):
    """Every public answer, its headers too."""
    answers = {at: client.get(at) for at in addresses()}
    return {
        at: (answer.getvalue() if answer.streaming else answer.content).decode(errors="replace") + str(answer.headers)
        for at, answer in answers.items()
    }


def test_before_its_moment_nothing_of_it_is_anywhere(client, of, time_machine):
    for moment in (BEFORE, WHEN - timedelta(seconds=1)):
        time_machine.move_to(moment)
        told = {at: [sign for sign in TELLING if sign in text] for at, text in read(client).items()}
        assert {at: signs for at, signs in told.items() if signs} == {}


def test_from_its_moment_on_what_was_kept_is_kept_no_longer(client, of, time_machine):
    time_machine.move_to(WHEN - timedelta(seconds=1))
    read(client)
    time_machine.move_to(WHEN)
    text = read(client)
    for at in (
        "/statistics/admissions/",
        "/statistics/admissions.csv",
        "/statistics/all.csv",
        "/statistics/",
        "/statistics/releases/to-come/",
    ):
        assert any(sign in text[at] for sign in NEW), at
        assert "98,341" not in text[at] or "then 61,742" in text[at] or at.endswith("to-come/"), at
    assert "25,364 more than" in text["/statistics/admissions/"]
    assert "Secret notes." in text["/statistics/releases/to-come/"]
    assert Observation.objects.get(value=98341)  # nobody has written it yet


def test_a_reader_who_asks_whether_something_changed_is_told_at_its_moment(client, of, time_machine):
    etag = client.get("/statistics/admissions/").headers["ETag"]
    assert client.get("/statistics/admissions/", headers={"If-None-Match": etag}).status_code == 304
    time_machine.move_to(WHEN)
    assert client.get("/statistics/admissions/", headers={"If-None-Match": etag}).status_code == 200


def test_the_line_under_what_has_changed_comes_with_the_writing_and_not_before(client, of, time_machine):
    time_machine.move_to(WHEN)
    services.write_due_revisions()
    assert "The source has counted again." in client.get("/changes/").content.decode()
