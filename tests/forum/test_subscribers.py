"""“Tell me when the next forum is announced”: nobody is told without having agreed, nobody learns who is, and one click ends it."""

import re
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from citysafe.mail import services as mail
from citysafe.mail.models import QueuedMail
from citysafe.people import erased
from citysafe.privacy import purging
from citysafe.publishing import bucket
from forum import services, subscriber_links
from forum.models import Subscriber
from forum.models.subscriber import CONSENT, NEWEST
from tests.factories import SubscriberFactory
from tests.forum.build import stamp
from tests.forum.test_lost_link import shapes

pytestmark = pytest.mark.django_db
AT = "/forum/announcements/ask/"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def ask(client, email="sam@example.org", **fields):
    return client.post(AT, {"email": email, "stamp": stamp("subscribe")} | fields)


def agree(client, subscriber, **fields):
    at = subscriber_links.confirm_link(subscriber).removeprefix("http://localhost:8000")
    return client.post(at, {"stamp": stamp(f"agree {subscriber.pk} {NEWEST}")} | fields)


def leave_at(subscriber):
    return subscriber_links.leave_link(subscriber).removeprefix("http://localhost:8000")


def sent(mailoutbox):
    """What goes out now, as a mail program reads it."""
    mail.send_due()
    found = [message_from_bytes(letter.message().as_bytes(), policy=policy.default) for letter in mailoutbox]
    mailoutbox.clear()
    return found


def links_in(letter):
    return re.findall(r"http://localhost:8000(/forum/subscribers/\S+)", letter.get_body(["plain"]).get_content())


def test_from_the_forum_page_to_an_agreement_and_out_again(client, mailoutbox):
    page = client.get("/forum/").content.decode()
    assert AT in page
    assert CONSENT[NEWEST] in client.get(AT).content.decode()
    assert "Look in your mailbox" in ask(client, " Sam@example.org ").content.decode()
    assert not Subscriber.objects.confirmed().exists()
    (letter,) = sent(mailoutbox)
    assert letter["To"] == "Sam@example.org"
    begin, end = links_in(letter)
    page = client.get(begin)
    assert CONSENT[NEWEST] in page.content.decode()
    assert page.headers["Referrer-Policy"] == "no-referrer"
    form_stamp = re.search(r'name="stamp" value="([^"]+)"', page.content.decode())[1]
    assert "You will be told of the next forum" in client.post(begin, {"stamp": form_stamp}).content.decode()
    agreed = Subscriber.objects.confirmed().get()
    assert (agreed.words_version, agreed.confirmed_at.date()) == (NEWEST, timezone.now().date())
    assert "You get no more of these mails" in client.post(end).content.decode()
    assert not Subscriber.objects.exists()
    assert not client.cookies


def test_reading_the_links_changes_nothing(client):
    new, old = SubscriberFactory(confirmed_at=None, words_version=""), SubscriberFactory()
    before = [*Subscriber.objects.values()]
    for at in (AT, subscriber_links.confirm_link(new), leave_at(new), leave_at(old)):
        assert [client.get(at).status_code, client.head(at).status_code] == [200, 200]
    assert [*Subscriber.objects.values()] == before


def test_agreeing_needs_the_stamp_of_its_page_and_happens_once(client):
    new = SubscriberFactory(confirmed_at=None, words_version="")
    assert "open for too long" in agree(client, new, stamp=stamp("subscribe")).content.decode()
    assert not Subscriber.objects.confirmed().exists()
    agree(client, new)
    first = Subscriber.objects.get().confirmed_at
    agree(client, new)
    assert Subscriber.objects.get().confirmed_at == first


@pytest.mark.parametrize("headers", [{}, {"Sec-Fetch-Site": "cross-site", "Origin": "https://mail.example"}])
def test_a_mail_program_ends_it_with_one_post_that_needs_no_stamp_and_no_page_of_ours(client, headers):
    old = SubscriberFactory()
    answers = [client.post(leave_at(old), ONE_CLICK, headers=headers) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert not Subscriber.objects.exists()


def test_a_link_serves_its_own_end_and_its_own_owner_alone(client):
    old, other = SubscriberFactory(), SubscriberFactory()
    leaving, agreeing = subscriber_links.token(old, subscriber_links.LEAVE), subscriber_links.token(old, subscriber_links.CONFIRM)
    wrong = [f"/forum/subscribers/{agreeing}/leave/", f"/forum/subscribers/{leaving}/agree/", f"/forum/subscribers/{leaving[:-1]}/leave/"]
    wrong.append(f"/forum/subscribers/{leaving.replace(str(old.pk), str(other.pk), 1)}/leave/")
    assert [client.post(at, ONE_CLICK).status_code for at in wrong] == [404] * 4
    assert Subscriber.objects.count() == 2
    Subscriber.objects.filter(pk=old.pk).update(link_version=old.link_version + 1)  # the number is somebody else's after a restore
    client.post(leave_at(old), ONE_CLICK)
    assert Subscriber.objects.count() == 2


def test_any_address_gets_the_same_page_for_the_same_work_and_one_mail_in_the_outbox(client):
    SubscriberFactory(email="agreed@example.org")
    SubscriberFactory(email="asked@example.org", confirmed_at=None, words_version="")
    services.unsubscribe(subscriber=SubscriberFactory(email="left@example.org"))
    ask(client, email="first@example.org")  # what stands on every page is kept from here on
    told = []
    for name in ("agreed", "asked", "left", "nobody"):
        before = QueuedMail.objects.count()
        with CaptureQueriesContext(connection) as queries:
            answer = ask(client, email=f"{name}@example.org")
        told.append((answer.status_code, answer.content, shapes(queries), QueuedMail.objects.count() - before))
    assert told == told[:1] * 4
    assert told[0][3] == 1


def test_whoever_leaves_in_two_windows_at_once_has_left_once():
    there = SubscriberFactory()
    assert [services.unsubscribe(subscriber=there), services.unsubscribe(subscriber=there)] == [True, False]


def test_whoever_has_agreed_stays_so_whoever_types_the_address_again(client, mailoutbox):
    old = SubscriberFactory(email="Sam@example.org", email_key="sam@example.org")
    ask(client, "SAM@example.org")
    there = Subscriber.objects.get()
    assert (there.email, there.confirmed_at, there.words_version) == ("Sam@example.org", old.confirmed_at, old.words_version)
    (letter,) = sent(mailoutbox)
    assert letter["To"] == "Sam@example.org"
    assert [at.endswith("/leave/") for at in links_in(letter)] == [True]


@pytest.mark.parametrize("name", ["known", "nobody"])
def test_nobody_floods_a_mailbox_and_nobody_is_told(client, name):
    SubscriberFactory(email="known@example.org")
    pages = set()
    for _ in range(5):
        pages.add(ask(client, email=f"{name}@example.org").content)
        mail.send_due()
    assert len(pages) == 1
    assert QueuedMail.objects.filter(kind="forum.subscribe").count() == 3
    QueuedMail.objects.update(queued_at=timezone.now() - timedelta(hours=47))
    ask(client, email=f"{name}@example.org")
    assert QueuedMail.objects.filter(kind="forum.subscribe").count() == 3
    QueuedMail.objects.update(queued_at=timezone.now() - timedelta(hours=49))
    ask(client, email=f"{name}@example.org")
    assert QueuedMail.objects.filter(kind="forum.subscribe").count() == 4


def test_whoever_asks_again_and_again_for_somebody_does_not_keep_their_address_for_ever(client, time_machine):
    began = timezone.now()
    for hours in range(0, 72, 3):
        time_machine.move_to(began + timedelta(hours=hours), tick=False)
        ask(client, "never@example.org")
        mail.send_due()
        purging.run()
    assert QueuedMail.objects.filter(kind="forum.subscribe", queued_at__gte=began).count() <= 2 * services.subscribing.MOST_MAILS
    assert Subscriber.objects.get().asked_at > began + timedelta(hours=47)


def test_whoever_asks_very_often_or_fills_in_the_bait_gets_the_same_page_and_no_mail(client, monkeypatch):
    monkeypatch.setattr(bucket, "MOST", 1)
    pages = {ask(client, website="http://x.example").content, ask(client).content, ask(client, "b@example.org").content}
    assert len(pages) == 1
    assert not Subscriber.objects.filter(email="b@example.org").exists()


def test_what_is_wrong_is_said_and_nothing_is_stored(client):
    assert "Enter an e-mail address in full" in ask(client, email="sam@").content.decode()
    assert "open for too long" in ask(client, stamp=stamp("lost link of all")).content.decode()
    assert not Subscriber.objects.exists()


def test_an_address_goes_after_two_days_unconfirmed_and_two_years_after_the_last_mail(client, time_machine, mailoutbox):
    time_machine.move_to(timezone.now(), tick=False)
    ask(client, "new@example.org")
    told = SubscriberFactory(last_written_at=timezone.now() - timedelta(days=700))
    sent(mailoutbox)
    began = timezone.now()
    for days, left in ((1.9, {"new@example.org", told.email}), (2, {told.email}), (29.9, {told.email}), (31, set())):
        time_machine.move_to(began + timedelta(days=days), tick=False)
        purging.run()
        assert {one.email for one in Subscriber.objects.all()} == left, days
    assert not QueuedMail.objects.exists()


def test_a_restored_backup_brings_nobody_back_who_left():
    old, newer = SubscriberFactory(), SubscriberFactory()
    services.unsubscribe(subscriber=old)
    SubscriberFactory(pk=old.pk, asked_at=old.asked_at)
    assert [services.unsubscribe_again(old.pk, timezone.now()), services.unsubscribe_again(newer.pk, newer.asked_at - timedelta(1))] == [
        True,
        False,
    ]
    assert [*Subscriber.objects.all()] == [newer]


def test_where_it_cannot_be_written_down_nobody_leaves_and_the_page_says_so(client, monkeypatch):
    def full(*_):
        raise OSError

    old = SubscriberFactory()
    monkeypatch.setattr(erased, "remember", full)
    answer = client.post(leave_at(old), ONE_CLICK)
    assert (answer.status_code, "Try again in some minutes" in answer.content.decode()) == (503, True)
    assert Subscriber.objects.count() == 1
