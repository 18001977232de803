"""Whoever came is thanked once the meeting is over, once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from citysafe.mail.kinds import kind
from citysafe.mail.models import QueuedMail
from citysafe.privacy import purging
from forum import links
from forum.models import Event, Registration
from forum.services.concluding import conclude, correct
from forum.services.feedback import AT_ONCE, thank
from tests.forum.build import event, register

pytestmark = pytest.mark.django_db


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def held(days=-2, people=("ada", "ben", "cem"), came=("ada",)):
    of = event(len(people))
    for name in people:
        register(of, name)
    Registration.objects.filter(event=of, full_name__in=[name.title() for name in came]).update(state="attended")
    Event.objects.filter(pk=of.pk).update(held_on=in_days(days))
    QueuedMail.objects.all().delete()
    conclude()
    return Event.objects.get(pk=of.pk)


def thanked():
    numbers = QueuedMail.objects.filter(kind="forum.thanks").values_list("about", flat=True)
    return sorted(Registration.objects.filter(pk__in=numbers).values_list("full_name", flat=True))


def letter_to(name):
    return kind("forum.thanks").write(Registration.objects.get(full_name=name).pk)


def test_who_came_is_thanked_once():
    held()
    assert thank() == "1 letter of thanks queued"
    QueuedMail.objects.update(state="sent", finished_at=timezone.now())
    assert thank() == ""
    assert thanked() == ["Ada"]


def test_where_nobody_was_marked_whoever_had_a_place_is_thanked():
    held(came=())
    thank()
    assert thanked() == ["Ada", "Ben", "Cem"]
    assert "If you were there" in " ".join(letter_to("Ada").paragraphs)


def test_who_came_after_all_is_thanked_then_and_who_did_not_gets_no_letter():
    of = held()
    thank()
    correct(registration=of.registrations.get(full_name="Ben"), came=True, by=None, why="Missed.")
    correct(registration=of.registrations.get(full_name="Ada"), came=False, by=None, why="A mistake.")
    assert thank() == "1 letter of thanks queued"
    assert thanked() == ["Ada", "Ben"]
    assert letter_to("Ada") is None
    assert "thank you for coming" in " ".join(letter_to("Ben").paragraphs)


def test_many_are_thanked_in_short_steps():
    people = [f"p{number}" for number in range(AT_ONCE + 2)]
    held(people=people, came=people)
    assert thank() == f"{AT_ONCE + 2} letters of thanks queued"
    assert len(thanked()) == AT_ONCE + 2


@pytest.mark.parametrize(
    ("days", "change"), [(-31, {}), (-2, {"is_cancelled": True}), (-2, {"state": "draft", "published_at": None}), (0, {})]
)
def test_nobody_is_thanked_for_what_is_not_over_or_not_public_or_long_ago(days, change):
    held(days)
    Event.objects.update(**change)
    assert thank() == ""


def test_a_letter_that_is_written_too_late_or_to_somebody_erased_is_not_sent():
    of = held()
    thank()
    assert letter_to("Ada").action[1] == links.feedback_link(of)
    assert letter_to("Ada").to == "ada@example.org"
    ada = Registration.objects.get(full_name="Ada")
    Event.objects.update(held_on=in_days(-31))
    assert letter_to("Ada") is None
    purging.run()
    assert kind("forum.thanks").write(ada.pk) is None


def test_the_link_is_the_same_for_everybody_and_a_new_one_ends_it(client):
    of = held(came=("ada", "ben"))
    one, other = (letter_to(name).action[1] for name in ("Ada", "Ben"))
    assert one == other
    assert client.get(one).status_code == 200
    Event.objects.update(feedback_version=2)
    assert client.get(one).status_code == 404
    of.refresh_from_db()
    assert client.get(links.feedback_link(of)).status_code == 200
