"""A revision at the desk: it stands in one release alone, and is taken out again as long as nobody looks at it."""

import pytest
from django.urls import reverse

from statistics.admin.waiting import NONE
from statistics.models import FigureRevision
from statistics.release_forms import ONE_OF_TWO
from statistics.services import revising
from tests.factories import FigureRevisionFactory, ObservationFactory
from tests.statistics.releases.build import draft, in_review
from tests.world import member

pytestmark = pytest.mark.django_db


def take_out(client, *figures):
    client.force_login(member("statistician"))
    sent = {"action": "take_out", "_selected_action": [figure.pk for figure in figures]}
    return client.post(reverse("admin:statistics_observation_changelist"), sent, follow=True).content.decode()


def test_one_that_waits_or_stands_in_a_draft_goes_and_the_figure_stays(client):
    free, held = FigureRevisionFactory(waiting=True), FigureRevisionFactory(waiting=True)
    draft(held)
    assert "2 taken out. The figures stay" in take_out(client, free.observation, held.observation)
    assert not FigureRevision.objects.exists()
    free.observation.refresh_from_db()
    assert free.observation.state == "published"


def test_one_that_somebody_looks_at_stays_with_the_reason(client):
    held = FigureRevisionFactory(waiting=True)
    in_review(held)
    assert f"1 not taken out. {revising.IN_REVIEW}" in take_out(client, held.observation)
    assert FigureRevision.objects.get() == held


def test_what_has_been_public_is_never_taken_out(client):
    public = FigureRevisionFactory()
    assert NONE in take_out(client, public.observation, ObservationFactory())
    assert FigureRevision.objects.get() == public


def test_a_revision_is_in_one_release_alone_and_nothing_typed_is_lost(client):
    client.force_login(member("statistician"))
    figure, of = ObservationFactory(value=28), draft()
    typed = {"kind": "corrected", "value": "82", "status": "revised", "edition": "Second", "reason": "Swapped.", "release": of.pk}
    address = reverse("admin:statistics_observation_revise", args=[figure.pk])
    shown = client.post(address, {**typed, "in_own_release": "on"}).content.decode()
    assert ONE_OF_TWO in shown
    assert "Swapped." in shown
    assert not FigureRevision.objects.exists()
