"""The entry that a mail puts into one person's calendar, read back as a calendar reads it."""

from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.utils import timezone

from citysafe.mail import services as mail
from forum import services
from forum.calendar import invitation
from forum.references import reference_of
from tests.factories import EventFactory
from tests.forum.build import event, register

pytestmark = pytest.mark.django_db

LONDON = ZoneInfo("Europe/London")


def read(of, *, reference="KF7M-2MQX", attendee="sam@example.org", method="REQUEST", sent_at=None):
    file = invitation(
        of,
        reference=reference,
        attendee=attendee,
        method=method,
        organiser="forum@example.org",
        url="https://example.org/forum/x/",
        host="example.org",
        sent_at=sent_at or timezone.now(),
    )
    calendar = icalendar.Calendar.from_ical(file)
    [entry] = calendar.walk("VEVENT")
    return calendar, entry


@pytest.mark.parametrize(("method", "status"), [("REQUEST", "CONFIRMED"), ("CANCEL", "CANCELLED")])
def test_it_asks_for_an_entry_or_takes_it_away(method, status):
    calendar, entry = read(EventFactory(), method=method)
    assert (calendar["METHOD"], entry["STATUS"]) == (method, status)


def test_a_cancelled_meeting_is_cancelled_in_the_calendar_too():
    _, entry = read(EventFactory(is_cancelled=True))
    assert entry["STATUS"] == "CANCELLED"


def test_a_registration_has_one_entry_and_another_registration_another():
    of = EventFactory()
    asked, taken_away, other = read(of), read(of, method="CANCEL"), read(of, reference=reference_of(UUID(int=1)))
    uids = [entry["UID"] for _, entry in (asked, taken_away, other)]
    assert uids[0] == uids[1] == "forum-KF7M-2MQX@example.org"
    assert uids[2] != uids[0]


def test_a_later_mail_counts_as_the_newer_one_whatever_changed():
    of = EventFactory(coming=True, timed=True)
    now, numbers = timezone.now(), []
    for seconds, changes in [(0, {}), (1, {"title": "Another"}), (60, {"starts": time(9)}), (3600, {"is_cancelled": True}), (90_000, {})]:
        for name, value in changes.items():
            setattr(of, name, value)
        of.save()
        numbers.append(int(read(of, sent_at=now + timedelta(seconds=seconds))[1]["SEQUENCE"]))
    assert numbers == sorted({*numbers})
    assert 0 < numbers[0] < numbers[-1] < 2**31


def test_only_the_recipient_attends_and_need_not_answer():
    _, entry = read(EventFactory())
    guest = entry["ATTENDEE"]
    assert guest == "mailto:sam@example.org"
    assert dict(guest.params) == {"PARTSTAT": "ACCEPTED", "RSVP": "FALSE"}
    assert entry["ORGANIZER"] == "mailto:forum@example.org"


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 1, 15), 0), (date(2026, 7, 15), 1), (date(2026, 3, 29), 1), (date(2026, 10, 25), 0)]
)
def test_it_starts_at_the_hour_of_the_clock_in_london(day, hours):
    calendar, entry = read(EventFactory(held_on=day, starts=time(18), ends=time(20)))
    start = entry.decoded("DTSTART")
    assert entry["DTSTART"].params["TZID"] == "Europe/London"
    assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["Europe/London"]
    assert start == datetime.combine(day, time(18), tzinfo=LONDON)
    assert start.utcoffset() == timedelta(hours=hours)
    assert entry.decoded("DTEND") - start == timedelta(hours=2)


HOSTILE = 'A, B; C\\n: "D"\r\nATTENDEE:mailto:x@example.org\r\nEND:VEVENT\r\nBEGIN:VEVENT\nUID:x\rURL:http://x.example\u2028X-A:b'


@pytest.mark.parametrize("field", ["title", "venue", "address", "summary"])
def test_hostile_text_of_the_meeting_stays_inside_its_property(field):
    plain = read(EventFactory(venue="Hall", address="1 Street"))[1]
    _, entry = read(EventFactory(**{"venue": "Hall", "address": "1 Street", field: HOSTILE}))
    assert entry.keys() == plain.keys()
    assert entry["ATTENDEE"] == "mailto:sam@example.org"
    assert (entry["UID"], entry["URL"]) == (plain["UID"], plain["URL"])
    name = {"title": "SUMMARY", "summary": "DESCRIPTION"}.get(field, "LOCATION")
    assert "A, B; C" in entry[name]
    assert "ATTENDEE:mailto:x@example.org" in entry[name]


@pytest.mark.parametrize("attendee", ["sam+a@example.org", "o'neil@example.org", "=1+1@example.org", "sam@müller.example"])
def test_an_address_arrives_as_it_is(attendee):
    assert read(EventFactory(), attendee=attendee)[1]["ATTENDEE"] == f"mailto:{attendee}"


def test_the_mail_of_a_place_brings_the_entry_and_the_mail_of_its_end_takes_it_away(mailoutbox):
    made = register(event(3))
    mail.send_due()
    services.cancel(registration=made)
    mail.send_due()
    found = [
        icalendar.Calendar.from_ical(part.get_payload(decode=True))
        for letter in mailoutbox
        for part in letter.message().walk()
        if part.get_content_type() == "text/calendar"
    ]
    assert [calendar["METHOD"] for calendar in found] == ["REQUEST", "CANCEL"]
    entries = [calendar.walk("VEVENT")[0] for calendar in found]
    assert {str(entry["UID"]) for entry in entries} == {f"forum-{made.reference}@localhost"}
    assert {str(entry["ATTENDEE"]) for entry in entries} == {"mailto:sam@example.org"}
    assert int(entries[0]["SEQUENCE"]) <= int(entries[1]["SEQUENCE"])
