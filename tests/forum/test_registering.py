"""Places, the queue and the mail, whatever people do: by the services, on both databases."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from citysafe.mail.models import QueuedMail
from forum import services
from forum.models import Needs, Registration
from tests.factories import EventFactory
from tests.forum.build import NOTICE, counts, event, person, register

pytestmark = pytest.mark.django_db


def mails(registration):
    return [*QueuedMail.objects.filter(about=registration.pk).order_by("pk").values_list("kind", flat=True)]


def sent(**fields):
    """As if all that is queued had gone out."""
    QueuedMail.objects.waiting().update(state="sent", finished_at=timezone.now(), **fields)


def states(of):
    return [*of.registrations.order_by("pk").values_list("state", flat=True)]


def test_places_go_to_the_first_and_the_others_wait():
    of = event(2)
    assert [register(of, name).state for name in ("ada", "ben", "cem")] == ["confirmed", "confirmed", "waiting"]
    assert counts(of) == (2, 1)


def test_place_registration_needs_and_mail_are_stored_together():
    made = register(event(), details=person("ada", needs={"access": "", "dietary": "No nuts", "communication": ""}))
    assert made.needs.dietary == "No nuts"
    assert mails(made) == ["forum.registration"]


def test_without_places_nobody_registers():
    with pytest.raises(services.NoPlacesError):
        register(EventFactory(coming=True))
    assert not Registration.objects.exists()


@pytest.mark.parametrize("address", ["sam@example.org", "SAM@Example.ORG", " sam@example.org "])
def test_an_address_is_registered_once_and_is_told_so_once_an_hour(address):
    of = event(5)
    first = register(of)
    for _ in range(3):
        told = services.register(event=of, key=uuid4(), details=person(email=address), notice_version=NOTICE)
        assert told == "confirmed"
        services.tell_who_asked_again()
    assert counts(of) == (1, 0)
    assert mails(first) == ["forum.registration", "forum.already"]
    sent(queued_at=timezone.now() - timedelta(minutes=61))
    register(of)
    assert services.tell_who_asked_again() == "1 told that they are registered already"
    assert services.tell_who_asked_again() == ""
    assert mails(first)[2:] == ["forum.already"]


def test_a_known_address_is_told_what_a_new_one_would_be():
    of = event(1)
    register(of, "ada")
    assert services.register(event=of, key=uuid4(), details=person("ada"), notice_version=NOTICE) == "waiting"


def test_the_same_form_sent_again_gets_the_first_answer():
    of, key = event(1), uuid4()
    told = [services.register(event=of, key=key, details=person(), notice_version=NOTICE) for _ in range(3)]
    assert told == ["confirmed"] * 3
    assert counts(of) == (1, 0)
    assert QueuedMail.objects.count() == 1


def test_a_cancelled_place_goes_to_the_first_who_waits_and_a_newcomer_waits_behind():
    of = event(1)
    ada, ben, _cem = (register(of, name) for name in ("ada", "ben", "cem"))
    assert services.cancel(registration=ada)
    assert states(of) == ["cancelled", "offered", "waiting"]
    assert counts(of) == (1, 1)
    assert register(of, "dan").state == "waiting"
    assert mails(ada)[-1] == "forum.ended"
    assert mails(ben)[-1] == "forum.offer"


def test_a_place_that_nobody_waits_for_comes_free():
    of = event(1)
    services.cancel(registration=register(of))
    assert counts(of) == (0, 0)
    assert register(of, "ben").state == "confirmed"


def test_cancelling_twice_frees_one_place():
    of = event(2)
    sam, _ = register(of), register(of, "ben")
    assert [services.cancel(registration=sam) for _ in range(2)] == [True, False]
    assert counts(of) == (1, 0)


def test_leaving_the_queue_moves_nobody_else():
    of = event(1)
    _, ben, _cem = (register(of, name) for name in ("ada", "ben", "cem"))
    services.cancel(registration=ben)
    assert states(of) == ["confirmed", "cancelled", "waiting"]
    assert counts(of) == (1, 1)


def test_an_offer_is_accepted_once_or_declined_and_passed_on():
    of = event(1)
    ada, ben, cem = (register(of, name) for name in ("ada", "ben", "cem"))
    sent()
    services.cancel(registration=ada)
    assert [services.decline(registration=ben) for _ in range(2)] == [True, False]
    assert [services.accept(registration=cem) for _ in range(2)] == [True, False]
    assert states(of) == ["cancelled", "declined", "confirmed"]
    assert counts(of) == (1, 0)
    assert mails(cem)[-2:] == ["forum.offer", "forum.registration"]


def test_who_was_offered_nothing_can_neither_accept_nor_decline():
    of = event(1)
    ada, ben = register(of, "ada"), register(of, "ben")
    assert not services.accept(registration=ben)
    assert not services.decline(registration=ada)
    assert states(of) == ["confirmed", "waiting"]


def test_more_places_are_offered_in_the_order_of_the_queue():
    of = event(1)
    for name in ("ada", "ben", "cem", "dan"):
        register(of, name)
    services.set_capacity(event=of, capacity=3, by=None)
    assert states(of) == ["confirmed", "offered", "offered", "waiting"]
    assert counts(of) == (3, 1)


def test_places_that_are_taken_are_not_taken_away():
    of = event(3)
    register(of, "ada"), register(of, "ben")
    with pytest.raises(services.TooFewPlacesError) as refused:
        services.set_capacity(event=of, capacity=1, by=None)
    assert refused.value.taken == 2
    services.set_capacity(event=of, capacity=2, by=None)
    assert register(of, "cem").state == "waiting"


def test_who_has_cancelled_can_register_again():
    of = event(1)
    services.cancel(registration=register(of))
    assert register(of).state == "confirmed"
    assert states(of) == ["cancelled", "confirmed"]


def test_needs_go_as_soon_as_somebody_cancels():
    made = register(event(), details=person(needs={"access": "A ramp", "dietary": "", "communication": ""}))
    services.cancel(registration=made)
    assert not Needs.objects.exists()


def test_a_held_registration_has_its_place_and_its_mail_waits():
    of = event(1)
    held = register(of, is_held=True)
    assert counts(of) == (1, 0)
    assert mails(held) == []
    register(of, is_held=True)
    assert services.tell_who_asked_again() == ""
    assert mails(held) == []
    assert services.release_old_holds() == ""
    Registration.objects.update(registered_at=timezone.now() - timedelta(hours=49))
    assert services.release_old_holds() == "1 held registration let go"
    assert mails(held) == ["forum.registration"]
    assert not services.release(registration=held)


def test_a_form_sent_again_is_told_the_same_whether_the_address_was_known_or_not():
    of = event(3)
    register(of, "known")
    keys = {name: uuid4() for name in ("known", "new")}

    def send(name):
        return services.register(event=of, key=keys[name], details=person(name), notice_version=NOTICE)

    assert [send(name) for name in keys] == ["confirmed"] * 2
    register(of, "last")
    assert [send(name) for name in keys] == ["confirmed"] * 2
    assert counts(of) == (3, 0)


def test_one_form_sent_with_two_addresses_is_two_submissions():
    of, stamp = event(), uuid4()
    keys = {services.submission_key(stamp, event=of, email=email) for email in ("a@example.org", " A@example.org", "b@example.org")}
    assert len(keys) == 2
    assert services.submission_key(stamp, event=event(), email="a@example.org") not in keys


def test_who_registers_after_a_program_did_is_told_with_the_next_due_work():
    of = event()
    held = register(of, is_held=True)
    register(of)
    assert services.tell_who_asked_again()
    held.refresh_from_db()
    assert not held.is_held
    assert mails(held) == ["forum.registration"]


def test_what_is_held_is_let_go_the_day_before_the_meeting(time_machine):
    of = event()
    held = register(of, is_held=True)
    time_machine.move_to(of.begins_at - timedelta(days=1))
    Registration.objects.update(registered_at=timezone.now())
    services.release_old_holds()
    assert mails(held) == ["forum.registration"]


def test_a_held_registration_that_has_ended_is_not_let_go():
    held = register(event(), is_held=True)
    services.cancel(registration=held)
    assert not services.release(registration=held)
    assert mails(held) == []


def test_a_mail_that_waits_already_is_not_queued_again():
    of = event(1)
    ada, ben, cem = (register(of, name) for name in ("ada", "ben", "cem"))
    services.move_to_front(registration=cem, by=None, why="as agreed")
    assert mails(cem) == ["forum.waiting"]
    for end in (ada, cem):
        services.cancel(registration=end)
    services.accept(registration=ben)
    assert mails(ben) == ["forum.waiting", "forum.offer", "forum.registration"]
