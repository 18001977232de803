"""Revisions of public figures: they wait until another person releases them, with a word to the public."""

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

pytestmark = pytest.mark.django_db
NOTE = "The Office for National Statistics has revised the count."


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


def release(of, by):
    return services.release_revisions(of=of, by=by, public_note=NOTE)


def refused(of, by, told):
    before = everything()
    with pytest.raises(ValidationError, match=told):
        release(of, by)
    assert everything() == before


@pytest.mark.parametrize("state", [{}, {"scheduled": True}, {"draft": True, "first_public_at": datetime(2024, 1, 1, tzinfo=UTC)}])
def test_a_figure_that_has_been_public_or_will_be_is_not_touched_and_its_revision_waits(state):
    stored = figure(rule().series, 2024, 607, **state)
    before = Observation.objects.values().get()
    upload = applied({2024: 610}, UserFactory())
    assert Observation.objects.values().get() == before
    assert [(figure.outcome, figure.after["value"]) for figure in upload.figures.all()] == [("waiting", 610)]
    assert not Revision.objects.of(stored).exists()


def test_another_person_releases_it_and_is_its_checker(public, upload, first, second):
    assert release(upload, second) == 1
    public.refresh_from_db()
    assert (public.value, public.edition, public.entered_by, public.checked_by) == (610, "Tables of April 2025", first, second)
    assert public.is_published
    assert [figure.outcome for figure in upload.figures.all()] == ["revised"]
    changed = Revision.objects.of(public).exclude(public_note="").get()
    assert (changed.public_note, changed.by) == (NOTE, first)
    assert Revision.objects.of(public).first().by == second
    assert (Revision.objects.of(upload).first().by, Revision.objects.of(upload).first().why) == (second, "1 revisions released.")


def test_the_old_count_stays_on_the_page_beside_what_the_public_is_told(public, upload, second):
    release(upload, second)
    (version,) = versions([Observation.objects.get()])
    assert (version.before, version.after, version.reason) == ("607", "610", NOTE)


def test_nobody_releases_their_own(upload, first):
    refused(upload, first, "another person releases")


def test_what_the_command_line_entered_for_nobody_anybody_releases_and_has_checked(public, second):
    upload = applied({2024: 610})
    release(upload, second)
    public.refresh_from_db()
    assert (public.entered_by, public.checked_by) == (None, second)


def test_what_was_released_or_never_waited_is_not_released(upload, second):
    release(upload, second)
    refused(upload, second, "None of its revisions waits")
    refused(applied({2025: 1}), second, "None of its revisions waits")


@pytest.mark.parametrize("meanwhile", [{"value": 608}, {"edition": "Typed"}, {"state": "archived"}])
def test_a_public_figure_that_was_changed_since_stops_the_whole_release(public, first, second, meanwhile):
    figure(public.series, 2023, 100)
    upload = applied({2023: 101, 2024: 610}, first)
    Observation.objects.filter(pk=public.pk).update(**meanwhile)
    refused(upload, second, "was changed after the import")


def test_a_note_that_a_colleague_writes_meanwhile_stays(public, upload, second):
    Observation.objects.update(note="Rounded.")
    release(upload, second)
    public.refresh_from_db()
    assert (public.value, public.note) == (610, "Rounded.")


def test_of_two_revisions_that_wait_the_second_is_looked_at_again(upload, first, second):
    later = applied({2024: 612}, first)
    release(upload, second)
    refused(later, second, "was changed after the import")


def test_a_revision_may_hide_a_count_and_show_it_again(public, first, second):
    release(applied({2024: None}, first), second)
    public.refresh_from_db()
    assert (public.value, public.missing) == (None, "confidential")
    release(applied({2024: 5}, first), second)
    public.refresh_from_db()
    assert (public.value, public.missing) == (5, "")


def test_a_figure_that_is_no_longer_there_does_not_stop_the_others(public, first, second):
    gone = figure(public.series, 2023, 100)
    upload = applied({2023: 101, 2024: 610}, first)
    gone.delete()
    assert release(upload, second) == 1


def test_the_history_of_a_figure_has_each_edition_and_why(second):
    of = rule()
    applied({2024: 600}, UserFactory())
    stored = of.series.observations.get()
    applied({2024: 605}, UserFactory(), edition="Tables of July 2025")
    assert [revision.why for revision in Revision.objects.of(stored)] == [WHY, WHY]
    assert [str(edition.after) for edition in Revision.objects.of(stored).first().fields.filter(field="edition")] == ["Tables of July 2025"]


def test_looking_after_the_release_shows_nothing_to_do(upload, second):
    release(upload, second)
    again = read_import({2024: 610})
    assert not look(again).changes_something
    with pytest.raises(ValidationError, match="changes nothing"):
        apply(again)
