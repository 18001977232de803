"""Organisers decide about one person at the desk: each page asks why, acts once, and the history keeps it without a name."""

import pytest
from django.urls import reverse

from citysafe.history.models import Revision
from forum import services
from forum.models import Registration
from tests.forum.build import counts, event, register
from tests.world import member

pytestmark = pytest.mark.django_db
NOTHING = ["Nothing to do: it stands differently by now, or the event has begun."]


@pytest.fixture
def desk(client):
    client.force_login(member("forum organiser"))
    return client


@pytest.fixture
def of():
    return event(1)


@pytest.fixture
def waiting(of):
    """The second of two who wait."""
    return [register(of, name) for name in ("ada", "ben", "cem")][-1]


def at(registration, act):
    return reverse(f"admin:forum_registration_{act}", args=[registration.pk])


def said(answer):
    return [str(message) for message in answer.context["messages"]]


@pytest.mark.parametrize(
    ("act", "done", "after"),
    [
        ("give-place", "The place is theirs. Unless the event has begun, a mail says so.", "confirmed"),
        ("to-front", "First in the queue now. A mail tells the person, unless the registration is held.", "waiting"),
    ],
)
def test_each_asks_for_a_reason_without_a_name_and_acts(desk, waiting, act, done, after):
    assert at(waiting, act) in desk.get(at(waiting, "change")).content.decode()
    for why, told in (("", "Say why."), ("Cem speaks", "Leave names")):
        assert told in desk.post(at(waiting, act), {"why": why}).content.decode()
    assert said(desk.post(at(waiting, act), {"why": "A speaker."}, follow=True)) == [done]
    waiting.refresh_from_db()
    assert waiting.state == after
    assert waiting.queue_rank == -1
    assert "A speaker." in desk.get(at(waiting, "history")).content.decode()
    assert not Revision.objects.filter(why__icontains="cem").exists()


@pytest.mark.parametrize("act", ["give-place", "to-front", "refuse"])
def test_where_nothing_is_to_be_decided_nothing_happens(desk, waiting, act):
    services.cancel(registration=waiting)
    for answer in (desk.get(at(waiting, act), follow=True), desk.post(at(waiting, act), {"why": "Late."}, follow=True)):
        assert said(answer) == NOTHING
    assert Registration.objects.get(pk=waiting.pk).state == "cancelled"


def test_to_another_event_that_is_chosen_from_those_to_come(desk, of, waiting):
    there, cancelled = event(1), event(1, is_cancelled=True)
    page = desk.get(at(waiting, "to-event")).content.decode()
    assert f'value="{there.pk}"' in page
    assert f'value="{cancelled.pk}"' not in page
    assert f'value="{of.pk}"' not in page
    assert "Choose the event." in desk.post(at(waiting, "to-event"), {"why": "Asked for."}).content.decode()
    assert said(desk.post(at(waiting, "to-event"), {"event": there.pk, "why": "Asked for."}, follow=True)) == [
        "Moved. Mails tell the person."
    ]
    assert (counts(of), counts(there)) == ((1, 1), (1, 0))


def test_whoever_is_registered_there_stays_and_the_page_says_so(desk, of, waiting):
    there = event(1)
    register(there, "cem")
    answer = desk.post(at(waiting, "to-event"), {"event": there.pk, "why": "Asked for."}).content.decode()
    assert "This address is registered for that event already." in answer
    assert (counts(of), counts(there)) == ((1, 2), (1, 0))


@pytest.mark.parametrize("role", ["viewer", "editor", "statistician"])
@pytest.mark.parametrize("act", ["give-place", "to-front", "to-event", "refuse", "approve"])
def test_nobody_else_decides(client, waiting, role, act):
    client.force_login(member(role))
    assert client.post(at(waiting, act), {"why": "Because."}).status_code == 403
    assert Registration.objects.get(pk=waiting.pk).queue_rank == 0
