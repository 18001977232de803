"""A forum event as a calendar file that any program reads."""

from datetime import date, datetime

from icalendar import Calendar, vCalAddress, vText
from icalendar import Event as Entry

from forum.models import Event

SEQUENCE_FROM = 1_700_000_000  # November 2023, before any entry of ours: keeps the number below the format's limit


def calendar_file(event: Event, *, url: str, host: str, organiser: str, mailbox: str) -> bytes:
    """The event as RFC 5545, method PUBLISH. Without a time on record it is an entry for the whole day.

    Each change that people are told of counts as a newer one, and stands in its description.
    """
    entry = _entry(event, url=url, uid=f"forum-{event.pk}@{host}", stamped_at=event.updated_at)
    entry.add("organizer", vCalAddress(f"mailto:{mailbox}"))
    entry.add("sequence", len(event.changes.all()))
    return _file(entry, method="PUBLISH", organiser=organiser)


def invitation(
    event: Event, *, reference: str, attendee: str, method: str, organiser: str, url: str, host: str, sent_at: datetime
) -> bytes:
    """The event for one person's calendar, by mail: method REQUEST, or CANCEL to take the entry away again.

    Its UID is the registration's own and stays; a later mail (`sent_at`) counts as the newer one.
    """
    entry = _entry(event, url=url, uid=f"forum-{reference}@{host}", stamped_at=sent_at)
    entry.add("organizer", vCalAddress(f"mailto:{organiser}"))
    guest = vCalAddress(f"mailto:{attendee}")
    guest.params["PARTSTAT"] = vText("ACCEPTED")
    guest.params["RSVP"] = vText("FALSE")
    entry.add("attendee", guest)
    entry.add("sequence", int(sent_at.timestamp()) - SEQUENCE_FROM)
    if method == "CANCEL":
        entry["status"] = vText("CANCELLED")
    return _file(entry, method=method, organiser="Citysafe")


def _file(entry: Entry, *, method: str, organiser: str) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", f"-//{organiser}//Forum//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(entry)
    # A year on both sides: the rules of all the years there are would make the file ten times as long.
    day = entry.decoded("dtstart")
    calendar.add_missing_timezones(first_date=date(day.year - 1, 1, 1), last_date=date(day.year + 1, 12, 31))
    return calendar.to_ical()


def _entry(event: Event, *, url: str, uid: str, stamped_at: datetime) -> Entry:
    entry = Entry()
    entry.add("uid", uid)
    entry.add("dtstamp", stamped_at)
    entry.add("last-modified", event.updated_at)
    entry.add("summary", event.title)
    entry.add("description", "\n\n".join([*event.moved, event.summary, url]))
    entry.add("url", url)
    entry.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    if place := ", ".join(filter(None, [event.venue, event.address])):
        entry.add("location", place)
    entry.add("dtstart", event.starts_at or event.held_on)
    if event.ends_at:
        entry.add("dtend", event.ends_at)
    return entry
