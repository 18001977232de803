"""Revisions and corrections at the desk, from the page of a public figure."""

import pytest
from django.urls import reverse

from statistics.models import FigureRevision, Observation
from statistics.services import revising
from tests.factories import FigureRevisionFactory, ObservationFactory
from tests.statistics.releases.at_the_desk import at, send, waiting
from tests.statistics.releases.build import draft

pytestmark = pytest.mark.django_db


def test_a_public_figure_is_corrected_into_a_release_of_its_own(desk, statistician):
    figure = ObservationFactory(value=28)
    address = reverse("admin:statistics_observation_revise", args=[figure.pk])
    assert "says now: 28." in desk.get(address).content.decode()
    typed = {"kind": "corrected", "value": "82", "status": "revised", "edition": "Second", "in_own_release": "on"}
    assert "Say what changed and why" in desk.post(address, typed).content.decode()
    desk.post(address, {**typed, "reason": "Digits were swapped."})
    made = FigureRevision.objects.get()
    assert (made.value_before, made.value, made.entered_by, made.release.state) == (28, 82, statistician, "draft")
    assert Observation.objects.get().value == 28


def test_of_two_revisions_of_one_figure_one_goes_in(desk):
    figure, of = ObservationFactory(value=28), draft()
    both = [FigureRevisionFactory(observation=figure, value=value, waiting=True) for value in (82, 83)]
    assert "Two of these change the same figure" in send(desk, of, "figures", revisions=[made.pk for made in both])
    assert not of.revisions.exists()


def test_a_revision_waits_for_a_release_that_it_is_put_into(desk):
    figure = ObservationFactory(value=28)
    address = reverse("admin:statistics_observation_revise", args=[figure.pk])
    typed = {"kind": "revised", "value": "82", "status": "revised", "edition": "Second", "reason": "Late reports."}
    assert "Kept. The public sees it once its release is out." in desk.post(address, typed, follow=True).content.decode()
    of = draft()
    assert "82 in place of 28" in desk.get(at(of, "figures")).content.decode()
    send(desk, of, "figures", revisions=[FigureRevision.objects.get().pk])
    assert "82" in desk.get(at(of, "review")).content.decode()
    assert "Late reports." in desk.get(reverse("admin:statistics_observation_change", args=[figure.pk])).content.decode()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"value": "28", "edition": "First edition", "status": "final"}, revising.CHANGES_NOTHING),
        ({"value": "", "missing": "confidential", "reason": "It was 28."}, "Say it without a number."),
        ({"value": "many"}, "Enter a whole number."),
        ({"value": "9" * 20}, "digit too many"),
        ({"value": "5", "missing": "confidential", "reason": "None."}, "one of the two"),
        ({"release": "999"}, "Select a valid choice"),
        ({"kind": "lost"}, "Select a valid choice"),
        ({"edition_on": "31/13/2026"}, "Enter the day as day/month/year"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_kept(desk, typed, told):
    figure = ObservationFactory(value=28)
    sent = {"kind": "revised", "value": "82", "status": "revised", "edition": "Second", "reason": "Late reports.", **typed}
    answer = desk.post(reverse("admin:statistics_observation_revise", args=[figure.pk]), sent)
    assert told in answer.content.decode()
    assert not FigureRevision.objects.exists()


def test_a_figure_that_nobody_has_seen_is_not_revised_but_changed(desk):
    figure = waiting(value=28)
    sent = {"kind": "revised", "value": "82", "status": "revised", "edition": "Second", "reason": "Late."}
    assert revising.NEVER_PUBLIC in desk.post(reverse("admin:statistics_observation_revise", args=[figure.pk]), sent).content.decode()
    shown = desk.get(reverse("admin:statistics_observation_change", args=[figure.pk])).content.decode()
    assert f'href="/admin/statistics/observation/{figure.pk}/revise/"' not in shown
