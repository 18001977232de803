"""Past values and the people behind a figure: the reason is public, the name never."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from citysafe.publishing import services
from statistics.models import Observation
from statistics.versions import hands, role, versions
from tests.factories import FigureRevisionFactory, ObservationFactory, ReleaseFactory, UserFactory
from tests.statistics.build import staff

pytestmark = pytest.mark.django_db
AFTER = datetime(2024, 6, 1, tzinfo=UTC)


def change(figure, before, after, at=AFTER, **revision):
    says = {"value": after, "missing": "" if after is not None else "not_available"}
    was = {"value_before": before, "missing_before": "" if before is not None else "not_available"}
    return FigureRevisionFactory(observation=figure, public_from=at, **says, **was, **revision)


def test_a_correction_keeps_the_old_value_the_public_reason_and_how_long_it_stood():
    figure = ObservationFactory(value=6114)
    change(figure, 6942, 6114, kind="corrected", reason="Counted twice.")
    [found] = versions([figure])
    assert (found.before, found.after, found.reason, found.by) == ("6,942", "6,114", "Counted twice.", "828 fewer")
    assert (found.is_correction, found.since, found.at) == (True, figure.first_public_at, AFTER)


def test_a_value_that_came_or_went_is_said_in_words():
    figure = ObservationFactory(value=3)
    change(figure, None, 3)
    [found] = versions([figure])
    assert (found.before, found.after, found.by) == ("Not available", "3", "")


def test_nothing_is_told_of_a_figure_that_is_confidential_now():
    figure = ObservationFactory(hidden=True)
    FigureRevisionFactory(observation=figure, value=None, missing="confidential", value_before=4)
    assert versions([figure]) == []


def test_what_nobody_has_released_is_not_told():
    figure = ObservationFactory(value=15)
    FigureRevisionFactory(observation=figure, waiting=True)
    change(figure, 15, 16, at=timezone.now() + timedelta(days=1), is_written=False)
    assert versions([figure]) == []


def test_its_release_is_told_once_that_is_public():
    figure = ObservationFactory(value=15)
    change(figure, 14, 15, release=ReleaseFactory(title="Second release"))
    assert versions([figure])[0].release.title == "Second release"
    assert versions([ObservationFactory(value=1)]) == []


def test_taking_a_figure_back_and_publishing_it_anew_wipes_nothing_out():
    figure = ObservationFactory(value=16)
    change(figure, 15, 16)
    for verb in (services.take_back, services.publish):
        verb(thing=figure, by=None)
    assert [(version.before, version.after) for version in versions([figure])] == [("15", "16")]


def test_the_newest_comes_first_and_each_says_from_when_on_it_was_wrong():
    figure = ObservationFactory(value=17)
    change(figure, 15, 16)
    change(figure, 16, 17, at=AFTER + timedelta(days=1))
    newest, oldest = versions([figure])
    assert (newest.after, newest.since, oldest.since) == ("17", AFTER, figure.first_public_at)


def test_whoever_changes_a_public_count_leaves_a_revision():
    figure = ObservationFactory(value=15)
    figure.value = 16
    figure.save()
    figure.note = "Rounded."
    figure.save()
    assert [(version.before, version.after) for version in versions([figure])] == [("15", "16")]


def test_a_draft_that_changes_leaves_none():
    figure = ObservationFactory(value=15, draft=True)
    figure.value = 16
    figure.save()
    assert not figure.revisions.exists()


def test_people_are_known_by_their_role():
    figure = ObservationFactory(entered_by=staff("Statistician"), checked_by=UserFactory(staff=True))
    [found] = hands(list(Observation.objects.filter(pk=figure.pk)))
    assert (found.entered, found.checked) == ("statistician", "member of staff")


def test_an_administrator_has_no_group():
    assert role(UserFactory(administrator=True)) == "administrator"


def test_several_roles_are_joined():
    person = staff("Statistician")
    person.groups.add(Group.objects.get_or_create(name="Editor")[0])
    assert role(person) == "editor and statistician"
