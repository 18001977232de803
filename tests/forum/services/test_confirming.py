"""An address is confirmed by its owner: a place is held until then, or the position, and what nobody confirms goes."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from citysafe.mail import services as mail
from citysafe.privacy import purging
from forum import links, services
from forum.models import Needs, Registration
from tests.forum.build import NOTICE, counts, event, person, register, stamp, typed
from tests.forum.test_registering import mails, states

pytestmark = pytest.mark.django_db


@pytest.fixture
def of():
    return event(1, confirms_by_mail=True)


def at(registration, act=""):
    return f"/forum/registration/{links.token(registration)}/{act}"


def test_a_place_is_held_until_it_is_confirmed(of):
    made = register(of)
    assert (made.state, made.has_a_place, made.expires_at) == ("awaiting_confirmation", True, made.expires_at)
    assert timedelta(hours=23) < made.expires_at - timezone.now() <= timedelta(hours=24)
    assert (counts(of), mails(made)) == ((1, 0), ["forum.confirm"])
    assert [services.confirm(registration=made) for _ in range(2)] == [True, False]
    made.refresh_from_db()
    assert (made.state, made.expires_at, made.is_unconfirmed, counts(of)) == ("confirmed", None, False, (1, 0))


def test_without_a_free_place_the_position_is_kept_and_counts_once_confirmed(of):
    _ada, ben, cem = (register(of, name) for name in ("ada", "ben", "cem"))
    assert (ben.state, ben.has_a_place, counts(of)) == ("awaiting_confirmation", False, (1, 0))
    services.confirm(registration=cem)
    services.confirm(registration=ben)
    queue = Registration.objects.in_the_queue().with_position()
    assert [(one.full_name, one.position) for one in queue] == [("Ben", 1), ("Cem", 2)]
    assert counts(of) == (1, 2)


def test_who_had_no_place_gets_the_one_that_came_free_before_the_confirmation(of):
    ada, ben = register(of, "ada"), register(of, "ben")
    services.cancel(registration=ada)
    assert counts(of) == (0, 0)
    services.confirm(registration=ben)
    assert states(of) == ["cancelled", "confirmed"]


def test_what_nobody_confirms_ends_without_another_mail_and_passes_its_place_on(of, time_machine):
    made = register(of, details=person(needs={"access": "A ramp", "dietary": "", "communication": ""}))
    waiting = register(of, "ben")
    services.confirm(registration=waiting)
    time_machine.move_to(made.expires_at)
    assert services.expire_due() == "1 offer or unconfirmed registration has ended"
    assert states(of) == ["expired", "offered"]
    assert (mails(made), mails(waiting)[-1]) == (["forum.confirm"], "forum.offer")
    assert not Needs.objects.exists()
    assert counts(of) == (1, 0)


def test_after_its_moment_it_is_refused_with_a_page_and_a_way_back_where_the_due_work_has_not_run(client, of, time_machine):
    made = register(of)
    time_machine.move_to(made.expires_at)
    answer = client.post(at(made, "confirm/"), {"stamp": stamp(f"forum/confirm.html {made.pk}")}, follow=True)
    shown = answer.content.decode()
    assert "This registration was not confirmed in time" in shown
    assert f'href="/forum/{of.slug}/register/">register again' in shown
    assert not services.confirm(registration=made)
    assert states(of) == ["expired"]
    assert counts(of) == (0, 0)


def test_the_same_address_registers_anew_where_the_due_work_has_not_run(of, time_machine):
    made = register(of)
    time_machine.move_to(made.expires_at)
    again = register(of)
    assert (states(of), again.state) == (["expired", "awaiting_confirmation"], "awaiting_confirmation")
    assert counts(of) == (1, 0)


def test_from_the_form_to_the_place_by_the_link_in_the_mail_and_reading_confirms_nothing(client, of, mailoutbox):
    answer = client.post(f"/forum/{of.slug}/register/", typed(of))
    page = client.get(answer.url).content.decode()
    assert "<h1>Please confirm by e-mail</h1>" in page
    assert "within 24 hours" in page
    assert "Until then we are holding a place for you" in page
    mail.send_due()
    [letter] = mailoutbox
    assert letter.subject.startswith("Please confirm")
    link = re.search(r"http://localhost:8000(/forum/registration/\S+/confirm/)", letter.body)[1]
    assert [client.get(link).status_code, client.head(link).status_code, client.get(link + "?confirm=1").status_code] == [200] * 3
    made = Registration.objects.get()
    assert made.state == "awaiting_confirmation"
    shown = client.post(link, {"stamp": stamp(f"forum/confirm.html {made.pk}")}, follow=True).content.decode()
    assert "<h1>You have a place</h1>" in shown
    mail.send_due()
    assert mailoutbox[-1].subject.startswith("Your place")


def test_a_known_address_is_told_the_same_and_its_owner_gets_the_link_again(of, mailoutbox):
    made = register(of)
    told = [services.register(event=of, key=uuid4(), details=person(name), notice_version=NOTICE) for name in ("sam", "new")]
    assert told == ["waiting"] * 2
    services.tell_who_asked_again()
    assert mails(made) == ["forum.confirm", "forum.already"]
    mail.send_due()
    assert [letter.subject.split(":")[0] for letter in mailoutbox if letter.to == ["sam@example.org"]] == ["Please confirm"] * 2


def test_a_held_one_keeps_its_place_and_has_its_whole_time_from_when_it_is_told(of, time_machine):
    held = register(of, is_held=True)
    assert (held.expires_at, counts(of), mails(held)) == (None, (1, 0), [])
    time_machine.move_to(timezone.now() + timedelta(hours=49), tick=False)
    assert services.expire_due() == ""
    services.release_old_holds()
    held.refresh_from_db()
    assert held.expires_at == timezone.now() + timedelta(hours=24)
    assert mails(held) == ["forum.confirm"]


def test_who_is_unconfirmed_cancels_and_the_place_passes_on(of):
    made, waiting = register(of), register(of, "ben")
    services.confirm(registration=waiting)
    assert services.cancel(registration=made)
    assert states(of) == ["cancelled", "offered"]
    assert counts(of) == (1, 0)


def test_what_nobody_confirmed_is_erased_after_48_hours_and_what_somebody_confirmed_stays(of, time_machine):
    made, other = register(of), register(of, "ben")
    services.confirm(registration=other)
    time_machine.move_to(made.registered_at + timedelta(hours=47))
    services.expire_due()
    purging.run()
    assert Registration.objects.filter(full_name__isnull=False).count() == 2
    time_machine.move_to(made.registered_at + timedelta(hours=48))
    assert purging.run() == "erased registrations that nobody confirmed (1)"
    made.refresh_from_db()
    other.refresh_from_db()
    assert (made.full_name, made.email, made.email_key, other.full_name) == (None, None, None, "Ben")


def test_what_nobody_confirmed_ends_after_the_start_too(of, time_machine):
    register(of)
    time_machine.move_to(of.begins_at + timedelta(days=1))
    services.expire_due()
    assert states(of) == ["expired"]
