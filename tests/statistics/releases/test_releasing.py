"""Draft, in review, released: by two people, at its moment, all of it or nothing."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from citysafe.history.models import Revision
from statistics import contents, services
from statistics.models import Measure, Observation, Release
from tests.factories import FigureRevisionFactory, ObservationFactory, PartnershipFactory, UserFactory
from tests.statistics.imports.build import everything
from tests.statistics.releases.build import BEFORE, LATER, WHEN, draft, fill, in_review, release

NO_PAGE = "Robbery would not be public at that moment"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_before")]


@pytest.fixture
def _before(time_machine):
    time_machine.move_to(BEFORE, tick=False)


def waiting(**fields):
    return ObservationFactory(review=True, entered_by=UserFactory(), **fields)


def refused(told, act, **said):
    before = everything()
    with pytest.raises(ValidationError, match=told):
        act(**said)
    assert everything() == before


def test_a_draft_goes_into_review_with_its_figures():
    figure, by = waiting(state="draft"), UserFactory()
    of = in_review(figure, by=by)
    figure.refresh_from_db()
    assert (of.state, of.sent_by, figure.state, figure.release) == ("review", by, "review", of)


def test_an_empty_release_is_not_reviewed():
    refused("holds no figure", services.ask_for_review, of=draft(), by=UserFactory())


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"only_month_known": True}, "day is not settled"),
        ({"is_cancelled": True, "cancelled_because": "No data.", "cancelled_at": BEFORE}, "cancelled"),
    ],
)
def test_what_has_no_day_or_will_not_come_is_not_reviewed(fields, told):
    of = draft(waiting())
    Release.objects.filter(pk=of.pk).update(**fields)
    refused(told, services.ask_for_review, of=of, by=UserFactory())


@pytest.mark.parametrize("fields", [{"state": "draft", "published_at": None}, {"published_at": LATER}], ids=["draft", "later"])
def test_what_nobody_would_see_is_neither_reviewed_nor_released(fields):
    figure = waiting(series__measure__title="Robbery")
    of, measures = draft(figure), Measure.objects.filter(pk=figure.series.measure_id)
    measures.update(**fields)
    refused(NO_PAGE, services.ask_for_review, of=of, by=UserFactory())
    measures.update(state="published", published_at=WHEN)
    services.ask_for_review(of=of, by=UserFactory())
    measures.update(**fields)
    refused(NO_PAGE, release, of=of, by=UserFactory())


def test_another_person_releases_it_for_its_moment_and_has_compared_its_figures():
    figure, by = waiting(value=81), UserFactory()
    of = in_review(figure)
    assert release(of, by) == WHEN
    of.refresh_from_db()
    figure.refresh_from_db()
    assert (of.state, of.released_by, of.published_at, of.is_scheduled) == ("published", by, WHEN, True)
    assert (figure.state, figure.published_at, figure.checked_by) == ("published", WHEN, by)
    assert not Observation.objects.published().exists()


def test_at_its_moment_it_is_public_with_nobody_doing_anything(time_machine):
    release(in_review(waiting(value=81)))
    time_machine.move_to(WHEN - timedelta(microseconds=1))
    assert not Observation.objects.published().exists()
    time_machine.move_to(WHEN)
    assert [figure.value for figure in Observation.objects.published()] == [81]


def test_one_that_is_late_comes_out_at_once(time_machine):
    of = in_review(waiting())
    time_machine.move_to(LATER, tick=False)
    assert of.is_late
    assert release(of) == LATER
    assert Observation.objects.published().exists()


@pytest.mark.parametrize("own", ["asked for review", "entered a figure", "entered a revision"])
def test_nobody_releases_what_they_had_a_hand_in(own):
    by = UserFactory()
    figure, revision = waiting(), FigureRevisionFactory(waiting=True, entered_by=UserFactory(), value_before=100)
    of = in_review(figure, revision, by=by if own == "asked for review" else None)
    Observation.objects.filter(pk=figure.pk).update(entered_by=by if own == "entered a figure" else None)
    if own == "entered a revision":
        of.revisions.update(entered_by=by)
    refused("Another person releases it", services.release, of=of, digest=contents.digest(of), by=by)


def test_nobody_releases_their_own_count_because_a_colleague_mended_the_words_beside_it():
    by = UserFactory()
    figure = ObservationFactory(review=True, entered_by=by, edition="Frist edition")
    figure.edition = "First edition"
    services.enter(observation=figure, by=UserFactory())
    of = in_review(figure)
    refused("Another person releases it", services.release, of=of, digest=contents.digest(of), by=by)


def test_one_person_may_where_the_office_has_said_so_and_the_release_says_it():
    PartnershipFactory(one_person_office=True, one_person_because="The post is vacant.")
    by = UserFactory()
    figure = waiting()
    Observation.objects.update(entered_by=by)
    of = in_review(figure, by=by)
    release(of, by)
    of.refresh_from_db()
    figure.refresh_from_db()
    assert (of.by_one_person, figure.checked_by) == (True, None)


def test_two_people_are_two_people_under_that_setting_too():
    PartnershipFactory(one_person_office=True, one_person_because="The post is vacant.")
    of = in_review(waiting())
    release(of)
    of.refresh_from_db()
    assert not of.by_one_person


@pytest.mark.parametrize("change", [{"value": 82}, {"edition": "Another"}, {"period_end": date(2030, 1, 1)}, {"note": "Really 82."}])
def test_what_changed_since_somebody_looked_is_not_released(change):
    figure = waiting(value=81)
    of = in_review(figure)
    digest = contents.digest(of)
    Observation.objects.filter(pk=figure.pk).update(**change)
    refused("changed since you looked", services.release, of=of, digest=digest, by=UserFactory())


def test_a_figure_that_was_put_away_meanwhile_stops_all_of_it():
    first, second = waiting(), waiting()
    of = in_review(first, second)
    Observation.objects.filter(pk=second.pk).update(state="archived")
    refused("put away or published meanwhile", services.release, of=of, digest=contents.digest(of), by=UserFactory())


def test_it_is_released_once():
    of = in_review(waiting())
    release(of)
    refused("not in review", services.release, of=of, digest=contents.digest(of), by=UserFactory())
    refused("not in review", services.release, of=draft(waiting()), digest="", by=UserFactory())


def test_until_its_moment_it_can_be_taken_back_and_then_no_more(time_machine):
    figure = waiting()
    of = in_review(figure)
    release(of)
    services.take_back(of=of, by=UserFactory(), why="A digit is missing.")
    figure.refresh_from_db()
    assert (of.state, of.published_at, of.sent_by, of.released_by) == ("draft", None, None, None)
    assert (figure.state, figure.published_at, figure.first_public_at, figure.release) == ("review", None, None, of)
    services.ask_for_review(of=of, by=UserFactory())
    release(of)
    time_machine.move_to(LATER)
    refused("is public", services.take_back, of=of, by=UserFactory())
    refused("a draft already", services.take_back, of=draft(), by=UserFactory())


def test_from_review_on_nothing_goes_in_or_out():
    of = in_review(waiting())
    refused("no draft any more", services.fill, of=of, observations=[], revisions=[], by=UserFactory())


def test_what_another_release_holds_or_the_public_has_seen_does_not_go_in():
    taken, public, free = waiting(), ObservationFactory(), waiting()
    draft(taken)
    of = draft(taken, public, free)
    assert list(of.observations.all()) == [free]
    fill(of)
    assert not of.observations.exists()


def test_every_step_is_in_the_history():
    of = in_review(waiting())
    release(of)
    said = [revision.why for revision in Revision.objects.of(of)]
    assert "New figures in it: 1. Revisions in it: 0." in said
    assert Revision.objects.of(of).first().by == Release.objects.get().released_by


def test_a_check_that_somebody_else_made_before_stays():
    checker = UserFactory()
    figure = waiting(checked_by=checker)
    release(in_review(figure))
    figure.refresh_from_db()
    assert figure.checked_by == checker
