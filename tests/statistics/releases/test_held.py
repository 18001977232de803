"""What is public or on its way there stays as it is: no list, no form and no deletion takes a step that is a release's."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from statistics.models import Observation, Release
from tests.factories import ObservationFactory, ReleaseFactory, UserFactory
from tests.statistics.releases.build import draft, in_review, release
from tests.world import member

pytestmark = pytest.mark.django_db
FIGURES = reverse("admin:statistics_observation_changelist")


@pytest.fixture
def desk(client):
    client.force_login(member("statistician"))
    return client


def waiting():
    return ObservationFactory(review=True, entered_by=UserFactory())


def on_its_way(*held, **fields):
    """Released for a moment that has not come."""
    of = in_review(*held, due_on=timezone.localdate() + timedelta(days=9), **fields)
    release(of)
    return of


def delete(desk, thing):
    desk.post(reverse(f"admin:statistics_{thing._meta.model_name}_delete", args=[thing.pk]), {"post": "yes"})
    return not type(thing).objects.filter(pk=thing.pk).exists()


@pytest.mark.parametrize("act", ["take_back", "archive"])
@pytest.mark.parametrize("release_of", [in_review, on_its_way])
def test_a_figure_leaves_a_release_on_its_way_by_no_list(desk, act, release_of):
    held, free = waiting(), waiting()
    release_of(held)
    state = Observation.objects.get(pk=held.pk).state
    shown = desk.post(FIGURES, {"action": act, "_selected_action": [held.pk, free.pk]}, follow=True).content.decode()
    assert "1 left as they are: a release holds them" in shown
    assert Observation.objects.get(pk=held.pk).state == state
    assert Observation.objects.get(pk=free.pk).state != "review"


@pytest.mark.parametrize("release_of", [in_review, on_its_way])
def test_a_figure_in_a_release_on_its_way_is_not_deleted(desk, release_of):
    held = waiting()
    release_of(held)
    assert not delete(desk, held)


def test_a_figure_in_no_release_or_a_draft_of_one_is_deleted(desk):
    held, free = waiting(), waiting()
    draft(held)
    assert delete(desk, held)
    assert delete(desk, free)


def test_a_release_is_deleted_as_long_as_nobody_was_told_and_nobody_looks(desk):
    assert delete(desk, draft(waiting()))
    kept = [draft(is_announced=True), in_review(waiting()), on_its_way(waiting()), ReleaseFactory()]
    assert [delete(desk, of) for of in kept] == [False] * 4
    assert Release.objects.count() == 4
