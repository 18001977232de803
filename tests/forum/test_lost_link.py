"""A lost link comes again by mail alone: to whoever is registered with that address, and nobody learns whether anybody is."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from citysafe.mail import services as mail
from citysafe.mail.models import QueuedMail
from citysafe.privacy import purging
from citysafe.publishing import bucket
from forum import links, services
from forum.letters.lost_link import by_number
from forum.models import LostLink, Registration
from tests.forum.build import event, register, stamp

pytestmark = pytest.mark.django_db
OF_ALL = "/forum/links/lost/"
OF_SPRING = "/forum/spring/lost-link/"
WORDS = "If you are registered with this address, your private link is on its way."


@pytest.fixture
def of():
    return event(3, slug="spring", title="In spring")


def ask(client, of=None, email="sam@example.org", **fields):
    at, subject = (f"/forum/{of.slug}/lost-link/", f"lost link {of.pk}") if of else (OF_ALL, "lost link of all")
    return client.post(at, {"email": email, "stamp": stamp(subject)} | fields)


def sent(mailoutbox):
    """What goes out now: to whom, and with which private links."""
    mail.send_due()
    found = [(letter.to, re.findall(r"/forum/registration/(\S+)/", letter.body)) for letter in mailoutbox]
    mailoutbox.clear()
    return found


def test_the_pages_lead_to_it(client, of):
    for at in ("/forum/spring/", "/forum/registration/none/"):
        page = client.get(at).content.decode()
        link = re.search(r'href="(/forum/\S+lost\S*/)"', page)[1]
        assert "Send me my link again" in client.get(link).content.decode()


def test_the_link_of_one_meeting_comes_again_to_the_address_that_is_registered(client, of, mailoutbox):
    made = register(of)
    register(event(3), "sam")
    register(of, "ben")
    sent(mailoutbox)
    assert WORDS in ask(client, of, email=" SAM@example.org").content.decode()
    assert sent(mailoutbox) == [(["sam@example.org"], [links.token(made)])]


def test_the_links_of_all_meetings_come_in_one_mail_the_next_first(client, of, mailoutbox):
    later = register(of)
    sooner = register(event(3, held_on=timezone.localdate() + timedelta(days=3)))
    ended = register(event(3))
    services.cancel(registration=ended)
    sent(mailoutbox)
    ask(client)
    assert sent(mailoutbox) == [(["sam@example.org"], [links.token(sooner), links.token(later)])]


@pytest.mark.parametrize("gone", [{"state": "cancelled", "has_place": False}, {"email": None, "email_key": None}, {"is_held": True}])
def test_who_is_no_longer_registered_when_it_is_sent_gets_none(client, of, gone):
    register(of)
    ask(client, of)
    asked = LostLink.objects.get()
    assert by_number(asked.pk) is not None
    Registration.objects.update(**gone)
    assert by_number(asked.pk) is None


@pytest.mark.parametrize("at_one_meeting", [True, False])
def test_any_address_gets_the_same_page_for_the_same_work_and_one_mail_in_the_outbox(client, of, at_one_meeting):
    register(of, "known")
    register(of, "held", is_held=True)
    services.cancel(registration=register(of, "left"))
    register(event(3), "elsewhere")
    ask(client, of, email="first@example.org")  # what stands on every page is kept from here on
    told = []
    for name in ("known", "held", "left", "elsewhere", "nobody"):
        before = QueuedMail.objects.count()
        with CaptureQueriesContext(connection) as queries:
            answer = ask(client, of if at_one_meeting else None, email=f"{name}@example.org")
        told.append((answer.status_code, answer.content, shapes(queries), QueuedMail.objects.count() - before))
    assert told == told[:1] * 5
    assert told[0][3] == 1


def shapes(queries):
    """What was asked of the database, without values."""
    return [re.sub(r"'[^']*'|NULL|\b\d+\b|\"s\d+_x\d+\"", "?", query["sql"]) for query in queries]


def test_what_is_held_is_sent_no_link(client, of, mailoutbox):
    register(of, is_held=True)
    ask(client, of)
    assert sent(mailoutbox) == []


@pytest.mark.parametrize("name", ["known", "nobody"])
def test_nobody_floods_a_mailbox_and_nobody_is_told(client, of, name):
    register(of, "known")
    pages = {ask(client, of, email=f"{name}@example.org").content for _ in range(5)}
    assert len(pages) == 1
    assert QueuedMail.objects.filter(kind="forum.lost-link").count() == 3
    LostLink.objects.update(asked_at=timezone.now() - timedelta(minutes=61))
    ask(client, of, email=f"{name}@example.org")
    assert QueuedMail.objects.filter(kind="forum.lost-link").count() == 4


def test_whoever_asks_very_often_or_fills_in_the_bait_gets_the_same_page_and_no_mail(client, of, monkeypatch):
    register(of)
    monkeypatch.setattr(bucket, "MOST", 1)
    pages = {ask(client, of, website="http://x.example").content, ask(client, of).content}
    assert len(pages) == 1
    assert not LostLink.objects.exists()


def test_the_same_form_twice_is_one_mail(client, of):
    given = {"stamp": stamp(f"lost link {of.pk}")}
    pages = {ask(client, of, **given).content for _ in range(2)}
    assert len(pages) == 1
    assert QueuedMail.objects.filter(kind="forum.lost-link").count() == 1


def test_reading_the_page_changes_nothing_and_what_is_wrong_is_said(client, of):
    for at in (OF_ALL, OF_SPRING):
        assert [client.get(at).status_code, client.head(at).status_code] == [200, 200]
    assert "Enter an e-mail address in full" in ask(client, of, email="sam@").content.decode()
    assert "open for too long" in ask(client, of, stamp=stamp("lost link of all")).content.decode()
    assert not LostLink.objects.exists()
    assert not client.cookies


def test_no_address_is_kept_and_the_asking_goes_after_three_days(client, of, time_machine):
    ask(client, of, email="nobody@example.org")
    assert "nobody" not in str([*LostLink.objects.values()])
    time_machine.move_to(timezone.now() + timedelta(days=3))
    purging.run()
    assert not LostLink.objects.exists()


def test_of_a_meeting_that_is_not_public_nothing_is_asked(client):
    assert client.get("/forum/nowhere/lost-link/").status_code == 404
    assert Registration.objects.count() == 0
