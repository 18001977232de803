"""A calendar program that reads the mail of one person: an entry for each UID, of which only a newer one counts (RFC 5546, 2.1.4)."""

import email
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from email.policy import default
from zoneinfo import ZoneInfo

import icalendar

from citysafe.mail import services as mail


class CalendarProgram:
    def __init__(self):
        self.newest = {}

    @property
    def shown(self):
        return [entry for entry in self.newest.values() if entry["STATUS"] != "CANCELLED"]

    def read(self, sent):
        """The method of the entry in the mail, which must be newer than what is there; nothing where there is none."""
        part, file = parts(sent, "text/calendar"), parts(sent, "application/ics")
        assert len(part) == len(file) <= 1
        if not part:
            return ""
        method, entry = checked(part[0], file[0].get_content(), sent["To"])
        known = self.newest.get(str(entry["UID"]))
        assert known or method == "REQUEST", "It takes back what was never sent."
        assert known is None or entry["SEQUENCE"] > known["SEQUENCE"]
        assert known is None or entry.decoded("DTSTAMP") >= known.decoded("DTSTAMP")
        self.newest[str(entry["UID"])] = entry
        return method


class Programs(defaultdict):
    """One for each address that mail has gone to."""

    def __init__(self, outbox):
        super().__init__(CalendarProgram)
        self.outbox = outbox

    def fetch(self):
        """Send what is due, and read it; which methods came to whom."""
        self.outbox.clear()
        mail.send_due()
        arrived = [email.message_from_bytes(one.message().as_bytes(linesep="\r\n"), policy=default) for one in self.outbox]
        return [(sent["To"].partition("@")[0], method) for sent in arrived if (method := self[sent["To"]].read(sent))]


def parts(sent, kind):
    return [part for part in sent.walk() if part.get_content_type() == kind]


def checked(part, file, to):
    """Method and entry of a calendar file that came by mail, after RFC 5545, 5546 and 6047."""
    whole = icalendar.Calendar.from_ical(file)
    assert part.get_content().replace("\r\n", "\n").encode() == file.replace(b"\r\n", b"\n")
    assert (part["Content-Type"].params["method"], part.get_content_charset()) == (str(whole["METHOD"]), "utf-8")
    assert [len(line) for line in file.split(b"\r\n") if len(line) > 75 or b"\n" in line] == []
    [entry] = whole.walk("VEVENT")
    assert whole["METHOD"] in {"REQUEST", "CANCEL"}
    assert (entry["STATUS"] == "CANCELLED") == (whole["METHOD"] == "CANCEL")
    assert {"UID", "DTSTAMP", "DTSTART", "SEQUENCE", "ORGANIZER", "SUMMARY"} <= entry.keys()
    assert entry["ATTENDEE"] == f"mailto:{to}"
    assert (entry["ATTENDEE"].params["PARTSTAT"], entry["ATTENDEE"].params["RSVP"]) == ("ACCEPTED", "FALSE")
    assert entry.decoded("DTSTAMP").utcoffset() == timedelta()
    assert starts_at(whole) == entry.decoded("DTSTART").astimezone(UTC)
    return str(whole["METHOD"]), entry


def starts_at(whole):
    """When it starts by the rules that the file itself brings, whatever zones this machine knows."""
    [entry], [zone] = whole.walk("VEVENT"), whole.walk("VTIMEZONE")
    assert entry["DTSTART"].params["TZID"] == zone["TZID"]
    start = entry.decoded("DTSTART").replace(tzinfo=None)
    return start.replace(tzinfo=zone.to_tz(lookup_tzid=False)).astimezone(UTC)


def in_london(*moment):
    return datetime(*moment, tzinfo=ZoneInfo("Europe/London")).astimezone(UTC)
