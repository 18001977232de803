"""What the public has seen changes by a revision alone, from the moment of its release on."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from citysafe.history.models import Revision
from statistics import services, shown
from statistics.models import FigureRevision, Observation, Release, Series
from statistics.services import revising
from statistics.services.gathering import next_working_day
from statistics.versions import versions
from tests.factories import FigureRevisionFactory, ObservationFactory, UserFactory
from tests.statistics.imports.build import everything
from tests.statistics.releases.build import BEFORE, LATER, WHEN, draft, in_review, release, revise

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_before")]
QUARTERS = {
    "first": {"period_start": date(2023, 1, 1), "period_end": date(2023, 3, 31)},
    "second": {"period_start": date(2023, 4, 1), "period_end": date(2023, 6, 30)},
}


@pytest.fixture
def _before(time_machine):
    time_machine.move_to(BEFORE, tick=False)


def refused(told, act, **said):
    before = everything()
    with pytest.raises(ValidationError, match=told):
        act(**said)
    assert everything() == before


def seen(*, preview=False):
    return [figure.value for one in shown.series(Series.objects.all(), preview=preview) for figure in one.figures]


def test_it_waits_and_the_figure_stays_as_it_is():
    figure = ObservationFactory(value=28)
    made = revise(figure)
    figure.refresh_from_db()
    assert (figure.value, made.value_before, made.public_from, made.is_written) == (28, 28, None, False)
    assert seen() == [28]


def test_it_holds_from_its_moment_on_before_anybody_writes_it(time_machine):
    figure = ObservationFactory(value=28)
    release(in_review(revise(figure)))
    assert (seen(), seen(preview=True)) == ([28], [82])
    time_machine.move_to(WHEN - timedelta(seconds=1))
    assert versions([figure]) == []
    time_machine.move_to(WHEN)
    assert (seen(), Observation.objects.get().value) == ([82], 28)
    [change] = versions(shown.series(Series.objects.all(), preview=False)[0].figures)
    assert (change.before, change.after, change.at) == ("28", "82", WHEN)


def test_due_work_writes_it_once_with_both_hands_and_the_words_for_the_public(time_machine):
    figure, first, second = ObservationFactory(value=28), UserFactory(), UserFactory()
    release(in_review(revise(figure, by=first)), second)
    assert services.write_due_revisions() == ""
    time_machine.move_to(LATER)
    assert services.write_due_revisions() == "1 written into the figures."
    assert services.write_due_revisions() == ""
    figure.refresh_from_db()
    assert (figure.value, figure.edition, figure.entered_by, figure.checked_by) == (82, "Second", first, second)
    assert FigureRevision.objects.get().is_written
    assert Revision.objects.of(figure).exclude(public_note="").get().public_note == "Digits were swapped."


def test_whoever_entered_the_count_may_look_at_a_colleague_s_new_words_for_it(time_machine):
    """Nobody then answers for both, whoever it was that entered what stood there before."""
    first, second = UserFactory(), UserFactory()
    figure = ObservationFactory(value=28, entered_by=first, checked_by=second)
    release(in_review(revise(figure, value=28, status="final", by=second)), first)
    time_machine.move_to(LATER)
    services.write_due_revisions()
    figure.refresh_from_db()
    assert (figure.status, figure.entered_by, figure.checked_by) == ("final", second, first)


def test_one_that_is_late_is_written_with_the_release(time_machine):
    figure = ObservationFactory(value=28)
    of = in_review(revise(figure))
    time_machine.move_to(LATER, tick=False)
    release(of)
    figure.refresh_from_db()
    assert (figure.value, FigureRevision.objects.get().public_from) == (82, LATER)


def test_two_in_a_row_leave_the_last(time_machine):
    figure = ObservationFactory(value=28)
    release(in_review(revise(figure)))
    time_machine.move_to(LATER, tick=False)
    services.write_due_revisions()
    figure.refresh_from_db()
    of = in_review(revise(figure, 83))
    release(of)
    figure.refresh_from_db()
    assert [(change.before, change.after) for change in versions([figure])] == [("82", "83"), ("28", "82")]


@pytest.mark.parametrize("change", [{"value": 29}, {"value": None, "missing": "confidential"}, {"state": "archived"}])
def test_a_figure_that_is_no_longer_what_was_revised_stops_the_release(change):
    figure = ObservationFactory(value=28)
    of = in_review(revise(figure))
    Observation.objects.filter(pk=figure.pk).update(**change)
    with pytest.raises(ValidationError, match=r"was changed after this revision|is archived"):
        release(of)
    assert FigureRevision.objects.get().public_from is None


def test_a_second_revision_of_what_is_already_on_its_way_is_refused():
    figure = ObservationFactory(value=28)
    release(in_review(revise(figure)))
    other = in_review(revise(figure, 83))
    with pytest.raises(ValidationError, match="was changed after this revision"):
        release(other)


def test_what_is_still_to_come_is_changed_in_its_own_release():
    figure = ObservationFactory(value=28, scheduled=True)
    of = in_review(revise(figure))
    with pytest.raises(ValidationError, match="comes out later"):
        release(of)


def test_nothing_is_told_of_a_count_that_was_taken_back_before_anybody_saw_it():
    own = in_review(ObservationFactory(value=28, review=True))
    release(own)
    other = in_review(revise(Observation.objects.get()), due_on=date(2027, 1, 25))
    services.take_back(of=own, by=UserFactory(), why="Look again.")
    with pytest.raises(ValidationError, match="before the public saw it"):
        release(other)


@pytest.mark.parametrize("made", [in_review, draft])
def test_it_joins_a_draft_alone(made):
    of, figure, by = made(ObservationFactory(review=True)), ObservationFactory(value=28), UserFactory()
    if made is draft:
        assert revise(figure, release=of).release == of
    else:
        refused("no draft any more", revise, figure=figure, release=of, by=by)


def test_a_figure_that_was_taken_back_is_shown_again_from_the_moment_on(time_machine):
    figure = ObservationFactory(value=28)
    Observation.objects.update(state="draft", published_at=None)
    release(in_review(revise(figure)))
    assert seen() == []
    time_machine.move_to(WHEN)
    assert seen() == [82]


def test_taking_the_release_back_puts_everything_back():
    shown_one, taken_back = ObservationFactory(value=28), ObservationFactory(value=5)
    Observation.objects.filter(pk=taken_back.pk).update(state="draft", published_at=None)
    taken_back.refresh_from_db()
    of = in_review(revise(shown_one), revise(taken_back, 6))
    release(of)
    services.take_back(of=of, by=UserFactory(), why="Look again.")
    assert {revision.public_from for revision in FigureRevision.objects.all()} == {None}
    taken_back.refresh_from_db()
    assert (taken_back.state, taken_back.published_at) == ("draft", None)


def test_a_count_can_be_hidden_and_nothing_is_told_of_it(time_machine):
    figure = ObservationFactory(value=3)
    release(in_review(revise(figure, None, reason="It could point to a person.")))
    time_machine.move_to(WHEN)
    [one] = shown.series(Series.objects.all(), preview=False)
    assert (one.figures[0].value, versions(one.figures)) == (None, [])


@pytest.mark.parametrize(
    ("figure", "said", "told"),
    [
        ({"draft": True}, {}, "has not seen this figure"),
        ({}, {"value": 28, "status": "final", "edition": "First edition"}, "says so already"),
        ({}, {"reason": ""}, "Say what was wrong"),
        ({}, {"value": 28, "missing": "confidential"}, "one of the two"),
        ({}, {"value": 10**12}, "digit too many"),
        ({}, {"edition": ""}, "cannot be blank"),
    ],
)
def test_what_makes_no_sense_is_refused(figure, said, told):
    stored, by = ObservationFactory(value=28, **figure), UserFactory()
    refused(told, revise, figure=stored, by=by, **said)


def test_one_that_waits_can_be_dropped_and_one_in_review_not():
    first, second = revise(ObservationFactory(value=28)), revise(ObservationFactory(value=29))
    services.withdraw(revision=first, by=UserFactory(), why="Typed twice.")
    in_review(second)
    refused("no draft any more", services.withdraw, revision=second, by=first.entered_by)
    assert list(FigureRevision.objects.all()) == [second]


def test_one_that_cannot_wait_has_a_release_of_its_own_for_now():
    made = services.revise_alone(
        observation=ObservationFactory(value=28),
        kind="corrected",
        reason="Digits were swapped.",
        by=UserFactory(),
        value=82,
        missing="",
        status="revised",
        edition="Second",
        edition_on=None,
        release=None,
    )
    of = made.release
    assert (of.title.startswith("Corrected: Measure"), of.due, of.state) == (True, BEFORE, "draft")
    services.ask_for_review(of=of, by=UserFactory())
    assert release(Release.objects.get()) == BEFORE


def test_one_that_came_without_a_release_is_written_and_has_no_checker():
    figure = ObservationFactory(value=28)
    FigureRevisionFactory(observation=figure, value_before=28, value=82, is_written=False)
    assert services.write_due_revisions() == "1 written into the figures."
    figure.refresh_from_db()
    assert (figure.value, figure.checked_by) == (82, None)


def test_what_another_process_wrote_a_moment_ago_is_not_written_again():
    made = FigureRevisionFactory(value_before=90)
    assert made.is_written
    assert revising._write(made.pk) is False
    assert not Revision.objects.of(made.observation).exists()


@pytest.mark.parametrize(("today", "then"), [("2026-11-25", "2026-11-26"), ("2026-11-27", "2026-11-30"), ("2026-11-28", "2026-11-30")])
def test_a_release_of_an_import_is_planned_for_the_next_working_day(today, then):
    assert next_working_day(date.fromisoformat(today)) == date.fromisoformat(then)


def test_a_count_that_is_to_be_hidden_is_protected_from_its_moment_on_before_anybody_writes_it(time_machine):
    first, second = (ObservationFactory(value=value, **QUARTERS[name]) for name, value in (("first", 40), ("second", 3)))
    half = {"series": first.series, "period_start": date(2023, 1, 1), "period_end": date(2023, 6, 30)}
    Observation.objects.filter(pk=second.pk).update(series=first.series)
    ObservationFactory(value=43, **half)
    second.refresh_from_db()
    release(in_review(revise(second, None, reason="It could point to a person.")))
    assert sorted(seen()) == [3, 40, 43]
    time_machine.move_to(WHEN)
    assert (seen().count(None), Observation.objects.filter(value=3).count()) == (2, 1)
