"""What the stress run looks for, at a moment and between two, is seen when it happens, and nothing else is."""

from uuid import uuid4

import pytest

from citysafe.mail.models import QueuedMail
from forum import services
from forum.models import HandOver, Registration
from tests.forum.build import event, register
from tests.stress import invariants, order

pytestmark = pytest.mark.django_db


@pytest.fixture
def of():
    """One has the place; two wait."""
    made = event(1)
    for name in ("ada", "ben", "cem"):
        register(made, name)
    return made


def seen(of, act):
    """What is said of the moments before and after."""
    before = order.look(of)
    act()
    try:
        order.check(before, order.look(of))
    except AssertionError as fault:
        return str(fault)
    return ""


def named(name):
    return Registration.objects.get(email=f"{name}@example.org")


def write(name, **fields):
    """Behind the services."""
    Registration.objects.filter(pk=named(name).pk).update(**fields)


def test_whatever_the_services_do_is_in_order(of):
    decided = {"by": None, "why": "A reason."}
    assert seen(of, lambda: services.cancel(registration=named("ada"))) == ""
    assert seen(of, lambda: services.move_to_front(registration=named("cem"), **decided)) == ""
    assert seen(of, lambda: services.set_capacity(event=of, capacity=2, by=None)) == ""
    register(of, "dan")
    assert seen(of, lambda: services.give_place(registration=register(of, "eve"), **decided)) == ""
    assert seen(of, lambda: services.move_to_front(registration=named("dan"), **decided)) == ""


def test_whoever_overtakes_is_seen(of):
    assert "Somebody was served before" in seen(of, lambda: write("cem", state="offered", has_place=True, expires_at="2030-01-01T00:00Z"))


def test_a_newcomer_who_takes_a_place_while_somebody_waits_is_seen(of):
    def come():
        register(of, "dan")
        write("dan", state="confirmed", has_place=True)

    assert "Somebody was served before" in seen(of, come)


def test_what_had_ended_and_is_there_again_is_seen(of):
    services.cancel(registration=named("cem"))
    assert "What had ended" in seen(of, lambda: write("cem", state="waiting"))


def test_somebody_erased_who_is_back_is_seen(of):
    gone = named("cem")
    services.erase(registration=gone)
    back = Registration.objects.filter(pk=gone.pk)
    assert "Somebody erased" in seen(of, lambda: back.update(full_name="Cem"))


def offered_to_ben():
    services.cancel(registration=named("ada"))


def waiting_mail(name, kind):
    return QueuedMail.objects.filter(kind=kind, about=named(name).pk)


@pytest.mark.parametrize(
    ("do", "sentence"),
    [
        (lambda: waiting_mail("ben", "forum.offer").delete(), "A registration is without the mail that says how it stands"),
        (lambda: waiting_mail("ada", "forum.ended").delete(), "A registration is without the mail that says how it stands"),
        (lambda: QueuedMail.objects.create(kind="forum.offer", about=named("ben").pk), "The same mail waits twice"),
        (lambda: write("cem", full_name=None), "Something is left of somebody who is erased"),
    ],
)
def test_a_registration_and_its_mail_that_do_not_go_together_are_seen(of, do, sentence):
    offered_to_ben()
    assert invariants.faults(of) == []
    do()
    assert [fault.partition(":")[0] for fault in invariants.faults(of)] == [sentence]


def test_mail_about_somebody_erased_and_a_colleague_they_had_invited_are_seen(of):
    gone = named("cem")
    services.erase(registration=gone)
    assert invariants.faults(of) == []
    mail = QueuedMail.objects.create(kind="forum.ended", about=gone.pk)
    assert invariants.faults(of)[0].startswith("Something is left of somebody who is erased")
    mail.delete()
    HandOver.objects.create(registration=gone, colleague_name="Dan", colleague_email="dan@example.org")
    assert invariants.faults(of)[0].startswith("Something is left of somebody who is erased")


def test_whoever_handed_over_is_told_that_and_nothing_else(of):
    services.invite(registration=named("ada"), full_name="Dan", email="dan@example.org")
    [invitation] = HandOver.objects.select_related("registration__event")
    details = services.Details(full_name="Dan", email="dan@example.org", other_organisation="Resident")
    before = order.look(of)
    assert services.take_over(hand_over=invitation, key=uuid4(), details=details, notice_version="2026-01-01")
    order.check(before, order.look(of))
    assert invariants.faults(of) == []
    QueuedMail.objects.filter(kind="forum.handed-over").delete()
    assert any(fault.startswith("A registration is without the mail") for fault in invariants.faults(of))
