"""What a calendar program shows of a meeting, from the first mail to the last: the mails as they arrive, read as the program reads them."""

from uuid import uuid4

import pytest
from django.utils import timezone

from citysafe.mail import services as mail
from citysafe.mail.models import QueuedMail
from forum import services
from forum.models import HandOver, Registration
from tests.forum.build import NOTICE, event, person, register
from tests.forum.calendar_program import Programs
from tests.forum.test_moved import change, later

pytestmark = pytest.mark.django_db
LONG = "Sicherheit für alle, im Viertel; “Überblick” \\n und Aussprache: " + "ä" * 40


@pytest.fixture
def of(time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    return event(1, title=LONG, venue="Old Hall", confirms_by_mail=True)


@pytest.fixture
def programs(mailoutbox):
    return Programs(mailoutbox)


def confirmed(of, name="sam"):
    made = register(of, name)
    assert services.confirm(registration=made)
    return Registration.objects.select_related("event").get(pk=made.pk)


def moved(of, time_machine, **fields):
    later(time_machine, minutes=1)
    change(of, **fields)
    later(time_machine, minutes=6)
    services.send_mailings()


def shown(program):
    return [(str(entry["UID"]), str(entry["SUMMARY"]), str(entry.get("LOCATION", ""))) for entry in program.shown]


def uid(registration):
    return f"forum-{registration.reference}@localhost"


def test_registered_confirmed_moved_cancelled_registered_anew_and_the_meeting_is_cancelled(of, programs, time_machine):
    made = register(of)
    assert programs.fetch() == []
    services.confirm(registration=made)
    assert programs.fetch() == [("sam", "REQUEST")]
    assert shown(programs["sam@example.org"]) == [(uid(made), LONG, "Old Hall")]
    moved(of, time_machine, venue="New Hall")
    assert programs.fetch() == [("sam", "REQUEST")]
    assert shown(programs["sam@example.org"]) == [(uid(made), LONG, "New Hall")]
    later(time_machine, minutes=1)
    services.cancel(registration=made)
    assert programs.fetch() == [("sam", "CANCEL")]
    assert shown(programs["sam@example.org"]) == []
    later(time_machine, minutes=1)
    anew = confirmed(of)
    assert programs.fetch() == [("sam", "REQUEST")]
    assert shown(programs["sam@example.org"]) == [(uid(anew), LONG, "New Hall")]
    assert uid(anew) != uid(made)
    moved(of, time_machine, is_cancelled=True)
    assert programs.fetch() == [("sam", "CANCEL")]
    assert shown(programs["sam@example.org"]) == []


def test_cancelled_by_mistake_it_comes_back_under_the_same_name(of, programs, time_machine):
    made = confirmed(of)
    programs.fetch()
    for is_cancelled, method in ((True, "CANCEL"), (False, "REQUEST")):
        moved(of, time_machine, is_cancelled=is_cancelled)
        assert programs.fetch() == [("sam", method)]
    assert [name for name, *_ in shown(programs["sam@example.org"])] == [uid(made)]


def test_handed_over_it_leaves_one_calendar_and_comes_into_the_other_under_another_name(of, programs, time_machine):
    made = confirmed(of)
    programs.fetch()
    first = uid(made)
    hand_over(made, time_machine)
    assert sorted(programs.fetch()) == [("alex", "REQUEST"), ("sam", "CANCEL")]
    there = Registration.objects.get(pk=made.pk)
    assert (shown(programs["sam@example.org"]), [name for name, *_ in shown(programs["alex@example.org"])]) == ([], [uid(there)])
    assert uid(there) != first
    moved(of, time_machine, is_cancelled=True)
    assert programs.fetch() == [("alex", "CANCEL")]
    assert shown(programs["alex@example.org"]) == []


def test_handed_over_twice_each_loses_what_they_had(of, programs, time_machine):
    made = confirmed(of)
    programs.fetch()
    hand_over(made, time_machine)
    programs.fetch()
    hand_over(Registration.objects.get(pk=made.pk), time_machine, "kim")
    assert sorted(programs.fetch()) == [("alex", "CANCEL"), ("kim", "REQUEST")]


def test_who_waits_has_an_entry_when_they_have_taken_the_place_and_not_before(of, programs, time_machine):
    ada, ben = confirmed(of, "ada"), confirmed(of, "ben")
    assert programs.fetch() == [("ada", "REQUEST")]
    later(time_machine, minutes=1)
    services.cancel(registration=ada)
    assert programs.fetch() == [("ada", "CANCEL")]
    moved(of, time_machine, venue="New Hall")
    assert programs.fetch() == []
    services.accept(registration=ben)
    assert programs.fetch() == [("ben", "REQUEST")]
    later(time_machine, minutes=1)
    services.cancel(registration=ben)
    assert programs.fetch() == [("ben", "CANCEL")]


def test_moved_to_another_meeting_it_is_taken_away_here_and_comes_there(of, programs, time_machine):
    made = confirmed(of)
    programs.fetch()
    later(time_machine, minutes=1)
    services.move_to_event(registration=made, event=event(1, title="Another"), by=None, why="as asked")
    assert sorted(programs.fetch()) == [("sam", "CANCEL"), ("sam", "REQUEST")]
    assert [title for _, title, _ in shown(programs["sam@example.org"])] == ["Another"]


def waits_and_ends(of, time_machine):
    Registration.objects.filter(pk=confirmed(of, "ada").pk).update(is_held=True)
    ben = confirmed(of, "ben")
    mail.send_due()
    services.cancel(registration=ben)


def turns_an_offer_down(of, time_machine):
    waits_and_ends(of, time_machine)
    cem = confirmed(of, "cem")
    mail.send_due()
    services.change_capacity(event=of, capacity=2)
    mail.send_due()
    assert services.decline(registration=cem)


def hands_over_while_waiting(of, time_machine):
    waits_and_ends(of, time_machine)
    hand_over(confirmed(of, "cem"), time_machine)


def ends_before_any_mail(of, time_machine):
    services.cancel(registration=confirmed(of))


def is_told_with_the_first_mail_that_it_is_cancelled(of, time_machine):
    confirmed(of)
    moved(of, time_machine, is_cancelled=True)


NEVER = [
    waits_and_ends,
    turns_an_offer_down,
    hands_over_while_waiting,
    ends_before_any_mail,
    is_told_with_the_first_mail_that_it_is_cancelled,
]


@pytest.mark.parametrize("happens", NEVER)
def test_nothing_is_taken_back_from_whoever_never_had_an_entry(happens, of, programs, time_machine, mailoutbox):
    happens(of, time_machine)
    assert [method for name, method in programs.fetch() if name != "ada"] == []
    assert mailoutbox, "A letter goes all the same."
    assert [one.body for one in mailoutbox if "calendar file" in one.body and one.to != ["ada@example.org"]] == []


def test_a_mail_that_may_have_arrived_is_taken_back(of, programs, time_machine):
    made = confirmed(of)
    programs.fetch()
    QueuedMail.objects.filter(kind="forum.registration").update(
        state="waiting", finished_at=None, fault="The mail server did not answer in time."
    )
    later(time_machine, minutes=1)
    services.cancel(registration=made)
    assert programs.fetch() == [("sam", "CANCEL")]


def hand_over(made, time_machine, name="alex"):
    later(time_machine, minutes=1)
    assert services.invite(registration=made, full_name=name.title(), email=f"{name}@example.org")
    later(time_machine, minutes=1)
    accepted = services.take_over(hand_over=HandOver.objects.latest("pk"), key=uuid4(), details=person(name), notice_version=NOTICE)
    assert accepted
