"""The outbox: what is queued, what is sent, what is tried again and when it is given up."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.utils import timezone

from citysafe.mail import services
from citysafe.mail.kinds import UnknownKindError
from citysafe.mail.models import QueuedMail, QueuedMailQuerySet
from tests.citysafe.mail.conftest import LETTER
from tests.factories import QueuedMailFactory, UserFactory

pytestmark = pytest.mark.django_db


def make_due(**fields) -> None:
    QueuedMail.objects.update(due_at=timezone.now(), **fields)


@pytest.fixture
def server(monkeypatch):
    """A mail server whose answers are listed; after the last one it takes everything."""
    faults: list[Exception | None] = []
    send = EmailBackend.send_messages

    def answer(self, messages):
        if faults and (fault := faults.pop(0)):
            raise fault
        return send(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", answer)
    return faults


def test_a_mail_goes_to_one_person_with_the_message_id_that_was_stored(example):
    (queued,) = example.queue(7)
    assert services.send_due() == {"sent": 1}
    (sent,) = mail.outbox
    assert (sent.to, sent.cc, sent.bcc) == (["guest7@example.org"], [], [])
    assert sent.message()["Message-ID"] == queued.message_id
    queued.refresh_from_db()
    assert (queued.state, queued.attempts, queued.claimed_until) == ("sent", 1, None)
    assert services.send_due() == {}


def test_what_the_caller_takes_back_is_not_queued(example):
    with transaction.atomic():
        example.queue(1)
        transaction.set_rollback(True)
    assert not QueuedMail.objects.exists()


def test_the_same_mail_is_queued_once_until_it_is_tried(example):
    first, again, other = (example.queue(about)[0] for about in (1, 1, 2))
    assert (again == first, other == first) == (True, False)
    QueuedMail.objects.filter(pk=first.pk).update(attempts=1, claimed_until=None)
    assert example.queue(1)[0] != first


def test_an_unknown_kind_is_refused_at_once():
    with pytest.raises(UnknownKindError):
        services.queue(kind="nobody.knows", about=1)


def test_mail_that_nobody_needs_any_more_is_not_sent(example):
    example.letters[1] = None
    example.queue(1)
    assert services.run() == "1 no longer needed"
    assert mail.outbox == []
    assert QueuedMail.objects.get().state == "unneeded"


def test_the_gaps_grow_until_it_is_given_up_after_three_days(example, server, time_machine):
    time_machine.move_to(start := timezone.now(), tick=False)
    server.extend([ConnectionRefusedError()] * 100)
    example.queue(1)
    tries = []
    while QueuedMail.objects.waiting().exists():
        time_machine.move_to(QueuedMail.objects.get().due_at, tick=False)
        services.send_due()
        tries.append(round((timezone.now() - start).total_seconds() / 60))
    assert tries[:9] == [0, 1, 6, 21, 81, 201, 441, 921, 1401]
    assert tries[-1] == 72 * 60
    given_up = QueuedMail.objects.get()
    assert given_up.state == "failed"
    assert given_up.fault == "The mail server could not be reached, or broke off (ConnectionRefusedError)."


def test_a_refused_mail_waits_and_the_next_one_goes(example, server):
    server.append(SMTPRecipientsRefused({"guest1@example.org": (550, b"no guest1@example.org here")}))
    first, _ = example.queue(1, 2)
    assert services.run() == "1 sent, 1 to be tried again"
    first.refresh_from_db()
    assert first.fault == "The mail server did not take it (550)."
    assert first.due_at > timezone.now()


@pytest.mark.parametrize("fault", [ConnectionResetError(), TimeoutError(), SMTPRecipientsRefused({"a": (421, b"closing")})], ids=repr)
def test_a_silent_server_ends_the_round(example, server, fault):
    server.append(fault)
    example.queue(1, 2)
    assert services.send_due() == {"put off": 1}
    assert example.written == [1]


@pytest.mark.parametrize(
    "address", ["", "ann", "a@example.org,b@example.org", "a\n@example.org", "a\0@example.org", "änn@example.org", '"\x01"@example.org']
)
def test_an_address_that_no_mail_can_go_to_is_told_to_staff_and_stops_nobody_else(example, address):
    example.letters[1] = type(LETTER)(to=address, subject="Hello", paragraphs=["Hello"])
    first, _ = example.queue(1, 2)
    assert services.send_due() == {"failed": 1, "sent": 1}
    first.refresh_from_db()
    assert (first.state, first.fault) == ("failed", "No mail can go to this address.")


def test_a_letter_that_cannot_be_written_stops_nobody_else(example, caplog):
    example.letters[1] = "no letter at all"
    example.queue(1, 2)
    assert services.send_due() == {"put off": 1, "sent": 1}
    assert "could not be written" in caplog.text
    assert QueuedMail.objects.waiting().get().fault == "It could not be written (AttributeError)."


def test_a_kind_that_no_room_has_any_more_waits_for_its_return(example):
    QueuedMailFactory(kind="former.kind")
    assert services.send_due() == {"put off": 1}


def test_mail_in_other_hands_is_left_alone_until_the_claim_ends(example):
    example.queue(1)
    make_due(claimed_until=timezone.now() + timedelta(minutes=5))
    assert services.send_due() == {}
    make_due(claimed_until=timezone.now())
    assert services.send_due() == {"sent": 1}


def test_who_is_late_to_claim_goes_on_with_the_next(example, monkeypatch):
    """Two senders read the same mail; the one that the database lets through has it."""
    mine, _ = example.queue(1, 2)
    first = QueuedMailQuerySet.first

    def then_a_rival_claims(self):
        found = first(self)
        QueuedMail.objects.filter(pk=mine.pk).update(claimed_until=timezone.now() + timedelta(minutes=5))
        return found

    monkeypatch.setattr(QueuedMailQuerySet, "first", then_a_rival_claims)
    assert services.send_due() == {"sent": 1}
    assert example.written == [2]


def test_a_fault_of_a_sender_that_was_too_slow_is_not_stored_over_another_s_claim(example, server, monkeypatch):
    server.append(ConnectionResetError())
    (mine,) = example.queue(1)
    rival = timezone.now() + timedelta(minutes=9)
    as_written = services.message

    def while_a_rival_claims(letter, message_id):
        QueuedMail.objects.filter(pk=mine.pk).update(claimed_until=rival)
        return as_written(letter, message_id)

    monkeypatch.setattr(services, "message", while_a_rival_claims)
    services.send_due()
    mine.refresh_from_db()
    assert (mine.claimed_until, mine.fault) == (rival, "")


def test_a_round_is_bounded_and_ends_when_asked(example, monkeypatch):
    example.queue(1, 2, 3)
    assert services.send_due(most=2) == {"sent": 2}
    services.tasks.ending.set()
    try:
        assert services.send_due() == {}
    finally:
        services.tasks.ending.clear()


@pytest.mark.parametrize("state", [{}, {"failed": True}])
def test_staff_send_again_what_waits_or_has_failed(example, state):
    stuck = QueuedMailFactory(kind="test.place", due_at=timezone.now() + timedelta(hours=8), attempts=9, **state)
    QueuedMail.objects.update(given_up_at=timezone.now())
    assert services.send_again(mail=stuck, by=UserFactory())
    again = QueuedMail.objects.get()
    assert (again.state, again.attempts, again.message_id) == ("waiting", 0, stuck.message_id)
    assert again.given_up_at > timezone.now() + timedelta(hours=71)
    assert services.send_due() == {"sent": 1}


def test_what_is_sent_or_being_sent_is_not_sent_again(example):
    by = UserFactory()
    assert not services.send_again(mail=QueuedMailFactory(sent=True), by=by)
    assert not services.send_again(mail=QueuedMailFactory(claimed_until=timezone.now() + timedelta(minutes=1)), by=by)
