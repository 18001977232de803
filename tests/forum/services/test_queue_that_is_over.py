"""Once a meeting is cancelled, or has begun, a place that comes free is counted and offered to nobody."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from citysafe.mail.models import QueuedMail
from forum import links, moves, services
from forum.models import Event, Registration
from tests.factories import UserFactory
from tests.forum.build import counts, event, person, register
from tests.forum.test_registering import states

pytestmark = pytest.mark.django_db


@pytest.fixture
def of():
    return event(1)


@pytest.fixture
def two(of):
    """One with a place, and one who waits for it; their mail has gone out."""
    there = [register(of, name) for name in ("ada", "wim")]
    QueuedMail.objects.all().delete()
    return there


def unconfirmed(of, name="ada"):
    """Whoever is registered with a place that is held until the address is confirmed."""
    Event.objects.filter(pk=of.pk).update(confirms_by_mail=True)
    made = register(Event.objects.select_related("places").get(pk=of.pk), name)
    Event.objects.filter(pk=of.pk).update(confirms_by_mail=False)
    return made


def call_off(of, *, is_cancelled=True):
    """What the desk does."""
    before = moves.facts(Event.objects.get(pk=of.pk))
    Event.objects.filter(pk=of.pk).update(is_cancelled=is_cancelled)
    return services.record_change(event=Event.objects.get(pk=of.pk), before=before)


def mails_to(registration):
    return [*QueuedMail.objects.filter(about=registration.pk).values_list("kind", flat=True)]


@pytest.mark.parametrize("ends", [services.cancel, services.erase])
def test_a_place_that_comes_free_at_a_cancelled_meeting_is_offered_to_nobody(of, two, ends):
    ada, wim = two
    call_off(of)
    assert ends(registration=ada)
    assert (states(of), counts(of)) == (["cancelled", "waiting"], (0, 1))
    assert mails_to(wim) == []
    assert services.check_counts() == ""


def test_an_unconfirmed_registration_that_ends_at_a_cancelled_meeting_passes_nothing_on(of, time_machine):
    unconfirmed(of)
    wim = register(of, "wim")
    call_off(of)
    time_machine.move_to(timezone.now() + timedelta(hours=25), tick=False)
    services.expire_due()
    assert (states(of), counts(of)) == (["expired", "waiting"], (0, 1))
    assert "forum.offer" not in mails_to(wim)


def test_at_the_start_nobody_is_offered_a_place_with_a_moment_already_past(of, time_machine):
    time_machine.move_to(of.begins_at - timedelta(hours=2), tick=False)
    unconfirmed(of)
    register(of, "wim")
    time_machine.move_to(of.begins_at + timedelta(minutes=1), tick=False)
    services.expire_due()
    assert (states(of), counts(of)) == (["expired", "waiting"], (0, 1))


@pytest.mark.usefixtures("two")
def test_more_places_after_the_start_are_offered_to_nobody_and_go_to_whoever_comes_next(of, time_machine):
    time_machine.move_to(of.begins_at, tick=False)
    services.set_capacity(event=of, capacity=2, by=None)
    assert (states(of), counts(of)) == (["confirmed", "waiting"], (1, 1))
    late = services.walk_in(event=of, key=uuid4(), details=person("late"), notice_version="x", by=UserFactory())
    assert (late.state, counts(of)) == ("attended", (2, 1))


def test_what_came_free_meanwhile_is_offered_once_the_meeting_takes_place_after_all(of, two):
    ada, wim = two
    call_off(of)
    services.cancel(registration=ada)
    call_off(of, is_cancelled=False)
    assert (states(of), counts(of)) == (["cancelled", "offered"], (1, 0))
    of.places.refresh_from_db()
    assert not of.places.queue_is_over
    assert mails_to(wim) == ["forum.offer"]


def test_what_was_offered_before_a_meeting_was_cancelled_cannot_be_taken_and_the_page_has_no_button(client, of, two):
    ada, wim = two
    services.cancel(registration=ada)
    call_off(of)
    page = client.get(f"/forum/registration/{links.token(wim)}/").content.decode()
    assert "Take the place" not in page
    assert "A place is free for you" not in page
    assert not services.accept(registration=Registration.objects.get(pk=wim.pk))
    assert states(of) == ["cancelled", "offered"]
