"""A forum that goes public is announced once, to everybody who had agreed by then."""

from datetime import timedelta

import pytest
from django.utils import timezone

from citysafe.mail import services as mail
from citysafe.mail.models import QueuedMail
from forum import services
from forum.letters import announced
from forum.models import Event, Mailing, Subscriber
from forum.services import mailings
from tests.factories import SubscriberFactory
from tests.forum.build import event, register
from tests.forum.test_subscribers import leave_at, sent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(time_machine):
    time_machine.move_to(timezone.now(), tick=False)


def later(time_machine, **by):
    time_machine.move_to(timezone.now() + timedelta(**by), tick=False)


def publish(**fields):
    return event(20, **{"published_at": timezone.now()} | fields)


def settle(time_machine):
    """What the due work queues once staff have had their five minutes."""
    later(time_machine, minutes=5)
    return services.send_mailings()


def test_everybody_who_has_agreed_is_told_once_and_can_leave_with_one_click(time_machine, mailoutbox, client):
    people = [SubscriberFactory(), SubscriberFactory()]
    SubscriberFactory(confirmed_at=None, words_version="")
    of = publish(title="In spring")
    assert services.send_mailings() == ""
    assert [settle(time_machine), settle(time_machine)] == ["2 queued", ""]
    letters = sent(mailoutbox)
    assert [letter["To"] for letter in letters] == [one.email for one in people]
    letter = letters[0]
    assert letter["Subject"].startswith("Announced: forum on ")
    assert letter["List-Unsubscribe"].strip() == f"<http://localhost:8000{leave_at(people[0])}>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    text = letter.get_body(["plain"]).get_content()
    assert "In spring" in text
    assert f"http://localhost:8000{of.get_absolute_url()}" in text
    assert leave_at(people[0]) in text


def test_other_mail_has_no_way_out_of_a_mailing(mailoutbox):
    register(publish())
    (letter,) = sent(mailoutbox)
    assert "List-Unsubscribe" not in letter


def test_what_is_taken_back_and_published_anew_is_announced_once(time_machine):
    SubscriberFactory()
    of = publish()
    settle(time_machine)
    mail.send_due()
    for state in ("draft", "published"):
        of.state = state
        of.save()
        settle(time_machine)
    assert QueuedMail.objects.filter(kind=announced.KIND).count() == 1
    assert Mailing.objects.filter(kind=Mailing.Kind.ANNOUNCED).count() == 1


def test_what_is_taken_back_within_five_minutes_is_told_nobody(time_machine):
    SubscriberFactory()
    publish()
    services.send_mailings()
    Event.objects.update(state="draft")
    assert settle(time_machine) == ""
    Event.objects.update(state="published")
    assert settle(time_machine) == "1 queued"


def test_an_announcement_waits_for_its_moment_and_counts_from_it_when_the_work_runs_late(time_machine):
    SubscriberFactory()
    publish(published_at=timezone.now() + timedelta(hours=2))
    assert settle(time_machine) == ""
    later(time_machine, hours=3)
    SubscriberFactory(confirmed_at=timezone.now())  # sees it on the forum's page already
    assert services.send_mailings() == "1 queued"


@pytest.mark.parametrize("gone", [{"is_cancelled": True}, {"state": "draft"}, {"held_on": "2020-01-01"}])
def test_what_will_not_be_is_announced_to_nobody_even_where_it_is_queued(time_machine, mailoutbox, gone):
    SubscriberFactory()
    publish()
    settle(time_machine)
    Event.objects.update(**gone)
    assert sent(mailoutbox) == []


def test_a_meeting_cancelled_before_it_was_announced_is_announced_to_nobody(time_machine):
    SubscriberFactory()
    publish()
    services.send_mailings()
    Event.objects.update(is_cancelled=True)
    assert settle(time_machine) == ""


def test_who_leaves_before_the_mail_is_written_gets_none(time_machine, mailoutbox):
    one = SubscriberFactory()
    publish()
    settle(time_machine)
    services.unsubscribe(subscriber=one)
    assert sent(mailoutbox) == []


def test_two_meetings_announced_together_are_one_mail(time_machine, mailoutbox):
    SubscriberFactory()
    for title in ("In spring", "In autumn"):
        publish(title=title)
    settle(time_machine)
    (letter,) = sent(mailoutbox)
    assert letter["Subject"] == "Forums are announced"
    assert all(title in letter.get_body(["plain"]).get_content() for title in ("In spring", "In autumn"))


def test_it_goes_in_slices_and_nobody_is_left_out_or_told_twice_where_one_fails(time_machine, monkeypatch):
    for _ in range(5):
        SubscriberFactory()
    publish()
    monkeypatch.setattr(mailings, "SLICE", 2)
    services.send_mailings()
    later(time_machine, minutes=5)
    real, calls = mailings.note_written, []

    def killed_at_the_second(numbers):
        calls.append(numbers)
        if len(calls) == 2:
            raise KeyboardInterrupt
        real(numbers)

    monkeypatch.setattr(mailings, "note_written", killed_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        services.send_mailings()
    assert QueuedMail.objects.count() == 2
    services.send_mailings()
    assert sorted(QueuedMail.objects.values_list("about", flat=True)) == sorted(Subscriber.objects.values_list("pk", flat=True))


def test_from_the_last_mail_on_an_address_is_kept_for_its_time(time_machine):
    one = SubscriberFactory(last_written_at=timezone.now() - timedelta(days=700))
    publish()
    settle(time_machine)
    one.refresh_from_db()
    assert one.last_written_at == timezone.now()


def test_a_mail_tells_of_what_is_new_to_its_reader_alone(time_machine, mailoutbox):
    SubscriberFactory()
    for title in ("In spring", "In autumn"):
        publish(title=title)
        settle(time_machine)
        (letter,) = sent(mailoutbox)
        assert letter["Subject"].startswith("Announced: forum on ")
        later(time_machine, days=4)
    assert "In spring" not in letter.get_body(["plain"]).get_content()


def test_two_that_are_announced_together_are_one_mail_with_both(time_machine, mailoutbox):
    SubscriberFactory()
    titles = ["In spring", "In autumn"]
    for title in titles:
        publish(title=title)
        settle(time_machine)
    (letter,) = sent(mailoutbox)
    assert letter["Subject"] == "Forums are announced"
    assert all(title in letter.get_body(["plain"]).get_content() for title in titles)
