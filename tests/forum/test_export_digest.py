"""Each week the data's owner is told who exported registrations, when and why: once, right when late, and never for nothing."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from citysafe.history.models import Revision
from citysafe.mail import kinds
from citysafe.mail.letters import preview
from citysafe.mail.models import QueuedMail
from citysafe.work import tasks
from forum import services
from forum.models import ExportDigest
from forum.services.digest import due_on, tell_the_owner
from tests.factories import EventFactory, PartnershipFactory, RegistrationFactory, UserFactory

pytestmark = pytest.mark.django_db
WEDNESDAY, SUNDAY_NIGHT, SEVEN, EIGHT = (
    "2026-11-25 14:05+00:00",
    "2026-11-29 23:59+00:00",
    "2026-11-30 07:59+00:00",
    "2026-11-30 08:00+00:00",
)


@pytest.fixture(autouse=True)
def owner():
    return PartnershipFactory(data_owner_mailbox="data.owner@example.org", contact_email="contact@example.org")


@pytest.fixture
def at(time_machine):
    return lambda moment: time_machine.move_to(moment, tick=False)


def export(why="to print badges"):
    by = UserFactory(full_name="Sam Example", staff=True)
    event = EventFactory(title="A forum")
    RegistrationFactory(event=event, full_name="Canary Person", email="canary@example.org")
    services.record_export(event=event, by=by, what="Attendance list", why=why)


def letter():
    mail = QueuedMail.objects.get(kind="forum.exports")
    return kinds.kind(mail.kind).write(mail.about)


def test_it_belongs_to_the_due_work():
    assert "forum.exports" in [task.name for task in tasks.all_tasks()]


def test_on_monday_at_eight_it_says_who_when_and_why(at):
    at(WEDNESDAY)
    export()
    at(SEVEN)
    assert tell_the_owner() == ""
    at(EIGHT)
    assert tell_the_owner() == "the data’s owner is told"
    told = letter()
    assert told.to == "data.owner@example.org"
    assert told.facts == [("25 November 2026, 14:05", "Sam Example. Attendance list: to print badges. A forum, 11 March 2024")]
    assert told.subject == "Exports of personal data before 30 November 2026"
    assert "canary" not in preview(told).text.casefold()


def test_once_a_week_however_often_it_runs(at):
    at(WEDNESDAY)
    export()
    for moment in (EIGHT, EIGHT, "2026-12-02 08:00+00:00", "2026-12-06 23:00+00:00", "2026-12-07 08:00+00:00"):
        at(moment)
        tell_the_owner()
    assert QueuedMail.objects.filter(kind="forum.exports").count() == 1


def test_another_worker_at_the_same_moment_tells_nobody_twice(at, monkeypatch):
    at(WEDNESDAY)
    export()
    at(EIGHT)
    monkeypatch.setattr(ExportDigest.objects, "get_or_create", lambda **which: (ExportDigest(**which), False))
    assert tell_the_owner() == ""
    assert not QueuedMail.objects.exists()


def test_where_it_was_late_nothing_is_missing_and_nothing_twice(at):
    at(WEDNESDAY)
    export("first")
    at(SUNDAY_NIGHT)
    export("second")
    at("2026-11-30 00:00+00:00")
    export("third")
    at("2026-12-03 10:00+00:00")  # three days after it was due
    tell_the_owner()
    assert [words.split(": ")[1][:6] for _, words in letter().facts] == ["first.", "second"]
    QueuedMail.objects.all().delete()
    at("2026-12-21 09:00+00:00")  # and two weeks missed
    tell_the_owner()
    assert [words.split(": ")[1][:5] for _, words in letter().facts] == ["third"]


def test_a_week_without_exports_has_no_mail(at):
    at(EIGHT)
    assert tell_the_owner() == ""
    assert not QueuedMail.objects.exists()


def test_without_a_mailbox_of_their_own_it_goes_to_the_contact_address(at, owner):
    owner.data_owner_mailbox = ""
    owner.save()
    at(WEDNESDAY)
    export()
    at(EIGHT)
    tell_the_owner()
    assert letter().to == "contact@example.org"


def test_without_any_address_it_waits_until_there_is_one(at, owner):
    owner.data_owner_mailbox = owner.contact_email = ""
    owner.save()
    at(WEDNESDAY)
    export()
    at(EIGHT)
    assert tell_the_owner() == ""
    owner.contact_email = "contact@example.org"
    owner.save()
    assert tell_the_owner()
    owner.contact_email = ""
    owner.save()
    assert letter() is None


@pytest.mark.parametrize(
    ("moment", "monday"),
    [
        ("2026-11-30T08:00", date(2026, 11, 30)),
        ("2026-11-30T07:59", date(2026, 11, 23)),
        ("2026-12-01T00:30", date(2026, 11, 30)),
        ("2026-10-26T07:30", date(2026, 10, 19)),
        ("2027-03-29T08:00", date(2027, 3, 29)),
        ("2028-02-29T07:00", date(2028, 2, 28)),
    ],
)
def test_it_is_due_on_monday_at_eight_by_the_clock_on_the_wall(moment, monday):
    assert due_on(datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo("Europe/London"))) == monday


def test_an_export_is_a_kind_of_its_own_in_the_history():
    export()
    line = Revision.objects.get(kind="exported")
    assert (line.why, line.who) == ("Attendance list: to print badges", "Sam Example")


def test_what_was_looked_up_about_somebody_is_told_too(at):
    at(WEDNESDAY)
    by = UserFactory(full_name="Sam Example", administrator=True)
    client = Client()
    client.force_login(by)
    client.post("/admin/privacy/purgerecord/held/", {"address": "ada@example.org", "shape": "file", "why": "Asked by the person."})
    at(EIGHT)
    assert tell_the_owner()
    assert letter().facts == [
        ("25 November 2026, 14:05", "Sam Example. Looked up what is held about somebody: Asked by the person"),
    ]
    assert "taken out of the site once since" in preview(letter()).text
