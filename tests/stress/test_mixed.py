"""What people do in the mixed round of the stress run is what the site takes: else that round would show nothing."""

import random

import pytest

from forum.models import Answer, Event, OrganisationPlaces, Registration, WorkshopSeat
from tests.stress import invariants, mixed, order
from tests.stress.crowd import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def of():
    random.seed(7)
    return mixed.meeting()


def test_the_forms_of_people_are_taken_with_workshops_organisations_and_answers(client, of):
    told = [client.post(address(of), mixed.form(of, person), headers={"sec-fetch-site": "same-origin"}).status_code for person in range(12)]
    assert {*told} <= {200, 302}  # 200: a workshop is full
    assert Registration.objects.filter(event=of).count() == told.count(302) > 6
    assert WorkshopSeat.objects.kept().exists()
    assert OrganisationPlaces.objects.filter(taken__gt=0).exists()
    assert Answer.objects.filter(registration__event=of).count() == told.count(302)


@pytest.mark.django_db(transaction=True)
def test_every_act_can_be_done_and_leaves_everything_in_order(of):
    Event.objects.filter(pk=of.pk).update(confirms_by_mail=True)
    of.refresh_from_db()
    before = order.look(of)
    for _ in range(8):
        for act in mixed.MIXED:
            act(of, 12)
            invariants.check(of, is_mixed=True)
            now = order.look(of)
            order.check(before, now)
            before = now
    invariants.check(mixed.other(of), is_mixed=True)
