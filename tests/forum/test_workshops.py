"""Places in workshops: with the place at the meeting or not at all, whatever people do; by the services, on both databases."""

from datetime import time
from uuid import uuid4

import pytest

from citysafe.mail import services as mail
from citysafe.mail.models import QueuedMail
from citysafe.publishing.models import DataVersion
from forum import services
from forum.models import Registration, Workshop, WorkshopSeat
from tests.factories import WorkshopFactory
from tests.forum.build import NOTICE, counts, event, person, register
from tests.stress import invariants

pytestmark = pytest.mark.django_db


def workshops(of, *capacities):
    return [WorkshopFactory(event=of, capacity=capacity, starts=time(10 + n), ends=time(11 + n)) for n, capacity in enumerate(capacities)]


def choosing(name, *chosen):
    return person(name, workshops=frozenset(one.pk for one in chosen))


def come(of, name, *chosen):
    return register(of, details=choosing(name, *chosen))


def change(made, *chosen):
    services.change(registration=made, details=choosing("sam", *chosen))


def seats(made):
    """What somebody chose, by title, and whether a place is kept."""
    return dict(WorkshopSeat.objects.filter(registration=made).values_list("workshop__title", "is_kept"))


def taken(*of):
    """Places taken in each, checked against the rows."""
    found = [Workshop.objects.get(pk=one.pk).taken for one in of]
    assert found == [one.seats.kept().count() for one in of]
    return found


def letter_to(made, mailoutbox):
    mail.send_due()
    [*_, letter] = [letter for letter in mailoutbox if letter.to == [made.email]]
    return letter.body


def test_places_in_workshops_come_with_the_place_and_the_letter_says_which(mailoutbox):
    of = event()
    one, two = workshops(of, 5, 5)
    ada = come(of, "ada", one, two)
    assert (seats(ada), taken(one, two), counts(of)) == ({one.title: True, two.title: True}, [1, 1], (1, 0))
    assert f"Workshops: {one.title}, 10am to 11am; {two.title}, 11am to midday" in letter_to(ada, mailoutbox)


def test_where_one_is_full_nothing_at_all_is_stored():
    of = event()
    one, two = workshops(of, 5, 1)
    come(of, "ada", two)
    with pytest.raises(services.WorkshopsFullError) as refused:
        come(of, "ben", one, two)
    assert refused.value.workshops == [two.pk]
    assert (taken(one, two), counts(of), Registration.objects.count(), QueuedMail.objects.count()) == ([0, 1], (1, 0), 1, 1)


def test_a_known_address_is_refused_a_full_workshop_like_a_new_one_and_told_nothing():
    of = event()
    (one,) = workshops(of, 1)
    come(of, "ada", one)
    for name in ("ada", "ben"):
        with pytest.raises(services.WorkshopsFullError):
            services.register(event=of, key=uuid4(), details=choosing(name, one), notice_version=NOTICE)
    assert QueuedMail.objects.count() == 1


def test_the_same_form_sent_again_gets_the_first_answer_though_its_workshop_is_full_by_now():
    of, key = event(), uuid4()
    (one,) = workshops(of, 1)
    told = [services.register(event=of, key=key, details=choosing("ada", one), notice_version=NOTICE) for _ in range(2)]
    assert (told, taken(one)) == (["confirmed"] * 2, [1])


def test_who_waits_has_wishes_which_become_places_with_the_offer_and_what_is_full_is_told(mailoutbox):
    of = event(1)
    one, two = workshops(of, 1, 1)
    ada = come(of, "ada", one)
    ben = come(of, "ben", one, two)
    assert (seats(ben), taken(one, two)) == ({one.title: False, two.title: False}, [1, 0])
    assert f"Workshops you would like: {one.title}, 10am to 11am; {two.title}" in letter_to(ben, mailoutbox)
    come(of, "cem", two)
    services.set_capacity(event=of, capacity=2, by=None)
    assert (seats(ben), taken(one, two)) == ({one.title: False, two.title: True}, [1, 1])
    told = letter_to(ben, mailoutbox)
    assert f"No place was left in this: {one.title}, 10am to 11am. If one comes free it is yours, and we write to you." in told
    assert f"Workshops: {two.title}, 11am to midday" in told
    assert "would like" not in told
    assert "No place was left" not in letter_to(ada, mailoutbox)


def test_who_cancels_or_declines_gives_every_place_back():
    of = event(1)
    one, two = workshops(of, 1, 1)
    ada, ben, cem = come(of, "ada", one), come(of, "ben", one), come(of, "cem", two)
    services.cancel(registration=ada)
    assert (seats(ada), seats(ben), taken(one, two)) == ({}, {one.title: True}, [1, 0])
    services.decline(registration=ben)
    assert (seats(ben), seats(cem), taken(one, two)) == ({}, {two.title: True}, [0, 1])
    services.cancel(registration=cem)
    assert (taken(one, two), WorkshopSeat.objects.count()) == ([0, 0], 0)


def test_other_workshops_are_chosen_in_one_step_and_the_old_place_stays_where_the_new_one_is_full():
    of = event()
    one, two, three = workshops(of, 1, 1, 1)
    ada = come(of, "ada", one)
    come(of, "ben", two)
    with pytest.raises(services.WorkshopsFullError) as refused:
        change(ada, two, three)
    assert (refused.value.workshops, seats(ada), taken(one, two, three)) == ([two.pk], {one.title: True}, [1, 1, 0])
    change(ada, three)
    assert (seats(ada), taken(one, two, three)) == ({three.title: True}, [0, 1, 1])
    change(ada, one, three)
    assert (seats(ada), taken(one, two, three)) == ({one.title: True, three.title: True}, [1, 1, 1])
    change(ada)
    assert (seats(ada), taken(one, two, three)) == ({}, [0, 1, 0])


@pytest.fixture
def wishing():
    """A workshop of one place, whoever has it, and two with a place at the meeting who wish for it: the longer first."""
    of = event(1)
    (one,) = workshops(of, 1)
    ada, ben, cem = (come(of, name, one) for name in ("ada", "ben", "cem"))
    services.set_capacity(event=of, capacity=3, by=None)
    for waited in (ben, cem):
        services.accept(registration=waited)
    QueuedMail.objects.all().delete()
    return of, one, ada, ben, cem


def test_a_place_that_comes_free_is_theirs_who_wished_for_it_longest_and_they_are_told(wishing, mailoutbox):
    _, one, ada, ben, cem = wishing
    services.cancel(registration=ada)
    assert (seats(ben), seats(cem), taken(one)) == ({one.title: True}, {one.title: False}, [1])
    told = letter_to(ben, mailoutbox)
    assert "a place has come free in a workshop that you had asked for, and it is yours." in told
    assert f"Workshops: {one.title}" in told
    change(Registration.objects.get(pk=ben.pk))
    assert (seats(ben), seats(cem), taken(one)) == ({}, {one.title: True}, [1])
    assert "it is yours." in letter_to(cem, mailoutbox)


@pytest.mark.parametrize(
    "stands",
    [{"is_held": True}, {"state": "awaiting_confirmation", "is_unconfirmed": True, "expires_at": "2050-01-01T00:00Z"}],
    ids=["held", "unconfirmed"],
)
def test_whoever_is_held_or_has_not_confirmed_gets_the_place_they_wished_for_without_a_mail(wishing, stands):
    _, one, ada, ben, _ = wishing
    Registration.objects.filter(pk=ben.pk).update(**stands)
    services.cancel(registration=ada)
    assert seats(ben) == {one.title: True}
    assert not QueuedMail.objects.filter(kind="forum.workshop").exists()


def test_a_wish_for_what_is_full_stays_as_old_as_it_was_when_something_else_is_saved(wishing):
    _, one, ada, ben, cem = wishing
    change(Registration.objects.get(pk=ben.pk), one)
    assert (seats(ben), taken(one)) == ({one.title: False}, [1])
    services.cancel(registration=ada)
    assert (seats(ben), seats(cem)) == ({one.title: True}, {one.title: False})


def test_once_the_meeting_is_cancelled_a_place_in_a_workshop_passes_on_to_nobody(wishing):
    of, one, ada, ben, _ = wishing
    type(of).objects.update(is_cancelled=True)
    services.cancel(registration=ada)
    assert (seats(ben), taken(one)) == ({one.title: False}, [0])
    assert not QueuedMail.objects.filter(kind="forum.workshop").exists()


def test_more_places_in_a_workshop_go_to_those_who_wished_for_it(wishing):
    _, one, _, ben, cem = wishing
    Workshop.objects.filter(pk=one.pk).update(capacity=2)
    services.give_what_is_free(Workshop.objects.get(pk=one.pk))
    assert (seats(ben), seats(cem), taken(one)) == ({one.title: True}, {one.title: False}, [2])


def test_wishes_are_changed_without_taking_a_place():
    of = event(1)
    one, two = workshops(of, 1, 1)
    come(of, "ada")
    ben = come(of, "ben", one)
    change(ben, two)
    assert (seats(ben), taken(one, two)) == ({two.title: False}, [0, 0])


def test_a_workshop_of_another_meeting_is_none():
    of, elsewhere = event(1), event(1)
    (other,) = workshops(elsewhere, 5)
    with pytest.raises(services.WorkshopsFullError):
        come(of, "ada", other)
    come(of, "ben")
    cem = come(of, "cem", other)
    assert (seats(cem), taken(other)) == ({}, [0])


def test_saving_a_workshop_never_touches_what_is_taken():
    of = event()
    (one,) = workshops(of, 2)
    come(of, "ada", one)
    one.title, one.capacity = "Another title", 4
    one.save()
    assert (taken(one), Workshop.objects.get().capacity, one.taken) == ([1], 4, 0)


def test_the_words_for_a_workshop_are_made_anew_only_where_they_change(django_capture_on_commit_callbacks):
    of = event(100)
    (one,) = workshops(of, 2)
    tokens = []
    for name in ("ada", "ben"):
        with django_capture_on_commit_callbacks(execute=True):
            come(of, name, one)
        tokens.append(DataVersion.objects.values_list("token", flat=True).first())
    assert tokens[0] != tokens[1]
    with django_capture_on_commit_callbacks() as told:
        come(of, "cem")
    assert told == []


def test_the_invariants_find_a_count_that_is_not_the_rows():
    of = event()
    (one,) = workshops(of, 5)
    come(of, "ada", one)
    assert invariants.faults(of) == []
    Workshop.objects.update(taken=3)
    assert invariants.faults(of)[0].startswith("The places taken in a workshop are not those that somebody has")
    Workshop.objects.update(taken=1)
    WorkshopSeat.objects.update(registration=register(of, "ben"))
    assert invariants.faults(of) == []
    Registration.objects.filter(full_name="Ben").update(state="cancelled", has_place=False)
    assert any(fault.startswith("Somebody without a place has one in a workshop") for fault in invariants.faults(of))
