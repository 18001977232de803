"""What staff are asked before a move or a cancellation is mailed to many."""

import pytest
from django.urls import reverse

from citysafe.people import roles
from forum.models import Event, EventChange, Mailing
from tests.filled import filled
from tests.forum.build import event, register
from tests.world import member

pytestmark = pytest.mark.django_db
ASKED = "If that is right, tick this box and save again."


@pytest.fixture
def desk(client):
    client.force_login(member("forum organiser"))
    return client


@pytest.fixture
def of():
    return event(5, slug="spring", venue="Old Hall")


def page(event):
    return reverse("admin:forum_event_change", args=[event.pk])


def send(desk, event, **typed):
    return desk.post(page(event), filled(desk, page(event), **typed))


def test_a_move_is_asked_first_with_how_many_are_told_and_nothing_is_lost(desk, of):
    for name in ("ada", "ben"):
        register(of, name)
    register(of, "cem", is_held=True)
    answer = send(desk, of, venue="New Hall", sentence="The roof leaks.")
    shown = answer.content.decode()
    assert f"2 people who are registered will be told by mail. {ASKED}" in shown
    assert 'value="New Hall"' in shown
    assert "The roof leaks." in shown
    assert Event.objects.get().venue == "Old Hall"
    assert not EventChange.objects.exists()


def test_once_it_is_ticked_the_mail_goes_out_and_the_form_starts_without_a_tick(desk, of):
    register(of)
    assert "One person who is registered will be told" in send(desk, of, is_cancelled="on").content.decode()
    assert send(desk, of, is_cancelled="on", tell="on", sentence="The roof leaks.").status_code == 302
    [change] = EventChange.objects.all()
    assert (change.words, change.note) == ("Cancelled. This meeting will not take place.", "The roof leaks.")
    assert Mailing.objects.get().finished_at is None
    assert not filled(desk, page(of)).get("tell")


@pytest.mark.parametrize("typed", [{"summary": "Other words."}, {"capacity": 9}, {"doors_open": "08:00"}])
def test_what_people_do_not_plan_by_is_not_asked(desk, of, typed):
    register(of)
    assert send(desk, of, **typed).status_code == 302
    assert not Mailing.objects.exists()


def test_where_nobody_is_registered_nothing_is_asked_and_the_page_says_it_all_the_same(desk, of):
    assert send(desk, of, venue="New Hall").status_code == 302
    assert "Moved from Old Hall to New Hall." in desk.get(of.get_absolute_url()).content.decode()


def test_a_draft_moves_without_a_word(desk):
    of = event(5, venue="Old Hall", draft=True)
    assert send(desk, of, venue="New Hall").status_code == 302
    assert not EventChange.objects.exists()


def test_the_record_of_a_meeting_that_has_begun_is_put_right_without_asking_and_moves_nothing(desk, of):
    register(of)
    Event.objects.update(held_on="2024-03-11")
    assert send(desk, of, venue="New Hall").status_code == 302
    assert not EventChange.objects.exists()


@pytest.mark.parametrize("registers", [True, False])
def test_whoever_may_not_see_who_comes_is_asked_the_same_whether_somebody_is_registered(client, of, registers, monkeypatch):
    if registers:
        register(of)
    monkeypatch.setitem(roles.TABLE, "forum.Event", ("VACD", "VACD", "V", "VACD", "V"))
    roles.apply()
    client.force_login(member("editor"))
    shown = send(client, of, venue="New Hall").content.decode()
    assert f"Everybody who is registered will be told by mail. {ASKED}" in shown
    assert "One person" not in shown
