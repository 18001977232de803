from datetime import UTC, date, datetime, time

import icalendar
import pytest

from forum.calendar import calendar_file
from tests.factories import EventFactory

pytestmark = pytest.mark.django_db


def entry(event):
    calendar = icalendar.Calendar.from_ical(
        calendar_file(event, url="https://example.org/x/", host="example.org", organiser="A partnership", mailbox="forum@example.org")
    )
    assert calendar["METHOD"] == "PUBLISH"
    return calendar.walk("VEVENT")[0]


@pytest.mark.parametrize(
    ("day", "utc_hour"), [(date(2026, 10, 24), 17), (date(2026, 10, 25), 18), (date(2027, 3, 27), 18), (date(2027, 3, 28), 17)]
)
def test_the_hour_is_right_on_both_sides_of_a_clock_change(day, utc_hour):
    found = entry(EventFactory(held_on=day, starts=time(18), ends=time(20, 30)))
    assert found.decoded("DTSTART").astimezone(UTC) == datetime(day.year, day.month, day.day, utc_hour, tzinfo=UTC)
    assert (found.decoded("DTEND") - found.decoded("DTSTART")).total_seconds() == 2.5 * 3600


def test_without_a_time_it_is_an_entry_for_the_whole_day():
    found = entry(EventFactory(held_on=date(2024, 3, 11), starts=None, ends=None, doors_open=None))
    assert found.decoded("DTSTART") == date(2024, 3, 11)
    assert "DTEND" not in found  # a day without an end is that whole day (RFC 5545, 3.6.1)


def test_a_cancelled_event_says_so_and_keeps_its_name_in_calendars():
    event = EventFactory()
    before = entry(event)
    event.is_cancelled = True
    event.save()
    after = entry(event)
    assert (before["STATUS"], after["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert before["UID"] == after["UID"]


def test_hostile_text_stays_inside_its_line():
    event = EventFactory(title="A;B,C\nATTENDEE:mailto:x@example.org", venue="Hall", address="1 Street")
    found = entry(event)
    assert "ATTENDEE" not in found
    assert found["LOCATION"] == "Hall, 1 Street"
