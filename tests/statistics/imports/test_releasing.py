"""Revisions of public figures: they wait until another person lets them out with a release."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from citysafe.history.models import Revision
from citysafe.people.models import User
from statistics import services
from statistics.models import Import, Observation
from statistics.versions import versions
from tests.factories import UserFactory
from tests.statistics.imports.build import WHY, applied, apply, everything, figure, look, read_import, rule
from tests.statistics.releases.build import let_out

pytestmark = pytest.mark.django_db


@pytest.fixture
def first() -> User:
    return UserFactory()


@pytest.fixture
def second() -> User:
    return UserFactory()


@pytest.fixture
def public():
    return figure(rule().series, 2024, 607)


@pytest.fixture
def upload(public, first) -> Import:
    return applied({2024: 610}, first)


def refused(of, by, told, asked_by=None):
    seen = list(Observation.objects.values())
    with pytest.raises(ValidationError, match=told):
        let_out(of, by, asked_by)
    assert list(Observation.objects.values()) == seen


@pytest.mark.parametrize("state", [{}, {"scheduled": True}, {"draft": True, "first_public_at": datetime(2024, 1, 1, tzinfo=UTC)}])
def test_a_figure_that_has_been_public_or_will_be_is_not_touched_and_its_revision_waits(state):
    stored = figure(rule().series, 2024, 607, **state)
    before = Observation.objects.values().get()
    upload = applied({2024: 610}, UserFactory())
    assert Observation.objects.values().get() == before
    assert [(figure.outcome, figure.after["value"]) for figure in upload.figures.all()] == [("waiting", 610)]
    assert not Revision.objects.of(stored).exists()


def test_another_person_releases_it_and_is_its_checker(public, upload, first, second):
    made = let_out(upload, second, first)
    public.refresh_from_db()
    assert (public.value, public.edition, public.entered_by, public.checked_by) == (610, "Tables of April 2025", first, second)
    assert public.is_published
    assert [figure.outcome for figure in upload.figures.all()] == ["revised"]
    changed = Revision.objects.of(public).exclude(public_note="").get()
    assert (changed.public_note, changed.by) == ("Revised by its source: Tables of April 2025.", first)
    assert Revision.objects.of(public).first().by == second
    assert list(made.measures.all()) == [public.series.measure]


def test_the_old_count_stays_on_the_page_beside_what_the_public_is_told(public, upload, second):
    let_out(upload, second)
    (version,) = versions([Observation.objects.get()])
    assert (version.before, version.after, version.reason) == ("607", "610", "Revised by its source: Tables of April 2025.")


def test_nobody_releases_their_own(upload, first):
    refused(upload, first, "Another person releases")


def test_what_the_command_line_entered_for_nobody_anybody_releases_and_has_checked(public, second):
    let_out(applied({2024: 610}), second)
    public.refresh_from_db()
    assert (public.entered_by, public.checked_by) == (None, second)


def test_new_figures_and_revisions_of_one_import_come_out_together(public, first, second):
    made = let_out(applied({2024: 610, 2025: 580}, first), second)
    assert {figure.value for figure in Observation.objects.published()} == {610, 580}
    assert (made.observations.count(), made.revisions.count()) == (1, 1)


def test_of_what_was_released_nothing_waits(upload, second):
    let_out(upload, second)
    assert (services.waiting_of(upload), services.release_of(of=upload, by=second)) == (0, None)


@pytest.mark.parametrize("meanwhile", [{"value": 608}, {"value": None, "missing": "not_available"}, {"state": "archived"}])
def test_a_public_figure_that_was_changed_since_stops_the_whole_release(public, first, second, meanwhile):
    figure(public.series, 2023, 100)
    upload = applied({2023: 101, 2024: 610}, first)
    Observation.objects.filter(pk=public.pk).update(**meanwhile)
    refused(upload, second, r"was changed after this revision|is archived")


def test_a_note_that_a_colleague_writes_meanwhile_stays(public, upload, second):
    Observation.objects.update(note="Rounded.")
    let_out(upload, second)
    public.refresh_from_db()
    assert (public.value, public.note) == (610, "Rounded.")


def test_of_two_revisions_that_wait_the_second_is_looked_at_again(upload, first, second):
    later = applied({2024: 612}, first)
    let_out(upload, second)
    refused(later, second, "was changed after this revision")


def test_a_revision_may_hide_a_count_and_show_it_again(public, first, second):
    let_out(applied({2024: None}, first), second)
    public.refresh_from_db()
    assert (public.value, public.missing) == (None, "confidential")
    let_out(applied({2024: 5}, first), second)
    public.refresh_from_db()
    assert (public.value, public.missing) == (5, "")


def test_a_figure_that_is_no_longer_there_does_not_stop_the_others(public, first, second):
    gone = figure(public.series, 2023, 100)
    upload = applied({2023: 101, 2024: 610}, first)
    gone.delete()
    assert let_out(upload, second).revisions.count() == 1


def test_the_history_of_a_figure_has_each_edition_and_why(second):
    of = rule()
    applied({2024: 600}, UserFactory())
    stored = of.series.observations.get()
    applied({2024: 605}, UserFactory(), edition="Tables of July 2025")
    assert [revision.why for revision in Revision.objects.of(stored)] == [WHY, WHY]
    assert [str(edition.after) for edition in Revision.objects.of(stored).first().fields.filter(field="edition")] == ["Tables of July 2025"]


def test_looking_after_the_release_shows_nothing_to_do(upload, second):
    let_out(upload, second)
    again = read_import({2024: 610})
    assert not look(again).changes_something
    before = everything()
    with pytest.raises(ValidationError, match="changes nothing"):
        apply(again)
    assert everything() == before
