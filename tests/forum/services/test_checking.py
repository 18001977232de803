"""Counters are compared with rows once a day; what differs is said where staff see it, and nothing is put right in silence."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from forum import services
from forum.models import Event, OrganisationPlaces, Places, Registration
from forum.services import checking
from tests.factories import OrganisationPlacesFactory, WorkshopSeatFactory
from tests.forum.build import event, person, register
from tests.world import member

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def not_yet_today(monkeypatch):
    monkeypatch.setattr(checking, "_checked", {})


@pytest.fixture
def of():
    """Two have a place, one of them not confirmed; a third waits."""
    made = event(2)
    for name in ("ada", "ben", "cem"):
        register(made, name)
    return made


@pytest.mark.parametrize("wrong", [{"taken": 1, "waiting": 0}, {"waiting": 2}, {"capacity": 3, "taken": 3}])
def test_what_differs_is_said_in_the_log_and_at_the_desk_and_stays_as_it_is(client, of, caplog, wrong):
    assert services.check_counts() == ""
    checking._checked.clear()
    Places.objects.update(**wrong)
    before = Places.objects.values().get()
    assert services.check_counts() == "the places of 1 forum, 0 workshops and 0 organisations are counted wrong"
    assert f"Forums: [{of.pk}]" in caplog.text
    assert Places.objects.values().get() == before
    client.force_login(member("forum organiser"))
    listed = client.get(reverse("admin:forum_event_changelist"), {"attention": "miscounted"})
    assert [*listed.context["cl"].result_list] == [of]
    assert "Forums whose places are counted wrong" in client.get("/admin/").content.decode()


def test_it_looks_once_a_day_and_again_the_next(of, time_machine):
    services.check_counts()
    Places.objects.update(waiting=2)
    assert services.check_counts() == ""
    time_machine.move_to(timezone.now() + timedelta(days=1))
    assert services.check_counts()


def test_what_somebody_wishes_for_in_a_workshop_is_not_counted():
    services.set_capacity(event=WorkshopSeatFactory(is_kept=False).workshop.event, capacity=5, by=None)
    Registration.objects.update(state="cancelled", has_place=False)
    assert services.check_counts() == ""


def test_every_state_is_counted_right(of):
    services.cancel(registration=Registration.objects.first())
    other = event(1, confirms_by_mail=True)
    register(other), register(other, "ben")
    register(event(1, mode="approval"))
    assert not Event.objects.miscounted().exists()


def test_people_of_an_organisation_are_compared_too(of, caplog):
    club = OrganisationPlacesFactory(event=event(3), at_most=2)
    register(club.event, details=person("dan", organisation_id=club.organisation_id, other_organisation=None))
    assert services.check_counts() == ""
    checking._checked.clear()
    OrganisationPlaces.objects.update(taken=2)
    assert services.check_counts() == "the places of 0 forums, 0 workshops and 1 organisation are counted wrong"
    assert f"Organisations: [{club.pk}]" in caplog.text
