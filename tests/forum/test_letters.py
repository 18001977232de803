"""What the mails of the forum say, and when there is nothing to say any more."""

from datetime import timedelta

import icalendar
import pytest

from forum import services
from forum.letters import asked
from forum.letters import registration as letters
from forum.letters.writing import of as by_number
from forum.models import Event
from tests.factories import PartnershipFactory
from tests.forum.build import event, register

pytestmark = pytest.mark.django_db


@pytest.fixture
def three():
    """With a place, with an offer, and waiting."""
    of = event(1)
    first, second, third = (register(of, name) for name in ("ada", "ben", "cem"))
    services.cancel(registration=first)
    services.accept(registration=second)
    services.set_capacity(event=of, capacity=2, by=None)
    fourth = register(of, "dan")
    return second, third, fourth


def written(registration, writer):
    return by_number(writer)(registration.pk)


def test_each_state_has_its_letter_and_no_other(three):
    writers = (letters.registration, asked.offer, letters.ended)
    subjects = [[letter.subject.partition(":")[0] for writer in writers if (letter := written(one, writer))] for one in three]
    assert subjects == [["Your place"], ["A place is free for you"], ["You are on the waiting list"]]


def test_whoever_is_registered_no_more_is_not_told_to_change_or_cancel(three):
    services.cancel(registration=three[0])
    assert [written(one, letters.ended if one is three[0] else asked.offer).action[0] for one in three[:2]] == [
        "See what is held about you, or erase it",
        "See, change or cancel your registration",
    ]


@pytest.mark.parametrize("change", [{"is_cancelled": True}, {"held_on": "2020-01-01"}])
def test_nobody_is_told_of_a_place_at_a_meeting_that_has_begun_or_will_not_be(three, change):
    Event.objects.update(**change)
    assert [written(one, writer) for one in three for writer in (letters.registration, asked.offer, letters.already)] == [None] * 9
    services.cancel(registration=three[0])
    assert written(three[0], letters.ended).subject.startswith("You are no longer registered")


def test_the_invitation_comes_from_the_address_alone_and_the_letter_names_the_organiser(three, settings):
    settings.DEFAULT_FROM_EMAIL = "Safer Exampleton <forum@example.org>"
    PartnershipFactory(name="Exampleton Partnership")
    letter = written(three[0], letters.registration)
    [meeting] = icalendar.Calendar.from_ical(letter.calendar).walk("VEVENT")
    assert meeting["ORGANIZER"] == "mailto:forum@example.org"
    assert ("Organised by", "Exampleton Partnership") in letter.facts


def test_the_letter_of_a_meeting_without_a_time_or_a_venue_says_what_is_known(three):
    Event.objects.update(starts=None, ends=None, doors_open=None, venue="", held_on=three[0].event.held_on + timedelta(days=1))
    facts = dict(written(three[0], letters.registration).facts)
    assert facts["Where"] == "To be announced"
    assert "am" not in facts["When"]
