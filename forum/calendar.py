"""A forum event as a calendar file that any program reads."""

from icalendar import Calendar
from icalendar import Event as Entry

from forum.models import Event


def calendar_file(event: Event, *, url: str, host: str, organiser: str) -> bytes:
    """The event as RFC 5545, method PUBLISH. Without a time on record it is an entry for the whole day."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{organiser}//Forum//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(_entry(event, url=url, host=host))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _entry(event: Event, *, url: str, host: str) -> Entry:
    entry = Entry()
    entry.add("uid", f"forum-{event.pk}@{host}")
    entry.add("dtstamp", event.updated_at)
    entry.add("last-modified", event.updated_at)
    entry.add("summary", event.title)
    entry.add("description", f"{event.summary}\n\n{url}")
    entry.add("url", url)
    entry.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    if place := ", ".join(filter(None, [event.venue, event.address])):
        entry.add("location", place)
    entry.add("dtstart", event.starts_at or event.held_on)
    if event.ends_at:
        entry.add("dtend", event.ends_at)
    return entry
