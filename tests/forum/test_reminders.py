"""Reminders: on the right day at nine, once, and only the nearest where the clock of the site stood still."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from citysafe.mail import services as mail
from citysafe.mail.models import QueuedMail
from forum import services
from forum.letters import reminder
from forum.models import Event, EventChange, Mailing, Registration
from forum.services import reminding
from tests.factories import EventFactory
from tests.filled import filled
from tests.forum.build import event, register
from tests.forum.test_registering import mails, sent
from tests.world import member

pytestmark = pytest.mark.django_db
DAYS = "Enter a whole number of days from 1 to 60."
EARLY = datetime(2027, 1, 4, 12, tzinfo=UTC)
HELD_ON = date(2027, 3, 30)  # the clocks change on 28 March
WEEK_BEFORE, DAY_BEFORE = datetime(2027, 3, 23, 9, tzinfo=UTC), datetime(2027, 3, 29, 8, tzinfo=UTC)


@pytest.fixture
def of(time_machine):
    time_machine.move_to(EARLY, tick=False)
    return event(3, held_on=HELD_ON)


def reminded(registration):
    return mails(registration).count("forum.reminder")


@pytest.mark.parametrize(
    ("day", "in_utc"),
    [
        (date(2026, 10, 26), ["2026-10-19 08:00", "2026-10-25 09:00"]),
        (date(2026, 10, 25), ["2026-10-18 08:00", "2026-10-24 08:00"]),
        (date(2027, 3, 28), ["2027-03-21 09:00", "2027-03-27 09:00"]),
        (date(2027, 3, 29), ["2027-03-22 09:00", "2027-03-28 08:00"]),
        (date(2028, 3, 1), ["2028-02-23 09:00", "2028-02-29 09:00"]),
        (date(2028, 3, 7), ["2028-02-29 09:00", "2028-03-06 09:00"]),
    ],
)
def test_it_is_nine_where_the_meeting_is_held_whatever_the_clocks_do(day, in_utc):
    due = reminding.moments(EventFactory.build(held_on=day))
    assert [f"{moment.astimezone(UTC):%Y-%m-%d %H:%M}" for moment in due] == in_utc


def test_each_reminder_goes_out_once_and_not_before_its_moment(of, time_machine):
    made = register(of)
    counts = []
    for moment in (WEEK_BEFORE - timedelta(seconds=1), WEEK_BEFORE, WEEK_BEFORE + timedelta(days=2), DAY_BEFORE, DAY_BEFORE):
        time_machine.move_to(moment, tick=False)
        services.send_mailings()
        counts.append(reminded(made))
        sent()
    assert counts == [0, 1, 1, 2, 2]
    assert Mailing.objects.filter(kind=Mailing.Kind.REMINDER).count() == 2


def test_after_a_long_silence_only_the_nearest_is_sent_and_nothing_after_the_start(of, time_machine):
    made = register(of)
    time_machine.move_to(DAY_BEFORE + timedelta(hours=20), tick=False)
    services.send_mailings()
    assert reminded(made) == 1
    sent()
    time_machine.move_to(of.begins_at, tick=False)
    services.send_mailings()
    assert reminded(made) == 1
    assert reminder.by_number(made.pk) is None


def test_a_reminder_that_was_begun_and_is_overtaken_goes_to_nobody_any_more(of, time_machine):
    for moment in (WEEK_BEFORE, DAY_BEFORE):
        time_machine.move_to(moment, tick=False)
        reminding.plan_reminders()
    assert [one.moment for one in Mailing.objects.unfinished().filter(kind=Mailing.Kind.REMINDER)] == [DAY_BEFORE]


def test_nothing_is_sent_when_the_first_run_is_after_the_start(of, time_machine):
    made = register(of)
    time_machine.move_to(of.begins_at, tick=False)
    assert services.send_mailings() == ""
    assert reminded(made) == 0


def test_a_reminder_that_could_not_be_sent_and_the_next_one_are_one_mail(of, time_machine, mailoutbox):
    made = register(of)
    mail.send_due()
    for moment in (WEEK_BEFORE, DAY_BEFORE):
        time_machine.move_to(moment, tick=False)
        services.send_mailings()
        QueuedMail.objects.filter(kind="forum.reminder").update(attempts=1)
    assert reminded(made) == 2
    mailoutbox.clear()
    mail.send_due()
    assert [letter.subject for letter in mailoutbox] == ["Reminder: forum on 30 March 2027"]


def test_who_has_a_place_and_who_is_offered_one_are_told_so_and_nobody_else(of, time_machine):
    people = {name: register(of, name) for name in ("ada", "ben", "cem", "dan", "eve")}
    services.cancel(registration=people["ada"])
    services.set_capacity(event=of, capacity=3, by=None)
    held = register(of, "fay", is_held=True)
    time_machine.move_to(WEEK_BEFORE, tick=False)
    late = register(of, "gus")
    services.send_mailings()
    of_state = {made.state: reminded(made) for made in Registration.objects.exclude(pk__in=[held.pk, late.pk])}
    assert of_state == {"cancelled": 0, "confirmed": 1, "offered": 1, "waiting": 0}
    assert reminded(held) == 0
    subjects = [reminder.by_number(people[name].pk).subject.partition(":")[0] for name in ("ben", "dan")]
    assert subjects == ["Reminder", "Will you take your place?"]
    assert reminder.by_number(people["eve"].pk) is None


def test_who_registers_after_its_moment_is_not_reminded_by_it(of, time_machine):
    time_machine.move_to(WEEK_BEFORE + timedelta(minutes=1), tick=False)
    made = register(of)
    services.send_mailings()
    assert reminded(made) == 0


def test_a_mail_about_a_move_that_came_after_it_is_reminder_enough(of, time_machine):
    made = register(of)
    time_machine.move_to(WEEK_BEFORE + timedelta(hours=1), tick=False)
    EventChange.objects.create(event=of, held_on=HELD_ON, is_cancelled=False, words="Moved.")
    services.send_mailings()
    assert reminded(made) == 0


@pytest.mark.parametrize("fields", [{"is_cancelled": True}, {"state": "draft"}, {"first_reminder": None, "last_reminder": None}])
def test_of_some_meetings_nobody_is_reminded(of, time_machine, fields):
    made = register(of)
    Event.objects.update(**fields)
    time_machine.move_to(DAY_BEFORE, tick=False)
    services.send_mailings()
    assert reminded(made) == 0


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"first_reminder": 1, "last_reminder": 1}, "The first reminder goes out more days before than the last."),
        ({"first_reminder": 0}, DAYS),
        ({"first_reminder": 61}, DAYS),
        ({"first_reminder": "9" * 30}, DAYS),
        ({"last_reminder": "soon"}, DAYS),
        ({"last_reminder": -1}, DAYS),
    ],
)
def test_the_desk_says_what_is_wrong_with_its_days(client, typed, told):
    client.force_login(member("forum organiser"))
    at = reverse("admin:forum_event_change", args=[event(3).pk])
    assert told in client.post(at, {**filled(client, at), **typed}).content.decode()
    assert client.post(at, {**filled(client, at), "first_reminder": 14, "last_reminder": ""}).status_code == 302
    assert Event.objects.values_list("first_reminder", "last_reminder").get() == (14, None)
