import re
from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from forum import services
from forum.models import Event
from tests.factories import AgendaItemFactory, EventFactory, PurgeRecordFactory
from tests.forum.build import event, register

pytestmark = pytest.mark.django_db


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def past_with_places(held_on):
    of = event()
    Event.objects.filter(pk=of.pk).update(held_on=held_on)
    return of


def text(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_without_a_forum_the_page_offers_a_next_step(client):
    page = text(client, "/forum/")
    assert "No forum has been announced" in page
    assert "No past forum is on record here" in page


def test_coming_and_past_forums_stand_apart_and_drafts_nowhere(client):
    EventFactory(title="Next one", held_on=in_days(0))
    EventFactory(title="Last one", held_on=in_days(-1))
    EventFactory(title="Secret one", held_on=in_days(3), draft=True)
    coming, past = text(client, "/forum/").split('id="past"')
    assert "Next one" in coming
    assert "Last one" not in coming
    assert "Last one" in past
    assert "Secret one" not in coming + past


def test_the_forum_that_takes_place_stands_before_one_that_does_not(client):
    EventFactory(title="Off", held_on=in_days(1), is_cancelled=True)
    EventFactory(title="On", held_on=in_days(9))
    page = text(client, "/forum/")
    assert page.index(">On<") < page.index(">Off<")


def test_many_past_forums_come_in_pages(client):
    EventFactory.create_batch(25, held_on=in_days(-10))
    assert "Page 1 of 2" in text(client, "/forum/")
    assert text(client, "/forum/?page=2").count("<h3><a") == 5


def test_many_past_forums_are_listed_by_their_years_too(client):
    EventFactory.create_batch(20, held_on=date(2021, 5, 1))
    assert 'aria-label="Years"' not in text(client, "/forum/")
    EventFactory.create_batch(22, held_on=date(2020, 5, 1))
    EventFactory(held_on=date(2019, 5, 1), draft=True)
    assert re.findall(r'href="\?year=(\d+)', text(client, "/forum/")) == ["2021", "2020"]
    page = text(client, "/forum/?year=2020")
    assert page.count("<h3><a") == 20
    assert "?year=2020&amp;page=2" in page
    assert "?year=2021#past" in page
    assert '<span aria-current="page">2020</span>' in page
    assert text(client, "/forum/?year=2020&page=2").count("<h3><a") == 2


@pytest.mark.parametrize("year", ["2019", "2099", "20", "", "abc", "0000", "9" * 400, "²²²²", "-202"])
def test_a_year_without_a_forum_is_not_found(client, year):
    EventFactory(held_on=date(2020, 5, 1))
    EventFactory(held_on=date(2019, 5, 1), draft=True)
    assert client.get("/forum/", {"year": year}).status_code == 404


def test_a_past_forum_says_when_the_details_of_people_were_erased(client):
    of = past_with_places(in_days(-31))
    asked = "Personal details of those who registered"
    assert f"{asked} are to be erased on" in text(client, of.get_absolute_url())
    PurgeRecordFactory(day=in_days(-2))
    assert f"{asked} are to be erased on" in text(client, of.get_absolute_url())
    PurgeRecordFactory(day=in_days(0))
    first = PurgeRecordFactory(day=in_days(-1))
    assert f'{asked} were erased on <time datetime="{first.day}">' in text(client, of.get_absolute_url())


def test_a_forum_to_come_or_without_places_says_nothing_of_erasing(client):
    for of in (event(held_on=in_days(3)), EventFactory(held_on=in_days(-31))):
        assert "Personal details" not in text(client, of.get_absolute_url())


@pytest.mark.parametrize("number", ["0", "-1", "99", "abc", "", "1.5", "%00", "9" * 400, "²", "١"])
def test_a_page_that_does_not_exist_is_not_found(client, number):
    assert client.get(f"/forum/?page={number}").status_code == 404


def test_an_event_shows_time_place_and_agenda(client):
    event = EventFactory(held_on=in_days(9), starts=time(18), ends=time(20, 30), doors_open=time(17, 30), venue="Town hall")
    AgendaItemFactory(event=event, at=time(12), title="Lunch")
    page = text(client, event.get_absolute_url())
    assert [words for words in ("6pm to 8.30pm", "5.30pm", "Town hall", "midday", "Lunch", ".ics") if words not in page] == []


def test_a_past_event_without_notes_says_so(client):
    event = EventFactory(held_on=in_days(-9), outcome="", starts=None, ends=None, doors_open=None)
    page = text(client, event.get_absolute_url())
    assert "No notes of this forum have been published yet" in page
    assert "The time is not on record" in page


def test_a_cancelled_event_says_so_everywhere(client):
    event = EventFactory(held_on=in_days(5), is_cancelled=True)
    assert "This meeting is cancelled" in text(client, event.get_absolute_url())
    assert "Cancelled" in text(client, "/forum/")


def test_a_cancelled_event_promises_nothing_more(client):
    event = EventFactory(held_on=in_days(5), is_cancelled=True, access="")
    page = text(client, event.get_absolute_url())
    assert [promise for promise in ("Details will follow", "The agenda will stand here", "Add to your calendar") if promise in page] == []


def test_the_calendar_file_is_a_download(client):
    event = EventFactory(slug="autumn")
    response = client.get("/forum/autumn.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="autumn.ics"'
    assert event.title in response.content.decode()


def test_the_words_for_places_are_right_on_a_page_that_is_kept(client, django_capture_on_commit_callbacks):
    of = event(10)
    seen = []
    for number in range(11):
        seen.append(
            next(
                words
                for words in ("Places available", "Few places left", "Full: waiting list")
                if words in text(client, of.get_absolute_url())
            )
        )
        with django_capture_on_commit_callbacks(execute=True):
            register(of, f"person-{number}")
    assert seen == ["Places available"] * 10 + ["Full: waiting list"]
    with django_capture_on_commit_callbacks(execute=True):
        services.set_capacity(event=of, capacity=40, by=None)
    assert "Places available" in text(client, of.get_absolute_url())


def test_a_page_that_is_kept_offers_no_registration_once_the_meeting_has_begun(client, time_machine):
    of = event(10)
    time_machine.move_to(of.begins_at - timedelta(minutes=1))
    assert "/register/" in text(client, of.get_absolute_url())
    time_machine.move_to(of.begins_at)
    assert "/register/" not in text(client, of.get_absolute_url())
