"""Once a meeting is over: who did not come, what has expired, how many came, and what organisers put right."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from citysafe.history.models import Revision
from citysafe.mail.models import QueuedMail
from citysafe.privacy import purging
from forum import services
from forum.models import Event, Needs, Registration, Turnout
from forum.services.concluding import conclude, correct
from tests.factories import EventFactory, NeedsFactory
from tests.forum.build import counts, event, register
from tests.world import member

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


def states(of):
    return list(of.registrations.order_by("pk").values_list("state", flat=True))


def move(registration, state, **fields):
    Registration.objects.filter(pk=registration.pk).update(state=state, **fields)


@pytest.fixture
def over():
    """Three with a place, of whom one came; two who are offered one or wait. It was held two days ago."""
    of = event(4)
    people = [register(of, name) for name in ("ada", "ben", "cem", "dan", "eve")]
    services.cancel(registration=people[3])
    NeedsFactory(registration=people[4])
    people.append(register(of, "fay"))
    move(people[0], "attended")
    Event.objects.filter(pk=of.pk).update(held_on=timezone.localdate() - timedelta(days=2))
    QueuedMail.objects.all().delete()
    return Event.objects.get(pk=of.pk)


def test_who_had_a_place_and_was_not_marked_did_not_attend_and_the_rest_has_expired(over):
    assert states(over) == ["attended", "confirmed", "confirmed", "cancelled", "offered", "waiting"]
    assert conclude() == "1 meeting concluded"
    assert states(over) == ["attended", "did_not_attend", "did_not_attend", "cancelled", "expired", "expired"]
    assert counts(over) == (3, 0)
    assert not Needs.objects.exists()
    assert Turnout.objects.get(event=over).words == "3 had a place: 1 came, 2 did not."


def test_nobody_is_written_to_and_a_second_time_changes_nothing(over, django_assert_num_queries):
    conclude()
    assert not QueuedMail.objects.exists()
    before = list(Registration.objects.values_list("changed_at", flat=True))
    with django_assert_num_queries(4):
        assert conclude() == ""
    assert list(Registration.objects.values_list("changed_at", flat=True)) == before


def test_where_nobody_was_marked_nothing_is_concluded_of_anybody(over):
    Registration.objects.filter(state="attended").update(state="confirmed")
    conclude()
    assert states(over) == ["confirmed", "confirmed", "confirmed", "cancelled", "expired", "expired"]
    assert Turnout.objects.get(event=over).words == "3 had a place. Nobody was marked as having come."
    assert conclude() == ""


def test_a_mark_of_arrival_that_is_taken_back_late_is_counted_again(over):
    conclude()
    Registration.objects.filter(state="did_not_attend").update(state="attended")
    conclude()
    Registration.objects.filter(full_name="Ada").update(state="confirmed")
    conclude()
    assert states(over)[:3] == ["did_not_attend", "attended", "attended"]
    assert Turnout.objects.get(event=over).words == "3 had a place: 2 came, 1 did not."


@pytest.mark.parametrize("held_on", [date(2026, 10, 24), date(2027, 3, 27), date(2028, 2, 28), date(2026, 7, 1)])
def test_it_is_over_at_noon_of_the_next_day_by_the_clock_on_the_wall(over, time_machine, held_on):
    Event.objects.update(held_on=held_on)
    noon = datetime.combine(held_on + timedelta(days=1), datetime.min.time(), tzinfo=LONDON).replace(hour=12)
    time_machine.move_to(noon - timedelta(seconds=1))
    assert conclude() == ""
    time_machine.move_to(noon)
    assert conclude() == "1 meeting concluded"


def test_however_late_it_runs_it_concludes_the_same_and_after_the_purge_too(over):
    Event.objects.update(held_on=timezone.localdate() - timedelta(days=200))
    purging.run()
    conclude()
    assert states(over) == ["attended", "did_not_attend", "did_not_attend", "cancelled", "expired", "expired"]
    assert Turnout.objects.get(event=over).had_a_place == 3


@pytest.mark.parametrize("fields", [{"is_cancelled": True}, {"held_on": timezone.localdate() + timedelta(days=1)}])
def test_a_meeting_that_was_cancelled_or_is_to_come_is_left_alone(over, fields):
    Event.objects.update(**fields)
    before = states(over)
    assert conclude() == ""
    assert states(over) == before
    assert not Turnout.objects.exists()


def test_of_a_meeting_that_nobody_registered_for_there_is_nothing_to_count():
    EventFactory()
    assert conclude() == ""
    assert not Turnout.objects.exists()


@pytest.fixture
def desk(client):
    client.force_login(member("forum organiser"))
    return client


def at(registration, act="came"):
    return reverse(f"admin:forum_registration_{act}", args=[registration.pk])


def said(answer):
    return [str(message) for message in answer.context["messages"]]


def test_organisers_put_it_right_with_a_reason_that_names_nobody(desk, over):
    conclude()
    ben = Registration.objects.get(full_name="Ben")
    assert at(ben) in desk.get(at(ben, "change")).content.decode()
    for typed, told in (
        ({"why": "Missed at the door."}, "Say whether they came."),
        ({"came": "yes"}, "Say why."),
        ({"came": "yes", "why": "Ben was there."}, "Leave names"),
    ):
        assert told in desk.post(at(ben), typed).content.decode()
    right = {"came": "yes", "why": "Missed at the door."}
    answers = [said(desk.post(at(ben), right, follow=True)) for _ in range(2)]
    assert answers == [["It stands so now."], ["Nothing was changed: it stands so already, or can no longer be corrected."]]
    ben.refresh_from_db()
    assert ben.state == "attended"
    assert [line.why for line in Revision.objects.of(ben)] == ["Attended: Missed at the door."]
    assert Turnout.objects.get(event=over).words == "3 had a place: 2 came, 1 did not."
    assert "2 came, 1 did not" in desk.get(reverse("admin:forum_event_change", args=[over.pk])).content.decode()


def test_a_mark_by_mistake_is_put_right_too(over):
    conclude()
    ada = Registration.objects.get(full_name="Ada")
    assert correct(registration=ada, came=False, by=None, why="Somebody else's name was ticked.")
    assert Turnout.objects.get(event=over).words == "3 had a place. Nobody was marked as having come."


def test_nothing_is_corrected_before_it_is_over_or_once_the_person_is_erased_or_had_no_place(desk, over):
    conclude()
    eve, ben = Registration.objects.get(full_name="Eve"), Registration.objects.get(full_name="Ben")
    assert not correct(registration=eve, came=True, by=None, why="She was there.")
    Event.objects.update(held_on=timezone.localdate() - timedelta(days=30))
    purging.run()
    assert not correct(registration=ben, came=True, by=None, why="Found on the list.")
    assert at(ben) not in desk.get(at(ben, "change")).content.decode()
    Event.objects.update(held_on=timezone.localdate())
    assert said(desk.get(at(ben), follow=True)) == ["Nothing to do yet: the meeting is not over."]


@pytest.mark.parametrize("role", ["viewer", "editor", "statistician"])
def test_how_many_came_is_told_to_those_alone_who_may_see_who(client, over, role):
    conclude()
    client.force_login(member(role))
    assert "1 came, 2 did not" not in client.get(reverse("admin:forum_event_change", args=[over.pk])).content.decode()
    assert client.get(at(Registration.objects.first())).status_code == 403
    assert "1 came" not in client.get(over.get_absolute_url()).content.decode()
