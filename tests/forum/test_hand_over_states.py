"""What a colleague takes over is what there is: an offer, a position, a place of an organisation; and nothing where nothing can be passed on."""

from datetime import timedelta

import pytest
from django.utils import timezone

from citysafe.mail.models import QueuedMail
from forum import links, services
from forum.models import HandOver, Registration
from tests.factories import OrganisationFactory, OrganisationPlacesFactory, RegistrationFactory
from tests.forum.build import counts, event, person, register, stamp
from tests.forum.test_hand_over import GIVEN, accept, invite, link, mine, sent
from tests.forum.test_hostile_neighbours import everything
from tests.forum.test_private_links import text
from tests.stress import invariants

pytestmark = pytest.mark.django_db


@pytest.fixture
def of():
    return event(1, slug="spring", title="In spring")


@pytest.fixture
def club(of):
    """An organisation of which one may come."""
    return OrganisationPlacesFactory(event=of, at_most=1).organisation


def of_club(name, club):
    return person(name, organisation_id=club.pk, other_organisation=None)


def taken(of):
    assert invariants.faults(of) == []
    return of.organisation_places.get().taken


def alex():
    return Registration.objects.get(email="alex@example.org", state__in=["confirmed", "offered", "waiting"])


def test_within_an_organisation_whose_places_are_used_its_place_passes_on(client, of, club):
    made = register(of, details=of_club("sam", club))
    invite(client, made)
    assert accept(client, organisation=club.pk, other_organisation="").url == link()
    assert (alex().state, alex().counted_in.organisation, taken(of)) == ("confirmed", club, 1)


def test_whoever_leaves_an_organisation_by_handing_over_leaves_its_place(client, of, club):
    invite(client, register(of, details=of_club("sam", club)))
    accept(client)
    assert (alex().counted_in, taken(of)) == (None, 0)


def test_into_an_organisation_whose_places_are_used_nothing_passes_and_all_that_was_typed_comes_back(client, club, of):
    services.set_capacity(event=of, capacity=5, by=None)
    register(of, "ben", details=of_club("ben", club))
    invite(client, made := register(of))
    before = everything()
    for _ in range(2):
        page = text(accept(client, organisation=club.pk, other_organisation="", role="Lead of all"))
        assert "This organisation has used its places." in page
        assert [words for words in ("Alex Lee", "Lead of all", "A seat", f'value="{club.pk}" selected') if words not in page] == []
    assert everything() == before
    assert text(client.get(mine(made))).count("Until they accept") == 1
    assert accept(client, organisation=OrganisationFactory().pk, other_organisation="").url == link()
    assert (alex().state, taken(of)) == ("confirmed", 1)


@pytest.fixture
def offered(of):
    """A place that somebody left is offered to Sam."""
    first, made = register(of, "ada"), register(of)
    services.cancel(registration=first)
    made.refresh_from_db()
    assert made.state == "offered"
    return made


def test_an_offer_passes_on_until_the_moment_it_had_and_the_colleague_takes_it(client, of, offered, mailoutbox):
    invite(client, offered)
    mailoutbox.clear()
    accept(client)
    assert (alex().state, alex().expires_at) == ("offered", offered.expires_at)
    letters = sent(mailoutbox)
    assert links.token(alex()) in letters["alex@example.org"].body
    assert letters["alex@example.org"].subject.startswith("A place is free for you")
    assert [client.get(f"{mine(offered)}{step}").status_code for step in ("", "accept/", "decline/")] == [404] * 3
    pressed = {"stamp": stamp(f"forum/accept.html {offered.pk}")}
    assert client.post(f"{mine(offered)}accept/", pressed).status_code == 404
    client.post(f"{mine(alex())}accept/", pressed)
    assert (alex().state, counts(of)) == ("confirmed", (1, 0))


def test_an_offer_whose_moment_is_over_is_taken_over_by_nobody_though_nothing_has_run(client, of, offered, time_machine):
    HandOver.objects.create(registration=offered, colleague_name="Alex", colleague_email="alex@example.org", asked_at=offered.expires_at)
    time_machine.move_to(offered.expires_at)
    before = everything()
    assert [client.get(link()).status_code, accept(client).status_code] == [404, 404]
    assert everything() == before


@pytest.mark.parametrize("state", ["awaiting_confirmation", "awaiting_approval"])
@pytest.mark.parametrize("is_invited_before", [False, True])
def test_what_nobody_has_confirmed_or_decided_is_not_handed_over(client, of, state, is_invited_before):
    made = register(of)
    if is_invited_before:
        invite(client, made)
    ends = timezone.now() + timedelta(hours=3) if state == "awaiting_confirmation" else None
    asked = {"state": state, "is_unconfirmed": ends is not None, "expires_at": ends, "has_place": False}
    Registration.objects.filter(pk=made.pk).update(**asked)
    before = everything()
    assert invite(client, made, email="kim@example.org").url == mine(made)
    assert "hand-over/" not in text(client.get(mine(made)))
    if is_invited_before:
        assert [client.get(link()).status_code, accept(client).status_code] == [404, 404]
    assert everything() == before


@pytest.mark.parametrize("state", ["confirmed", "waiting", "offered", "awaiting_confirmation", "awaiting_approval"])
def test_a_colleague_who_is_registered_in_any_way_is_told_and_nothing_happens(client, of, state):
    made, own = register(of), register(of, "alex")
    asked = {"state": state, "has_place": state in {"confirmed", "offered"}, "is_unconfirmed": state == "awaiting_confirmation"}
    ends = timezone.now() + timedelta(hours=3) if state in {"offered", "awaiting_confirmation"} else None
    Registration.objects.filter(pk=own.pk).update(**asked, expires_at=ends)
    invite(client, made)
    before = everything()
    answer = accept(client)
    assert (answer.status_code, "has a registration of its own" in text(answer)) == (409, True)
    assert everything() == before


@pytest.mark.parametrize("way", ["cancelled", "never confirmed"])
def test_a_colleague_whose_own_registration_has_ended_takes_over(client, of, way):
    made = register(of)
    if way == "cancelled":
        services.cancel(registration=register(of, "alex"))
    else:  # and no due work has run since
        unconfirmed = {"state": "awaiting_confirmation", "is_unconfirmed": True, "expires_at": timezone.now()}
        RegistrationFactory(event=of, email="alex@example.org", **unconfirmed)
    invite(client, made)
    assert accept(client).url == link()
    assert (alex().pk, alex().state) == (made.pk, "confirmed")
    assert counts(of) == (1, 0)


def test_a_colleague_who_accepts_again_with_another_form_or_name_changes_nothing(client, of):
    invite(client, register(of))
    accept(client)
    before = everything()
    answer = accept(client, full_name="Somebody else")
    assert "The registration is yours" in text(answer)
    assert everything() == before


@pytest.mark.parametrize("late", [timedelta(), timedelta(hours=2), timedelta(days=1)])
def test_after_the_meeting_began_nobody_invites_and_nobody_accepts(client, of, late, time_machine):
    invite(client, made := register(of))
    HandOver.objects.update(asked_at=of.begins_at - timedelta(hours=1))
    at, given = link(), GIVEN | {"stamp": stamp("x")}
    time_machine.move_to(of.begins_at + late)
    before = everything()
    assert [client.get(at).status_code, client.post(at, given).status_code, accept(client).status_code] == [404] * 3
    assert invite(client, made, email="kim@example.org").url == mine(made)
    assert everything() == before
    assert not QueuedMail.objects.filter(kind="forum.handed-over").exists()
