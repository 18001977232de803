"""Places of one organisation: counted by everybody's rules, never passed but by a decision with a reason, and the same to known and unknown."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from citysafe.history.models import Revision
from citysafe.mail import services as mail
from citysafe.mail.models import QueuedMail
from citysafe.people import roles
from citysafe.privacy import purging
from forum import links, services
from forum.models import OrganisationPlaces, Registration
from tests.factories import OrganisationFactory, OrganisationPlacesFactory
from tests.filled import filled
from tests.forum.build import NOTICE, counts, event, person, register, stamp, typed
from tests.forum.test_workshop_races import PEOPLE, at_once
from tests.races import needs_two_writers
from tests.stress import invariants
from tests.world import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def of():
    return event(10, slug="spring")


@pytest.fixture
def club(of):
    """An organisation of which two may come."""
    return OrganisationPlacesFactory(event=of, at_most=2).organisation


@pytest.fixture
def desk(client):
    client.force_login(member("forum organiser"))
    return client


def of_club(name, club):
    return person(name, organisation_id=club.pk, other_organisation=None)


def come(of, name, club, **options):
    return register(of, details=of_club(name, club), **options)


def taken(of):
    """How many are counted, checked against the rows, with everything else that must hold."""
    assert invariants.faults(of) == []
    return [*of.organisation_places.values_list("taken", flat=True)]


def text(answer):
    return answer.content.decode()


def test_beyond_its_places_the_organisers_decide_and_no_place_is_taken(of, club, mailoutbox):
    states = [come(of, name, club).state for name in ("ada", "ben", "cem")]
    assert states == ["confirmed", "confirmed", "awaiting_approval"]
    assert (taken(of), counts(of)) == ([2], (2, 0))
    register(of, "dan")
    come(of, "eve", OrganisationFactory())
    assert (taken(of), counts(of)) == ([2], (4, 0))
    mail.send_due()
    [letter] = [letter for letter in mailoutbox if letter.to == ["cem@example.org"]]
    assert "Your organisation has used its places, so they decide, and tell you by mail." in letter.body


def test_the_answer_is_the_same_for_a_known_address_and_a_new_one(client, of, club):
    for name in ("ada", "ben"):
        come(of, name, club)
    fields = {"organisation": club.pk, "other_organisation": ""}
    pages = [text(client.get(client.post("/forum/spring/register/", typed(of, name, **fields)).url)) for name in ("ada", "new", "new")]
    assert len({re.sub(r"[2-9A-Z]{4}-[2-9A-Z]{4}", "", page) for page in pages}) == 1
    assert "The organisers decide, and tell you by e-mail." in pages[0]
    assert "has used its places" not in pages[0]
    assert Registration.objects.count() == 3


def test_the_same_form_sent_again_gets_the_first_answer_though_the_places_are_used_by_now(of, club):
    key = uuid4()
    told = [services.register(event=of, key=key, details=of_club("ada", club), notice_version=NOTICE) for _ in range(2)]
    assert (told, taken(of)) == (["confirmed"] * 2, [1])


def test_a_place_that_is_given_back_is_free_for_the_next_of_the_organisation(of, club):
    ada, *_ = (come(of, name, club) for name in ("ada", "ben"))
    services.cancel(registration=ada)
    assert taken(of) == [1]
    assert come(of, "cem", club).state == "confirmed"
    assert taken(of) == [2]


def test_who_waits_is_counted_too_so_that_no_offer_passes_the_limit():
    of = event(1)
    club = OrganisationPlacesFactory(event=of, at_most=2).organisation
    register(of, "first")
    assert [come(of, name, club).state for name in ("ada", "ben", "cem")] == ["waiting", "waiting", "awaiting_approval"]
    services.set_capacity(event=of, capacity=9, by=None)
    assert (taken(of), counts(of)) == ([2], (3, 0))


def test_organisers_approve_beyond_the_places_with_a_reason_alone_and_the_history_keeps_it(desk, of, club):
    cem = [come(of, name, club) for name in ("ada", "ben", "cem")][2]
    page = reverse("admin:forum_registration_change", args=[cem.pk])
    assert "Approve beyond its organisation’s places" in text(desk.get(page))
    assert "Approve: give a place" not in text(desk.get(page))
    assert not services.approve(registration=cem, by=None)
    beyond = reverse("admin:forum_registration_approve-beyond", args=[cem.pk])
    assert "Say why." in text(desk.post(beyond, {"why": ""}))
    assert Registration.objects.get(pk=cem.pk).state == "awaiting_approval"
    assert desk.post(beyond, {"why": "They lead a table."}).status_code == 302
    cem.refresh_from_db()
    assert (cem.state, cem.counted_in, taken(of), counts(of)) == ("confirmed", None, [2], (3, 0))
    assert Revision.objects.of(cem).get().why == "Approved beyond the places of the organisation: They lead a table."
    services.cancel(registration=cem)
    assert taken(of) == [2]


def test_where_there_is_room_again_an_approval_needs_no_reason_and_is_counted(desk, of, club):
    ada, _, cem = (come(of, name, club) for name in ("ada", "ben", "cem"))
    services.cancel(registration=ada)
    assert "Approve: give a place" in text(desk.get(reverse("admin:forum_registration_change", args=[cem.pk])))
    assert desk.post(reverse("admin:forum_registration_approve", args=[cem.pk])).status_code == 302
    assert (Registration.objects.get(pk=cem.pk).state, taken(of)) == ("confirmed", [2])


def test_by_approval_nobody_is_counted_before_the_organisers_have_decided():
    of = event(5, mode="approval")
    club = OrganisationPlacesFactory(event=of, at_most=1).organisation
    ada, ben = (come(of, name, club) for name in ("ada", "ben"))
    assert taken(of) == [0]
    assert [services.approve(registration=made, by=None) for made in (ada, ben)] == [True, False]
    assert taken(of) == [1]


def test_who_changes_the_organisation_is_counted_for_the_new_one_or_refused_in_words(client, of, club):
    full = OrganisationPlacesFactory(event=of, at_most=1).organisation
    come(of, "ada", full)
    ben = come(of, "ben", club)
    assert taken(of) == [1, 1]
    at = f"/forum/registration/{links.token(ben)}/change/"
    fields = {"full_name": "Ben", "stamp": stamp(f"change {ben.pk}")}
    refused = text(client.post(at, fields | {"organisation": full.pk}))
    assert "This organisation has used its places. Only the organisers can give it more: ask them." in refused
    assert Registration.objects.get(pk=ben.pk).organisation == club
    assert client.post(at, fields | {"organisation": club.pk}).status_code == 302
    assert taken(of) == [1, 1]
    assert client.post(at, fields | {"other_organisation": "Resident"}).status_code == 302
    assert taken(of) == [1, 0] or taken(of) == [0, 1]
    assert OrganisationPlaces.objects.get(organisation=club).taken == 0


def test_a_confirmation_by_mail_holds_a_place_of_the_organisation_and_one_that_ends_gives_it_back():
    of = event(5, confirms_by_mail=True)
    club = OrganisationPlacesFactory(event=of, at_most=1).organisation
    ada, ben = (come(of, name, club) for name in ("ada", "ben"))
    assert (ada.first_state, ben.first_state, taken(of)) == ("confirmed", "awaiting_approval", [1])
    services.confirm(registration=ben)
    ben.refresh_from_db()
    assert ben.state == "awaiting_approval"
    Registration.objects.filter(pk=ada.pk).update(expires_at=timezone.now() - timedelta(hours=1))
    services.expire_due()
    assert [*of.organisation_places.values_list("taken", flat=True)] == [0]


def test_who_is_moved_to_another_meeting_is_counted_there_where_there_is_room(of, club):
    made, later = [come(of, name, club) for name in ("ada", "ben")], event(5)
    OrganisationPlacesFactory(event=later, organisation=club, at_most=1)
    for one in made:
        assert services.move_to_event(registration=one, event=later, by=None, why="The rooms were changed.")
    assert (taken(of), taken(later), counts(later)) == ([0], [1], (2, 0))


def test_limits_are_given_on_the_page_of_the_event_and_count_who_is_there(desk, of):
    club = OrganisationFactory(name="The club")
    for name in ("ada", "ben"):
        come(of, name, club)
    page = reverse("admin:forum_event_change", args=[of.pk])
    new = {"organisation_places-TOTAL_FORMS": 1, "organisation_places-0-organisation": club.pk, "organisation_places-0-at_most": 1}
    assert "2 of its people have registered already: give 2 at least." in text(desk.post(page, filled(desk, page) | new))
    assert desk.post(page, filled(desk, page) | new | {"organisation_places-0-at_most": 3}).status_code == 302
    assert taken(of) == [2]
    assert desk.post(page, filled(desk, page) | {"organisation_places-0-at_most": 2}).status_code == 302
    assert "give 2 at least" in text(desk.post(page, filled(desk, page) | {"organisation_places-0-at_most": 1}))
    another = filled(desk, page) | {"organisation_places-0-organisation": OrganisationFactory().pk}
    assert "Take this line away and add one for the other organisation." in text(desk.post(page, another))
    assert desk.post(page, filled(desk, page) | {"organisation_places-0-DELETE": "on"}).status_code == 302
    assert taken(of) == []
    labels = [label for revision in Revision.objects.of(of) for label in revision.fields.values_list("label", flat=True)]
    assert "Places of an organisation “The club”: at most" in labels


def test_a_new_event_with_a_limit_from_the_start(desk):
    club, add = OrganisationFactory(), reverse("admin:forum_event_add")
    fields = {"title": "New", "slug": "new", "held_on": "2030-01-02", "summary": "What it is about.", "capacity": 5}
    fields |= {"organisation_places-TOTAL_FORMS": 1, "organisation_places-0-organisation": club.pk, "organisation_places-0-at_most": 3}
    assert desk.post(add, filled(desk, add) | fields).status_code == 302
    assert OrganisationPlaces.objects.values_list("at_most", "taken").get() == (3, 0)


def test_when_people_are_forgotten_so_is_how_many_came_of_an_organisation(of, club):
    come(of, "ada", club)
    type(of).objects.filter(pk=of.pk).update(held_on=timezone.localdate() - timedelta(days=31))
    purging.run()
    assert (Registration.objects.get().counted_in, OrganisationPlaces.objects.get().taken) == (None, 0)


@needs_two_writers
@pytest.mark.django_db(transaction=True)
def test_twenty_of_one_organisation_at_once_and_some_who_cancel():
    roles.apply()
    of = event(12)
    club = OrganisationPlacesFactory(event=of, at_most=5).organisation
    there = [come(of, f"first{number}", club) for number in range(3)]

    def act(number):
        if number < len(there):
            return services.cancel(registration=there[number])
        return come(of, f"person{number}", club).state

    told = at_once(act)
    assert told.total() == PEOPLE
    assert told["confirmed"] <= 5
    assert told["confirmed"] + told["awaiting_approval"] == PEOPLE - len(there)
    assert taken(of) == [told["confirmed"]]
    assert not QueuedMail.objects.filter(kind="forum.already").exists()
