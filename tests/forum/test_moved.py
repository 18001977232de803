"""A meeting that is moved or cancelled: everybody who is registered is told once, and every page says so."""

from datetime import timedelta

import icalendar
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from citysafe.mail import services as mail
from citysafe.mail.models import QueuedMail
from forum import links, moves, services
from forum.letters import moved
from forum.models import Event, EventChange, Mailing, Registration
from forum.services import mailings
from tests.forum.build import event, register
from tests.forum.test_registering import mails, sent

pytestmark = pytest.mark.django_db
SETTLED = mailings.SETTLED


@pytest.fixture
def of(time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    return event(20, slug="spring", venue="Old Hall")


def change(of, note="", **fields):
    there = Event.objects.get(pk=of.pk)
    before = moves.facts(there)
    for name, value in fields.items():
        setattr(there, name, value)
    there.save()
    return services.record_change(event=there, before=before, note=note)


def later(time_machine, **by):
    time_machine.move_to(timezone.now() + timedelta(**by), tick=False)


def told(registration):
    return mails(registration).count("forum.changed")


def words(registration):
    return moved.by_number(registration.pk)


def test_everybody_who_is_registered_is_told_once_when_staff_have_finished_saving(of, time_machine):
    people = [register(of, name) for name in ("ada", "ben")]
    change(of, venue="Middle Hall")
    later(time_machine, minutes=3)
    change(of, venue="New Hall")
    later(time_machine, minutes=4)
    assert services.send_mailings() == ""
    later(time_machine, minutes=1)
    assert [services.send_mailings() for _ in range(2)] == ["2 queued", ""]
    assert [told(one) for one in people] == [1, 1]
    letter = words(people[0])
    assert "Moved from Old Hall to New Hall." in letter.paragraphs
    assert letter.subject.startswith("Moved: forum on")


def test_what_somebody_else_has_queued_to_the_end_meanwhile_is_not_queued_again(of, time_machine):
    ada = register(of, "ada")
    change(of, venue="New Hall")
    later(time_machine, minutes=6)
    assert services.send_mailings() == "1 queued"
    assert mailings._send_slice(Mailing.objects.latest("pk").pk) == 0
    assert told(ada) == 1


def test_a_second_change_tells_only_what_is_new_since_the_first_mail(of, time_machine):
    made = register(of)
    for hall in ("Middle Hall", "New Hall"):
        change(of, venue=hall, note=f"It is the {hall}.")
        later(time_machine, minutes=5)
        services.send_mailings()
        letter = words(made)
        sent()
        later(time_machine, minutes=5)
    assert "Moved from Middle Hall to New Hall." in letter.paragraphs
    assert [note in letter.paragraphs for note in ("It is the Middle Hall.", "It is the New Hall.")] == [False, True]
    assert told(made) == 2


def test_what_is_taken_back_before_anybody_was_told_is_told_to_nobody(of, time_machine, mailoutbox):
    made = register(of)
    mail.send_due()
    change(of, venue="New Hall")
    later(time_machine, minutes=1)
    change(of, venue="Old Hall")
    later(time_machine, minutes=5)
    services.send_mailings()
    mail.send_due()
    assert [*QueuedMail.objects.filter(kind=moved.KIND, about=made.pk).values_list("state", flat=True)] == ["unneeded"]
    assert len(mailoutbox) == 1


def test_whoever_died_in_the_middle_leaves_nobody_out_and_tells_nobody_twice(of, time_machine, monkeypatch):
    monkeypatch.setattr(mailings, "SLICE", 2)
    people = [register(of, name) for name in ("ada", "ben", "cem", "dan", "eve")]
    change(of, venue="New Hall")
    later(time_machine, minutes=5)
    original, slices = mail.queue_each, []

    def dies_in_the_second_slice(**what):
        original(**what)
        slices.append(what["about"])
        if len(slices) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(mail, "queue_each", dies_in_the_second_slice)
    with pytest.raises(KeyboardInterrupt):
        services.send_mailings()
    assert [told(one) for one in people] == [1, 1, 0, 0, 0]
    sent()
    assert services.send_mailings() == "3 queued"
    assert [told(one) for one in people] == [1] * 5


def test_a_slice_is_few_queries_however_many_it_is_for(of, time_machine):
    later(time_machine, minutes=5)
    services.send_mailings()  # that it is announced
    counts = []
    for people in (range(1), range(1, 13)):
        for number in people:
            register(of, f"person-{number}")
        change(of, venue=f"Hall {people.stop}")
        later(time_machine, minutes=5)
        with CaptureQueriesContext(connection) as queries:
            assert services.send_mailings() == f"{people.stop} queued"
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 20  # two slices, of which the second finds nobody


def test_a_change_while_the_mail_to_many_is_on_its_way_reaches_all_of_them(of, time_machine, monkeypatch):
    monkeypatch.setattr(mailings, "SLICE", 1)
    people = [register(of, name) for name in ("ada", "ben")]
    change(of, venue="Middle Hall")
    later(time_machine, minutes=5)
    mailings._send_slice(Mailing.objects.get().pk)
    sent()
    later(time_machine, minutes=1)
    change(of, venue="New Hall")
    later(time_machine, minutes=5)
    services.send_mailings()
    assert [told(one) for one in people] == [2, 1]
    both = [words(one).paragraphs for one in people]
    assert "Moved from Middle Hall to New Hall." in both[0]
    assert "Moved from Old Hall to New Hall." in both[1]


def test_who_has_ended_is_held_unconfirmed_or_came_later_is_not_told(of, time_machine):
    ended, held, unconfirmed = register(of, "ada"), register(of, "ben", is_held=True), register(of, "cem")
    services.cancel(registration=ended)
    Registration.objects.filter(pk=unconfirmed.pk).update(state="awaiting_confirmation", is_unconfirmed=True, expires_at=of.begins_at)
    later(time_machine, minutes=1)
    change(of, venue="New Hall")
    later(time_machine, minutes=1)
    came_later = register(of, "dan")
    later(time_machine, minutes=5)
    assert services.send_mailings() == ""
    assert [told(one) for one in (ended, held, unconfirmed, came_later)] == [0] * 4
    assert words(ended) is None
    services.release(registration=held)
    assert mails(held) == ["forum.registration"]


def test_a_held_registration_for_a_cancelled_meeting_learns_that_when_it_is_let_go(of, time_machine):
    held = register(of, is_held=True)
    later(time_machine, minutes=1)
    change(of, is_cancelled=True)
    services.release(registration=held)
    assert mails(held) == ["forum.changed"]
    assert words(held).subject.startswith("Cancelled: forum on")


def test_the_mail_to_many_ran_late_and_the_meeting_has_begun(of, time_machine):
    made = register(of)
    change(of, venue="New Hall")
    time_machine.move_to(of.begins_at, tick=False)
    assert services.send_mailings() == ""
    assert told(made) == 0
    assert Mailing.objects.get(kind=Mailing.Kind.CHANGED).finished_at
    assert words(made) is None


def test_nobody_is_told_of_a_meeting_while_it_is_taken_back_to_draft(of, time_machine):
    made = register(of)
    change(of, state="draft", venue="New Hall")
    later(time_machine, hours=1)
    assert services.send_mailings() == ""
    Event.objects.update(state="published")
    assert services.send_mailings() == "1 queued"
    assert told(made) == 1


def test_what_people_do_not_plan_by_is_no_change(of):
    assert not change(of, summary="Other words.", doors_open=None)
    assert not EventChange.objects.exists()


def test_cancelled_and_taken_back(of, time_machine):
    made = register(of)
    sent()
    methods = []
    for cancelled in (True, False):
        later(time_machine, minutes=1)
        change(of, is_cancelled=cancelled)
        later(time_machine, minutes=5)
        services.send_mailings()
        letter = words(made)
        methods.append((letter.subject.partition(":")[0], str(icalendar.Calendar.from_ical(letter.calendar)["METHOD"])))
        sent()
    assert methods == [("Cancelled", "CANCEL"), ("It takes place after all", "REQUEST")]


def test_who_waits_is_told_without_an_entry_for_the_calendar(of, time_machine):
    made = register(of)
    Registration.objects.update(state="waiting", has_place=False)
    later(time_machine, minutes=1)
    change(of, venue="New Hall")
    letter = words(made)
    assert letter.calendar == b""
    assert "Your registration stands as it did." in " ".join(letter.paragraphs)


def test_every_page_and_the_calendar_file_say_from_where_to_where(of, client):
    made = register(of)
    change(of, venue="New Hall", starts=None, ends=None)
    day = moves.when(Event.objects.get())
    moved_to = f"Moved from {moves.when(of)} to {day}."
    private = f"/forum/registration/{links.token(made)}/"
    for at in ("/forum/spring/", "/forum/", "/", private, "/changes/", "/changes/feed.atom"):
        page = client.get(at).content.decode()
        assert [line for line in (moved_to, "Moved from Old Hall to New Hall.") if line not in page] == [], at
    entry = icalendar.Calendar.from_ical(client.get("/forum/spring.ics").content).walk("VEVENT")[0]
    assert entry["DESCRIPTION"].startswith(moved_to)
    assert entry["SEQUENCE"] == 1


def test_a_cancelled_meeting_is_told_among_the_changes_and_a_draft_is_not(of, client):
    change(of, is_cancelled=True)
    assert "Cancelled. This meeting will not take place." in client.get("/changes/feed.atom").content.decode()
    Event.objects.update(state="draft")
    assert "Cancelled." not in client.get("/changes/feed.atom").content.decode()
