"""An offer stands until its moment and passes on: by the due work, and by the moment itself where that has not run."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils import timezone

from citysafe.design import text
from citysafe.mail import services as mail
from forum import links, services
from forum.models import Event, Registration
from tests.forum.build import counts, event, register, stamp
from tests.forum.test_registering import mails, states

pytestmark = pytest.mark.django_db


@pytest.fixture
def three():
    """A meeting whose one place is offered to the first of two who wait."""
    of = event(1)
    first, *waiting = (register(of, name) for name in ("ada", "ben", "cem"))
    services.cancel(registration=first)
    return [of, *(Registration.objects.get(pk=one.pk) for one in waiting)]


def at(registration, act=""):
    return f"/forum/registration/{links.token(registration)}/{act}"


def test_an_offer_that_nobody_answers_passes_to_the_next_and_in_the_end_comes_free(three, time_machine):
    of, ben, cem = three
    assert services.expire_due() == ""
    time_machine.move_to(ben.expires_at, tick=False)
    assert services.expire_due() == "1 offer or unconfirmed registration has ended"
    assert states(of) == ["cancelled", "expired", "offered"]
    assert counts(of) == (1, 0)
    assert (mails(ben)[-1], mails(cem)[-1]) == ("forum.expired", "forum.offer")
    cem.refresh_from_db()
    assert cem.expires_at == timezone.now() + timedelta(hours=48)
    time_machine.move_to(cem.expires_at + timedelta(days=3), tick=False)
    services.expire_due()
    assert counts(of) == (0, 0)


def test_several_offers_pass_on_in_one_run_that_is_late(time_machine):
    of = event(2)
    first = [register(of, f"first-{number}") for number in range(2)]
    for number in range(5):
        register(of, f"waiting-{number}")
    for one in first:
        services.cancel(registration=one)
    time_machine.move_to(timezone.now() + timedelta(days=5), tick=False)
    services.expire_due()
    assert states(of) == ["cancelled"] * 2 + ["expired"] * 2 + ["offered"] * 2 + ["waiting"]
    assert services.expire_due() == ""
    assert counts(of) == (2, 1)


def test_after_its_moment_nobody_takes_it_where_the_due_work_has_not_run(three, time_machine):
    of, ben, cem = three
    time_machine.move_to(ben.expires_at - timedelta(seconds=1))
    assert not services.expire(registration=ben)
    time_machine.move_to(ben.expires_at, tick=False)
    assert not services.accept(registration=ben)
    assert states(of) == ["cancelled", "expired", "offered"]
    assert services.accept(registration=cem)
    assert counts(of) == (1, 0)


def test_an_offer_that_was_taken_in_time_does_not_end(three, time_machine):
    of, ben, _cem = three
    assert services.accept(registration=ben)
    time_machine.move_to(timezone.now() + timedelta(hours=49), tick=False)
    assert not services.expire(registration=ben)
    assert states(of) == ["cancelled", "confirmed", "waiting"]


def test_the_page_says_until_when_and_afterwards_that_it_is_over(client, three, time_machine):
    of, ben, cem = three
    until = timezone.localtime(ben.expires_at)
    assert f"{text.clock(until)}</time>. Please say whether you take it" in client.get(at(ben)).content.decode()
    assert f"{text.clock(until)}</time>" in client.get(at(ben, "accept/")).content.decode()
    assert "You are number 1." in client.get(at(cem)).content.decode()
    time_machine.move_to(ben.expires_at, tick=False)
    shown = client.get(at(ben)).content.decode()
    assert "Your time to answer is over" in shown
    assert f'href="/forum/{of.slug}/register/">register again' in shown
    assert client.get(at(ben, "accept/")).url == at(ben)
    client.post(at(ben, "accept/"), {"stamp": stamp(f"forum/accept.html {ben.pk}")})
    assert states(of) == ["cancelled", "offered", "waiting"]
    register(of, "ben")
    assert states(of) == ["cancelled", "expired", "offered", "waiting"]


def test_the_letter_says_until_when_and_nothing_once_that_is_over(three, mailoutbox, time_machine):
    ben = three[1]
    until = timezone.localtime(ben.expires_at)
    mail.send_due()
    [offered] = [letter for letter in mailoutbox if "free for you" in letter.subject]
    assert f"until {text.day(until)}, {text.clock(until)}." in offered.body
    mailoutbox.clear()
    services.send_again(registration=ben, by=None)
    time_machine.move_to(ben.expires_at, tick=False)
    mail.send_due()
    assert mailoutbox == []


@pytest.mark.parametrize("hours", [1, 72])
def test_it_never_goes_beyond_the_start_and_lasts_as_long_as_the_event_says(hours):
    of = event(1, offer_hours=hours)
    Event.objects.update(held_on=timezone.localdate() + timedelta(days=2), starts=time(10))
    of.refresh_from_db()
    first, second = register(of, "ada"), register(of, "ben")
    services.cancel(registration=first)
    second.refresh_from_db()
    assert second.expires_at - timezone.now() <= timedelta(hours=hours)
    assert second.expires_at == of.begins_at if hours == 72 else second.expires_at < of.begins_at


def test_what_stands_when_the_meeting_starts_passes_to_nobody(three, time_machine):
    of = three[0]
    time_machine.move_to(of.begins_at)
    Registration.objects.filter(state="offered").update(expires_at=of.begins_at)
    assert services.expire_due() == ""
    assert states(of) == ["cancelled", "offered", "waiting"]


def test_a_held_one_has_its_whole_time_from_when_it_is_told(time_machine):
    of = event(1)
    first, held = register(of, "ada"), register(of, "ben", is_held=True)
    services.cancel(registration=first)
    held.refresh_from_db()
    assert (held.state, held.expires_at) == ("offered", None)
    time_machine.move_to(timezone.now() + timedelta(hours=47), tick=False)
    services.release(registration=held)
    held.refresh_from_db()
    assert held.expires_at == timezone.now() + timedelta(hours=48)


@pytest.mark.parametrize(
    ("now", "ends"),
    [
        (datetime(2026, 10, 24, 12, tzinfo=UTC), "26 October 2026, midday"),
        (datetime(2027, 3, 27, 12, tzinfo=UTC), "29 March 2027, 1pm"),
        (datetime(2028, 2, 28, 12, tzinfo=UTC), "1 March 2028, midday"),
    ],
)
def test_it_lasts_its_hours_when_the_clock_changes_and_says_the_hour_of_the_clock(now, ends, time_machine, mailoutbox):
    time_machine.move_to(now, tick=False)
    of = event(1)
    first, second = register(of, "ada"), register(of, "ben")
    services.cancel(registration=first)
    second.refresh_from_db()
    assert second.expires_at == now + timedelta(hours=48)
    mail.send_due()
    assert [letter for letter in mailoutbox if f"kept for you until {ends}." in letter.body]


def test_an_offer_whose_moment_is_over_keeps_its_address_from_nobody(three, time_machine):
    of, ben, cem = three
    dan = register(event(1), "dan")
    services.ask_for_new_address(registration=cem, email="ben@example.org")
    time_machine.move_to(ben.expires_at, tick=False)
    cem.refresh_from_db()
    assert services.confirm_new_address(registration=cem)
    assert states(of) == ["cancelled", "expired", "offered"]
    services.cancel(registration=Registration.objects.get(pk=cem.pk))
    eve, dan_there = register(of, "eve"), register(of, "dan")
    services.cancel(registration=eve)
    time_machine.move_to(timezone.now() + timedelta(hours=48), tick=False)
    assert services.move_to_event(registration=dan, event=of, by=None, why="Asked for.")
    dan_there.refresh_from_db()
    assert (dan_there.state, counts(of)) == ("expired", (1, 0))


def test_where_the_meeting_is_cancelled_no_offer_ends_and_nobody_is_told_that_one_did(three, time_machine, mailoutbox):
    of, ben, _cem = three
    Event.objects.filter(pk=of.pk).update(is_cancelled=True)
    time_machine.move_to(ben.expires_at + timedelta(hours=1), tick=False)
    assert services.expire_due() == ""
    register(Event.objects.get(pk=of.pk), "ben")
    assert states(of) == ["cancelled", "offered", "waiting"]
    services.expire(registration=ben)
    mail.send_due()
    assert not [letter for letter in mailoutbox if "offer has ended" in letter.subject]
