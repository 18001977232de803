"""What a meeting asks of its own, as a browser sees and sends it: workshops and questions, in every form that has them."""

import re
from datetime import date

import pytest

from forum import links, services
from forum.models import Answer, Registration, WorkshopSeat
from tests.factories import QuestionFactory, WorkshopFactory
from tests.forum.build import counts, event, register, stamp, typed
from tests.forum.test_hostile_forms import KINDS, looked_at, send, undone
from tests.forum.test_workshops import choosing, come, seats, taken, workshops
from tests.stress import invariants

pytestmark = pytest.mark.django_db
FORM = "/forum/spring/register/"


@pytest.fixture
def of():
    return event(3, slug="spring", held_on=date(2030, 5, 10))


def text(answer):
    return answer.content.decode()


def asking(of, **fields):
    question = QuestionFactory(event=of, **fields)
    return question, f"question-{question.pk}"


def box(page, value):
    return re.search(rf'<input[^>]*value="{value}"[^>]*>', page)[0]


def test_the_form_says_of_each_workshop_how_full_it_is_in_words_and_what_is_full_cannot_be_chosen(client, of):
    WorkshopFactory(event=of, title="Young people", starts="10:00", ends="10:45", room="Room 2", capacity=1)
    (full,) = workshops(of, 1)
    come(of, "ada", full)
    page = text(client.get(FORM))
    assert "Young people, 10am to 10.45am, Room 2. Places available." in page
    assert f"{full.described}. Full." in page
    assert "disabled" in box(page, full.pk)
    assert page.count("disabled") == 1
    shown = text(client.get("/forum/spring/"))
    assert re.search(r'Young people, Room 2<p class="places">Places available</p>', shown)
    assert '<p class="places">Full</p>' in shown


def test_what_is_full_meanwhile_is_said_by_name_and_everything_typed_comes_back(client, of):
    one, two = workshops(of, 1, 5)
    come(of, "ada", one)
    for name in ("ada", "ben"):  # a known address and a new one
        answer = client.post(FORM, typed(of, name, workshops=[one.pk, two.pk], role="Lead", access="A ramp"))
        page = text(answer)
        assert answer.status_code == 200
        assert f"“{one}” is full now. Choose another, or none." in page
        assert "<title>Error: Register" in page
        assert 'href="#id_workshops_0"' in page
        assert 'value="Lead"' in page
        assert "A ramp" in page
        assert "checked" in box(page, two.pk)
        assert "disabled" in box(page, one.pk)
        assert "checked" not in box(page, one.pk)
    assert (counts(of), taken(one, two)) == ((1, 0), [1, 0])
    assert client.post(FORM, typed(of, "ben", workshops=[two.pk])).status_code == 302
    assert seats(Registration.objects.get(full_name="Ben")) == {two.title: True}


def test_two_that_overlap_cannot_be_chosen_and_two_that_touch_can(client, of):
    for title, starts, ends in (("One", "10:00", "11:00"), ("Two", "10:30", "11:30"), ("Three", "11:00", "12:00")):
        WorkshopFactory(event=of, title=title, starts=starts, ends=ends)
    one, two, three = (str(workshop.pk) for workshop in of.workshops.order_by("pk"))
    assert "“One” and “Two” overlap: choose one of them." in text(client.post(FORM, typed(of, workshops=[one, two])))
    assert client.post(FORM, typed(of, workshops=[one, three, one])).status_code == 302
    assert taken(*of.workshops.order_by("pk")) == [1, 0, 1]


def test_where_the_meeting_is_full_every_workshop_can_be_wished_for(client):
    of = event(1, slug="spring")
    (one,) = workshops(of, 1)
    come(of, "ada", one)
    page = text(client.get(FORM))
    assert "disabled" not in page
    assert "You are told with your place which you have." in page
    assert client.post(FORM, typed(of, workshops=[one.pk])).status_code == 302
    made = Registration.objects.get(full_name="Sam")
    assert seats(made) == {one.title: False}
    assert "A wish: a place in it is kept once you have one at the forum." in text(client.get(f"/forum/registration/{links.token(made)}/"))


def test_where_the_organisers_decide_workshops_are_wishes_that_become_places_with_their_approval(client):
    of = event(5, slug="spring", mode="approval")
    one, two = workshops(of, 1, 1)
    page = text(client.get(FORM))
    assert "You are told with your place which you have." in page
    client.post(FORM, typed(of, "ada", workshops=[one.pk]))
    client.post(FORM, typed(of, "ben", workshops=[one.pk, two.pk]))
    ada, ben = Registration.objects.order_by("pk")
    assert (seats(ada), taken(one, two)) == ({one.title: False}, [0, 0])
    for made in (ben, ada):
        services.approve(registration=made, by=None)
    assert (seats(ada), seats(ben), taken(one, two)) == ({one.title: False}, {one.title: True, two.title: True}, [1, 1])
    invariants.check(of)


def test_by_the_private_link_workshops_are_seen_and_swapped_and_a_full_one_costs_nothing(client, of):
    one, two, three = workshops(of, 1, 1, 1)
    made = come(of, "sam", one)
    come(of, "ben", three)
    mine = f"/forum/registration/{links.token(made)}/"
    assert one.described in text(client.get(mine))
    page = text(client.get(f"{mine}change/"))
    assert "checked" in box(page, one.pk)
    assert "disabled" not in box(page, one.pk)
    assert "disabled" in box(page, three.pk)
    fields = {"full_name": "Samir", "other_organisation": "Resident", "stamp": stamp(f"change {made.pk}")}
    refused = client.post(f"{mine}change/", fields | {"workshops": [three.pk]})
    assert f"“{three}” is full now." in text(refused)
    assert (seats(made), Registration.objects.get(pk=made.pk).full_name) == ({one.title: True}, "Sam")
    assert client.post(f"{mine}change/", fields | {"workshops": [two.pk]}).url == mine
    assert (seats(made), taken(one, two, three)) == ({two.title: True}, [0, 1, 1])


@pytest.mark.parametrize("chosen", [["0"], ["x"], ["9" * 5000], ["\x00"], ["-1"], ["1.5"], ["٣"], [""]])
def test_a_workshop_that_is_not_in_the_list_is_refused_in_words(client, of, chosen):
    workshops(of, 5)
    page = text(client.post(FORM, typed(of, workshops=chosen)))
    assert "Choose from the workshops in this list." in page
    assert not Registration.objects.exists()


def test_a_workshop_of_another_meeting_is_not_in_the_list(client, of):
    workshops(of, 5)
    (other,) = workshops(event(5), 5)
    assert "Choose from the workshops in this list." in text(client.post(FORM, typed(of, workshops=[other.pk])))
    assert (counts(of), taken(other)) == ((0, 0), [0])


def test_a_question_says_when_its_answer_goes_and_one_that_is_required_is_asked_for(client, of):
    asking(of, words="Which table?", kept_days=3)
    _, needed = asking(of, words="Bus or train?", kind="choice", options="Bus\nTrain", is_required=True, kept_days=30)
    page = text(client.get(FORM))
    assert "Only the organisers read your answer. It is erased on 13 May 2030." in page
    assert "It is erased on 9 June 2030." in page
    assert "Which table? (optional)" in page
    assert page.count("This is not for reporting a crime.") == 1
    assert page.index("This is not for reporting a crime.") < page.index("Which table?")
    refused = text(client.post(FORM, typed(of, role="Lead")))
    assert "Answer the question “Bus or train?”" in refused
    assert f'href="#id_{needed}_0"' in refused
    assert 'value="Lead"' in refused
    assert not Registration.objects.exists()


def test_answers_are_stored_shown_to_their_owner_changed_and_taken_back(client, of):
    _, table = asking(of, words="Which table?", order=1)
    _, speak = asking(of, words="May we call on you?", kind="yes_no", order=2)
    client.post(FORM, typed(of, **{table: "  The  window ", speak: "No"}))
    made = Registration.objects.get()
    assert [*made.answers.values_list("words", flat=True)] == ["The window", "No"]
    mine = f"/forum/registration/{links.token(made)}/"
    shown = text(client.get(mine))
    assert re.search(r"<dt>Which table\?</dt><dd>The window</dd>", shown)
    assert "your answer to “May we call on you?” on 17 May 2030" in shown
    page = text(client.get(f"{mine}change/"))
    assert 'value="The window"' in page
    assert "checked" in box(page, "No")
    fields = {"full_name": "Sam", "other_organisation": "Resident", "stamp": stamp(f"change {made.pk}")}
    client.post(f"{mine}change/", fields | {table: "The door", speak: ""})
    assert [*made.answers.values_list("words", flat=True)] == ["The door"]


def test_no_value_breaks_an_answer_or_a_choice_of_workshops(client, of):
    _, free = asking(of)
    _, choice = asking(of, choice=True)
    _, either = asking(of, kind="yes_no")
    workshops(of, 5)
    taken_in = dict.fromkeys((free, choice, either, "workshops"), 0)
    for field in taken_in:
        for value in KINDS:
            with undone(value):
                answer = looked_at(send(client, FORM, typed(of) | {field: value}), value, {200, 302})
                if answer.status_code == 200:
                    assert not Registration.objects.exists()
                    assert not Answer.objects.exists()
                    continue
                taken_in[field] += 1
                made = Registration.objects.get()
                if {"<", '"', "\n"} & {*str(value)}:
                    looked_at(client.get(f"/forum/registration/{links.token(made)}/"), value, {200})
                assert not WorkshopSeat.objects.exists()
    assert all(0 < count < len(KINDS) for count in taken_in.values())
    assert taken_in[free] > taken_in[choice]


def test_an_answer_that_is_too_long_or_to_no_question_of_this_meeting(client, of):
    _, free = asking(of)
    _, elsewhere = asking(event(3))
    assert "This is longer than 300 characters: shorten it." in text(client.post(FORM, typed(of, **{free: "a" * 301})))
    client.post(FORM, typed(of, **{free: "a" * 300, elsewhere: "Smuggled", "question-0": "Smuggled"}))
    assert [*Answer.objects.values_list("words", flat=True)] == ["a" * 300]


def test_a_question_that_is_taken_away_while_somebody_answers_costs_nobody_their_place(of):
    gone, _ = asking(of)
    number = gone.pk
    gone.delete()
    made = register(of, details=choosing("sam"), key=None)
    services.change(registration=made, details=services.Details(full_name="Sam", email="sam@example.org", answers={number: "Too late"}))
    assert not Answer.objects.exists()


def test_a_form_without_anything_of_its_own_asks_nothing_more(client, of):
    page = text(client.get(FORM))
    assert "Workshops" not in page
    assert "Questions for this forum" not in page
    assert page.count("This is not for reporting a crime.") == 1


def test_a_wish_for_a_full_workshop_is_said_on_both_pages_and_stays_when_something_else_is_saved(client, of):
    (full,) = workshops(of, 1)
    come(of, "ada", full)
    ben = come(of, "ben")
    ben.seats.create(workshop=full, is_kept=False)
    mine = f"/forum/registration/{links.token(ben)}/"
    assert "If one comes free it is yours, in the order of those who asked, and a mail says so." in text(client.get(mine))
    page = text(client.get(f"{mine}change/"))
    assert f"{full.described}. Full: while this is ticked, you get the next place that comes free." in page
    assert "checked" in box(page, full.pk)
    sent = {"full_name": "Ben B", "other_organisation": "Resident", "workshops": full.pk, "stamp": stamp(f"change {ben.pk}")}
    assert client.post(f"{mine}change/", sent).status_code == 302
    assert (Registration.objects.get(pk=ben.pk).full_name, ben.seats.get().is_kept) == ("Ben B", False)
