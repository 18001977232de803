"""The nights on which the clocks change, and the day that is there every fourth year: deadlines, calendars and what is erased."""

from datetime import UTC, date, datetime, time, timedelta

import icalendar
import pytest
from django.utils import timezone

from citysafe.mail.letters import preview
from citysafe.privacy import purging
from forum import services
from forum.calendar import calendar_file
from forum.letters import asked
from forum.models import Needs, Registration
from tests.forum.build import event, person, register
from tests.forum.calendar_program import Programs, starts_at

pytestmark = pytest.mark.django_db
A_SECOND = timedelta(seconds=1)
EVENING = [
    (date(2026, 10, 24), datetime(2026, 10, 24, 17, tzinfo=UTC)),
    (date(2026, 10, 25), datetime(2026, 10, 25, 18, tzinfo=UTC)),
    (date(2027, 3, 27), datetime(2027, 3, 27, 18, tzinfo=UTC)),
    (date(2027, 3, 28), datetime(2027, 3, 28, 17, tzinfo=UTC)),
    (date(2028, 2, 29), datetime(2028, 2, 29, 18, tzinfo=UTC)),
]


def at(time_machine, moment):
    time_machine.move_to(moment, tick=False)


@pytest.mark.parametrize(
    ("registered", "told"),
    [
        (datetime(2026, 10, 24, 11, 30, tzinfo=UTC), "25 October 2026, 11"),
        (datetime(2027, 3, 27, 10, 30, tzinfo=UTC), "28 March 2027, 11"),
        (datetime(2028, 2, 28, 11, 30, tzinfo=UTC), "29 February 2028, 11"),
        (datetime(2028, 2, 29, 11, 30, tzinfo=UTC), "1 March 2028, 11"),
    ],
)
def test_whoever_has_24_hours_has_them_by_any_clock(registered, told, time_machine):
    at(time_machine, registered)
    of = event(3, held_on=registered.date() + timedelta(days=9), confirms_by_mail=True, confirmation_hours=24)
    first, second = register(of, "ada"), register(of, "ben")
    assert f"by {told}" in preview(asked.confirm(first)).text
    at(time_machine, registered + timedelta(hours=24) - A_SECOND)
    assert services.expire_due() == ""
    assert services.confirm(registration=first)
    at(time_machine, registered + timedelta(hours=24))
    assert not services.confirm(registration=second)


@pytest.mark.parametrize(("day", "begins"), EVENING)
def test_an_offer_ends_when_the_meeting_begins_and_both_calendars_know_when_that_is(day, begins, time_machine, mailoutbox):
    at(time_machine, begins - timedelta(hours=30))
    of, programs = event(1, held_on=day, starts=time(18), ends=time(20, 30)), Programs(mailoutbox)
    ada, ben = register(of, "ada"), register(of, "ben")
    assert programs.fetch() == [("ada", "REQUEST")]
    [entry] = programs["ada@example.org"].shown
    assert entry.decoded("DTSTART").astimezone(UTC) == begins
    assert entry.decoded("DTEND").astimezone(UTC) == begins + timedelta(hours=2.5)
    public = calendar_file(of, url="https://example.org/x/", host="example.org", organiser="A partnership", mailbox="forum@example.org")
    assert starts_at(icalendar.Calendar.from_ical(public)) == begins
    services.cancel(registration=ada)
    ben.refresh_from_db()
    assert (ben.state, ben.expires_at) == ("offered", begins)
    at(time_machine, begins - A_SECOND)
    assert Registration.objects.get(pk=ben.pk).may_change
    at(time_machine, begins)
    assert not Registration.objects.get(pk=ben.pk).may_change
    assert not services.accept(registration=ben)


@pytest.mark.parametrize(
    ("held_on", "midnight"),
    [
        (date(2026, 10, 18), datetime(2026, 10, 24, 23, tzinfo=UTC)),
        (date(2026, 10, 19), datetime(2026, 10, 26, tzinfo=UTC)),
        (date(2027, 3, 21), datetime(2027, 3, 28, tzinfo=UTC)),
        (date(2027, 3, 22), datetime(2027, 3, 28, 23, tzinfo=UTC)),
        (date(2028, 2, 22), datetime(2028, 2, 29, tzinfo=UTC)),
        (date(2028, 2, 23), datetime(2028, 3, 1, tzinfo=UTC)),
    ],
)
def test_what_is_kept_for_seven_days_goes_with_the_seventh_midnight_of_the_place(held_on, midnight, time_machine):
    at(time_machine, datetime.combine(held_on - timedelta(days=9), time(12), tzinfo=UTC))
    register(event(3, held_on=held_on), details=person(needs={"access": "A ramp", "dietary": "", "communication": ""}))
    for moment, is_there in ((midnight - A_SECOND, True), (midnight, False)):
        at(time_machine, moment)
        assert timezone.localdate() == held_on + timedelta(days=6 if is_there else 7)
        purging.run()
        assert Needs.objects.exists() == is_there
