"""Past values and the people behind a figure: the reason is public, the name never."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Group

from citysafe.publishing import services
from statistics.models import Observation
from statistics.versions import hands, role, versions
from tests.factories import FieldChangeFactory, ObservationFactory, RevisionFactory, UserFactory
from tests.statistics.build import staff

pytestmark = pytest.mark.django_db
AFTER = datetime(2024, 6, 1, tzinfo=UTC)


def corrected(figure, before="15", after="16", at=AFTER, field="value", **revision):
    made = RevisionFactory(of=figure, at=at, **revision)
    return FieldChangeFactory(revision=made, field=field, before=before, after=after)


def test_a_correction_keeps_the_old_value_and_the_public_reason():
    figure = ObservationFactory(value=6114)
    corrected(figure, "6942", "6114", why="An internal reason.", public_note="Counted twice.")
    [found] = versions([figure])
    assert (found.before, found.after, found.reason) == ("6,942", "6,114", "Counted twice.")
    assert found.at == AFTER


def test_a_value_that_came_or_went_is_said_in_words():
    figure = ObservationFactory(value=3)
    corrected(figure, "", "3")
    assert versions([figure])[0].before == "no value"


def test_nothing_is_told_of_a_figure_that_is_confidential_now():
    figure = ObservationFactory(hidden=True)
    corrected(figure, "4", "")
    assert versions([figure]) == []


def test_what_changed_before_the_figure_was_public_is_not_told():
    figure = ObservationFactory()
    corrected(figure, at=figure.published_at - timedelta(days=1))
    assert versions([figure]) == []


def test_taking_a_figure_back_and_publishing_it_anew_wipes_nothing_out():
    figure = ObservationFactory(value=16)
    corrected(figure)
    for verb in (services.take_back, services.publish):
        verb(thing=figure, by=None)
    assert [(version.before, version.after) for version in versions([figure])] == [("15", "16")]


def test_other_fields_other_figures_and_other_kinds_are_left_out():
    figure = ObservationFactory()
    corrected(figure, field="note")
    corrected(ObservationFactory())
    corrected(figure, kind="created")
    assert versions([figure]) == []


def test_the_newest_correction_stands_first():
    figure = ObservationFactory()
    corrected(figure, "15", "16")
    corrected(figure, "16", "17", at=AFTER + timedelta(days=1))
    assert [version.after for version in versions([figure])] == ["17", "16"]


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
