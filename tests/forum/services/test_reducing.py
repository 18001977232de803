"""When a person is gone, nothing that stands in their mailbox leads to what stays of their registration."""

from datetime import timedelta

import pytest
from django.utils import timezone

from citysafe.history.models import Revision
from citysafe.people.personal_data import IDENTITY
from citysafe.privacy import purging
from forum import links, services
from forum.models import Registration, Workshop, WorkshopSeat
from forum.services import checking, reducing
from tests.factories import WorkshopFactory
from tests.forum.build import counts, event, person, register

pytestmark = pytest.mark.django_db


@pytest.fixture
def of():
    return event(3)


@pytest.fixture
def workshop(of):
    return WorkshopFactory(event=of)


@pytest.fixture
def made(of, workshop):
    made = register(of, details=person("ada", workshops=frozenset([workshop.pk])))
    services.note(registration=made, by=None, words="Rang.")
    Registration.objects.filter(pk=made.pk).update(thanked_at=timezone.now(), asked_again_at=timezone.now())
    return made


def seats(workshop):
    return Workshop.objects.get(pk=workshop.pk).taken, WorkshopSeat.objects.filter(workshop=workshop).count()


@pytest.mark.parametrize("is_erased", [True, False])
def test_30_days_after_the_meeting_neither_reference_nor_link_nor_moment_is_what_the_person_has(
    client, of, made, time_machine, is_erased, monkeypatch
):
    mine, kept = f"/forum/registration/{links.token(made)}/", ("key", "reference", "notice_version", "registered_at")
    time_machine.move_to(of.begins_at + timedelta(hours=1))
    if is_erased:
        services.erase(registration=made)
    before = Registration.objects.values(*kept).get()
    time_machine.move_to(of.begins_at + IDENTITY.after - timedelta(days=1))
    purging.run()
    assert Registration.objects.values(*kept).get() == before
    time_machine.move_to(of.begins_at + IDENTITY.after)
    purging.run()
    there = Registration.objects.get()
    assert not {there.key, there.reference, there.notice_version, there.registered_at} & {*before.values()}
    assert timezone.localtime(there.registered_at).strftime("%d %H:%M") == timezone.localtime(made.registered_at).strftime("%d 00:00")
    assert (there.thanked_at, there.asked_again_at, there.moved_to) == (None, None, None)
    assert made.reference not in str([*Revision.objects.values()])
    assert client.get(mine).status_code == 404
    assert counts(of) == (1, 0)
    monkeypatch.setattr(reducing, "uuid4", None)
    purging.run()  # and never again


def test_what_somebody_chose_goes_30_days_after_the_meeting_and_the_number_stays(of, made, workshop, time_machine, monkeypatch):
    monkeypatch.setattr(checking, "_checked", {})
    time_machine.move_to(of.begins_at + IDENTITY.after - timedelta(days=1))
    purging.run()
    assert (seats(workshop), services.check_counts()) == ((1, 1), "")
    time_machine.move_to(of.begins_at + IDENTITY.after)
    assert "choices of workshops (1)" in purging.run()
    assert (seats(workshop), services.check_counts()) == ((1, 0), "")


def test_whoever_is_erased_while_a_meeting_goes_on_chose_nothing(of, made, workshop, time_machine, monkeypatch):
    monkeypatch.setattr(checking, "_checked", {})
    time_machine.move_to(of.begins_at + timedelta(hours=1))
    services.erase(registration=made)
    assert (seats(workshop), services.check_counts()) == ((0, 0), "")
