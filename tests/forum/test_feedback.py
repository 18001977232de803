"""What people say of a meeting that is over: nobody can tell who said what."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from citysafe.history.models import Revision
from citysafe.privacy import purging
from forum import links
from forum.models import Event, Feedback
from forum.models.feedback import WORDS
from forum.services.feedback import forget_words, take
from tests.factories import EventFactory, FeedbackFactory, HelpContactFactory
from tests.forum.build import stamp
from tests.headers import missing_headers
from tests.world import member

pytestmark = pytest.mark.django_db


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def of():
    HelpContactFactory(name="Police", number="101")
    return EventFactory(held_on=in_days(-1), slug="last")


def address(of, act="feedback"):
    return reverse(f"registration:{act}", args=[links.feedback_link(of).rstrip("/").rpartition("/")[2]])


def typed(of, **fields):
    token = address(of).rstrip("/").rpartition("/")[2]
    return {"useful": "quite", "helped": " The tables. ", "different": "", "stamp": stamp(f"feedback {token}"), **fields}


def test_the_page_warns_before_the_boxes_and_after_them_and_keeps_to_itself(client, of):
    answer = client.get(address(of))
    page = answer.content.decode()
    before, boxes, after = page.partition('name="helped"')[0], page, page.partition('name="next_agenda"')[2]
    assert "This is not for reporting a crime." in before
    assert "Please report no crime in these boxes" in after
    assert boxes.count('type="radio"') == 5
    assert missing_headers(answer, is_private_link=True) == []
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_what_is_sent_is_kept_without_a_name_or_a_time_and_once(client, of):
    sent = typed(of)
    answers = [client.post(address(of), sent, follow=True) for _ in range(2)]
    assert all("Thank you" in answer.content.decode() for answer in answers)
    kept = Feedback.objects.get()
    assert (kept.event, kept.useful, kept.helped, kept.different) == (of, "quite", "The tables.", None)
    assert isinstance(kept.pk, UUID)
    assert {field.name for field in Feedback._meta.fields} == {
        *("key", "event", "useful", "helped", "different", "next_agenda", "looks_automatic")
    }


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"useful": ""}, "Say how useful the forum was"),
        ({"useful": "excellent"}, "Say how useful the forum was"),
        ({"different": "x" * 1001}, "This is longer than 1,000 characters"),
        ({"stamp": "forged"}, "This page has changed, or was open for too long."),
        ({"stamp": stamp("feedback another")}, "This page has changed, or was open for too long."),
        ({"next_agenda": "a\x00b"}, "A sign in it cannot be stored"),
    ],
)
def test_what_is_wrong_is_said_and_everything_stays_in_the_boxes(client, of, wrong, told):
    page = client.post(address(of), typed(of, **wrong)).content.decode()
    assert told in page
    assert "The tables." in page
    assert not Feedback.objects.exists()


def test_what_a_program_seems_to_have_sent_is_told_apart_and_never_refused(client, of):
    for more in ({"website": "buy"}, {"stamp": stamp(typed(of)["stamp"] and f"feedback {address(of).split('/')[-2]}", age=1)}):
        assert client.post(address(of), typed(of, **more)).status_code == 302
    assert list(Feedback.objects.values_list("looks_automatic", flat=True)) == [True, True]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"held_on": in_days(-31)}, "It was open until"),
        ({"held_on": in_days(3)}, "It opens when the meeting has begun."),
        ({"is_cancelled": True}, "The meeting was cancelled."),
    ],
)
def test_where_the_form_is_not_open_it_says_so_and_takes_nothing(client, of, change, told):
    Event.objects.update(**change)
    for answer in (client.get(address(of)), client.post(address(of), typed(of))):
        assert told in answer.content.decode()
    assert not Feedback.objects.exists()


def test_the_form_is_open_on_its_last_day(client, of):
    Event.objects.update(held_on=in_days(-30))
    assert client.post(address(of), typed(of)).status_code == 302


@pytest.mark.parametrize("token", ["none", "1-1.x", "x-1.y", "999999999999999999999-1.z", "-.", "1-1"])
@pytest.mark.parametrize("act", ["feedback", "feedback-sent"])
def test_a_link_that_is_none_opens_nothing(client, of, token, act):
    assert client.get(reverse(f"registration:{act}", args=[token])).status_code == 404


def test_of_an_event_that_is_not_public_the_link_opens_nothing(client, of):
    Event.objects.update(state="draft")
    assert client.get(address(of)).status_code == 404


def test_asking_for_it_changes_nothing(client, of):
    for ask in (client.get, client.head):
        ask(address(of), typed(of))
    assert not Feedback.objects.exists()


def test_organisers_read_it_in_no_order_with_counts(client, of):
    for number, useful in enumerate(("very", "very", "not")):
        FeedbackFactory(event=of, useful=useful, helped=f"Words {number}")
    FeedbackFactory(event=of, looks_automatic=True, helped="Buy now")
    FeedbackFactory(helped="Of another forum")
    client.force_login(member("forum organiser"))
    at = reverse("admin:forum_event_feedback", args=[of.pk])
    assert at in client.get(reverse("admin:forum_event_change", args=[of.pk])).content.decode()
    answer = client.get(at)
    page = " ".join(answer.content.decode().split())
    assert '<th scope="row">Very useful</th><td class="n">2</td>' in page
    assert '<th scope="row">Quite useful</th><td class="n">0</td>' in page
    assert "3 answers" in page
    by_key = [kept.helped for kept in Feedback.objects.filter(event=of, looks_automatic=False).order_by("key")]
    assert sorted(by_key, key=page.index) == by_key
    counted, _, left_out = page.partition("<h2>Left out: 1 answer that a program seems to have sent</h2>")
    assert "Buy now" in left_out
    assert not [words for words in ("Buy now", "Of another forum") if words in counted]
    assert "Of another forum" not in left_out
    assert "no-store" in answer["Cache-Control"]


def test_what_looked_automatic_is_let_in_by_an_organiser_and_by_nobody_else(client, of):
    kept = FeedbackFactory(event=of, looks_automatic=True, helped="From our office")
    at, other = [reverse("admin:forum_event_feedback", args=[one.pk]) for one in (of, EventFactory())]
    client.force_login(member("viewer"))
    assert client.post(at, {"key": kept.pk}).status_code == 403
    client.force_login(member("forum organiser"))
    assert f'value="{kept.pk}"' in client.get(at).content.decode()
    for address, key in ((at, "x"), (at, ""), (at, UUID(int=1)), (other, kept.pk)):
        assert "Nothing to do" in client.post(address, {"key": key}, follow=True).content.decode()
    assert Feedback.objects.get().looks_automatic
    page = client.post(at, {"key": kept.pk}, follow=True).content.decode()
    assert "It is counted now" in page
    assert "1 answer<" in page
    assert "Left out" not in page
    line = Revision.objects.of(of).get()
    assert ("is counted" in line.why, "office" in line.why) == (True, False)
    assert "Nothing to do" in client.post(at, {"key": kept.pk}, follow=True).content.decode()


def test_the_rows_lie_in_no_order_of_sending(of):
    for number in (9, 3, 5):
        words = dict.fromkeys(WORDS, str(number))
        take(event=of, key=UUID(int=number), useful="very", words=words, looks_automatic=False)
    place = "rowid" if connection.vendor == "sqlite" else "ctid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT helped FROM forum_feedback ORDER BY {place}")
        assert [row[0] for row in cursor.fetchall()] == ["3", "5", "9"]


@pytest.mark.parametrize("role", ["viewer", "editor", "statistician"])
def test_nobody_else_reads_it(client, of, role):
    FeedbackFactory(event=of)
    client.force_login(member(role))
    assert client.get(reverse("admin:forum_event_feedback", args=[of.pk])).status_code == 403
    assert "/feedback/" not in client.get(reverse("admin:forum_event_change", args=[of.pk])).content.decode()


def test_the_words_are_erased_after_90_days_and_the_counts_stay():
    recent = FeedbackFactory(event=EventFactory(held_on=in_days(-89)))
    old = FeedbackFactory(event=EventFactory(held_on=in_days(-90)), useful="not")
    assert "erased answers on how a meeting was (1)" in purging.run()
    old.refresh_from_db(), recent.refresh_from_db()
    assert (old.useful, old.helped, recent.helped) == ("not", None, "The tables.")
    assert forget_words() == 0


def test_the_public_reads_the_summary_alone(client, of):
    FeedbackFactory(event=of, helped="A secret remark")
    assert "What you told us" not in client.get(of.get_absolute_url()).content.decode()
    of.told_us = "More time for **questions**."
    of.save()
    page = client.get(of.get_absolute_url()).content.decode()
    assert "More time for <strong>questions</strong>." in page
    assert "A secret remark" not in page


def test_two_answers_with_one_key_are_one():
    kept = FeedbackFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        FeedbackFactory(key=kept.key)
