"""Workshops and questions at the desk: on the page of the event, at a registration, in the file, and for somebody who telephones."""

import csv
import io
from contextlib import suppress
from datetime import date, time

import pytest
from django.db import connection
from django.urls import reverse

from citysafe.history.models import FieldChange, Revision
from citysafe.people import roles
from citysafe.publishing import stamps
from forum import services
from forum.models import Answer, Question, Registration, Workshop
from tests.factories import AnswerFactory, EventFactory, QuestionFactory, WorkshopFactory
from tests.filled import filled
from tests.forum.build import event, register
from tests.forum.test_workshops import choosing, come, seats, taken, workshops
from tests.races import Somebody, needs_two_writers
from tests.world import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(member("forum organiser"))
    return client


@pytest.fixture
def of():
    return event(3, slug="spring", held_on=date(2030, 5, 10))


def page(of):
    return reverse("admin:forum_event_change", args=[of.pk])


def text(answer):
    return answer.content.decode()


def save(desk, of, **typed):
    return desk.post(page(of), {**filled(desk, page(of)), **typed})


def changes(of):
    return [line for revision in Revision.objects.of(of) for line in revision.fields.values_list("label", "before", "after")]


def test_workshops_and_questions_are_given_on_the_page_of_the_event_and_kept_in_its_history(desk, of):
    new = {"workshops-TOTAL_FORMS": 1, "workshops-0-title": "Young people", "workshops-0-starts": "10:00", "workshops-0-ends": "10:45"}
    asked = {"form_questions-TOTAL_FORMS": 1, "form_questions-0-words": "Bus or train?", "form_questions-0-kind": "choice"}
    asked |= {"form_questions-0-options": " Bus \r\n\r\nNight  train", "form_questions-0-kept_days": 30, "form_questions-0-order": 1}
    assert save(desk, of, **new, **asked, **{"workshops-0-capacity": 12}).status_code == 302
    made, question = Workshop.objects.get(), Question.objects.get()
    assert (made.starts, made.capacity, made.taken) == (time(10), 12, 0)
    assert (question.to_choose_from, question.kept_days) == (["Bus", "Night train"], 30)
    assert ("Workshop “Young people”: places", "", "12") in changes(of)
    assert ("Registration question “Bus or train?”: kept for, in days", "", "30") in changes(of)


def test_staff_are_told_what_must_never_be_asked(desk, of):
    QuestionFactory(event=of)
    assert "Never ask about health, disability, religion, ethnic origin" in text(desk.get(page(of)))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"kind": "choice"}, "Give the answers to choose from for “One of several”, and for no other kind."),
        ({"kind": "choice", "options": "Bus"}, "Give two answers at least, each once."),
        ({"kind": "choice", "options": "Bus\nbus"}, "Give two answers at least, each once."),
        ({"kind": "choice", "options": "Bus\n" + "x" * 121}, "Each answer has 120 characters at most."),
        ({"kind": "choice", "options": "Bus\nwww.example"}, "Leave web addresses and line breaks out."),
        ({"options": "Bus\nTrain"}, "Give the answers to choose from for “One of several”, and for no other kind."),
        ({"kept_days": 31}, "Enter a whole number from 1 to 30."),
        ({"kept_days": 0}, "Enter a whole number from 1 to 30."),
    ],
)
def test_a_question_that_cannot_be_asked_so_is_refused_in_words(desk, of, typed, told):
    question = QuestionFactory(event=of)
    answer = save(desk, of, **{f"form_questions-0-{name}": value for name, value in typed.items()})
    assert told in text(answer)
    question.refresh_from_db()
    assert (question.kind, question.kept_days) == ("text", 7)


@pytest.mark.parametrize("typed", [{"form_questions-0-kind": "yes_no"}, {"form_questions-0-DELETE": "on"}])
def test_a_question_with_answers_changes_its_kind_or_goes_for_a_reason_alone_and_its_answers_go(desk, of, typed):
    question = AnswerFactory(question__event=of).question
    refused = text(save(desk, of, **typed))
    assert f"People have answered “{question}” already." in refused
    assert (Question.objects.get().kind, Answer.objects.count()) == ("text", 1)
    assert save(desk, of, **typed, why="It was misunderstood.").status_code == 302
    assert Answer.objects.count() == 0
    assert [*Question.objects.values_list("kind", flat=True)] == (["yes_no"] if "form_questions-0-kind" in typed else [])


def test_a_question_without_answers_changes_without_a_word_and_one_with_answers_may_be_said_better(desk, of):
    QuestionFactory(event=of)
    assert save(desk, of, **{"form_questions-0-kind": "yes_no"}).status_code == 302
    AnswerFactory(question=Question.objects.get(), words="Yes")
    assert save(desk, of, **{"form_questions-0-words": "Will you walk?"}).status_code == 302
    assert (Question.objects.get().words, Answer.objects.count()) == ("Will you walk?", 1)


def test_answers_are_never_kept_longer_than_people_were_told(desk, of):
    AnswerFactory(question__event=of)
    assert "was told that it is erased after 7 days" in text(save(desk, of, **{"form_questions-0-kept_days": 8}))
    assert save(desk, of, **{"form_questions-0-kept_days": 6}).status_code == 302


def test_places_in_a_workshop_never_fall_below_those_that_are_taken(desk, of):
    (one,) = workshops(of, 5)
    for name in ("ada", "ben"):
        come(of, name, one)
    assert "2 places are taken already: give 2 at least." in text(save(desk, of, **{"workshops-0-capacity": 1}))
    assert save(desk, of, **{"workshops-0-capacity": 2, "workshops-0-room": "Room 9"}).status_code == 302
    one.refresh_from_db()
    assert (one.capacity, one.room, taken(one)) == (2, "Room 9", [2])


def test_more_places_in_a_workshop_go_to_those_who_wished_for_it(desk, of):
    (one,) = workshops(of, 1)
    come(of, "ada", one)
    ben = come(of, "ben")
    ben.seats.create(workshop=one, is_kept=False)
    assert save(desk, of, **{"workshops-0-capacity": 2}).status_code == 302
    assert taken(one) == [2]
    assert ben.seats.get().is_kept


def test_a_workshop_that_somebody_chose_cannot_be_taken_away(desk, of):
    (one,) = workshops(of, 5)
    made = come(of, "ada", one)
    refused = text(save(desk, of, **{"workshops-0-DELETE": "on"}))
    assert "People who have registered chose this workshop: it cannot be taken away." in refused
    assert str(made) not in refused
    assert seats(made) == {one.title: True}
    Registration.objects.all()[0].seats.all().delete()
    Workshop.objects.update(taken=0)
    assert save(desk, of, **{"workshops-0-DELETE": "on"}).status_code == 302
    assert not Workshop.objects.exists()


def test_who_is_in_which_workshop_and_what_they_answered(desk, of):
    one, two = workshops(of, 5, 5)
    question = QuestionFactory(event=of, words="Which table?")
    ada = register(of, details=choosing("ada", one))
    AnswerFactory(question=question, registration=ada, words="The window")
    come(of, "ben", two)
    listed = reverse("admin:forum_registration_changelist")
    assert f'href="{listed}?workshop={one.pk}"' in text(desk.get(page(of)))
    shown = text(desk.get(listed, {"workshop": one.pk}))
    assert ("Ada" in shown, "Ben" in shown) == (True, False)
    shown = text(desk.get(reverse("admin:forum_registration_change", args=[ada.pk])))
    assert one.described in shown
    assert "Which table? The window" in shown
    assert not FieldChange.objects.filter(after__contains="The window").exists()


@pytest.mark.parametrize("role", roles.ROLES)
def test_how_many_are_in_a_workshop_is_for_those_who_may_see_who(client, of, role):
    (one,) = workshops(of, 77)
    come(of, "ada", one)
    client.force_login(member(role.lower()))
    assert (f"?workshop={one.pk}" in text(client.get(page(of)))) == (role in {roles.ADMINISTRATOR, roles.ORGANISER})


def test_the_file_names_the_workshops_and_holds_answers_only_where_they_are_asked_for(desk, of):
    (one,) = workshops(of, 5)
    question = QuestionFactory(event=of, words="=Which table?")
    AnswerFactory(question=question, registration=come(of, "ada", one), words="@x")
    export = reverse("admin:forum_event_export", args=[of.pk])

    def rows(**ticked):
        answer = desk.post(export, {"why": "For the rooms."} | ticked)
        return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))

    assert [(row["workshops"], "'=Which table?" in row) for row in rows()] == [(one.title, False)]
    assert [row["'=Which table?"] for row in rows(with_answers="on")] == ["'@x"]
    whys = [line.why for line in Revision.objects.of(of).order_by("pk")][-2:]
    assert whys == [
        "Exported registrations without needs: For the rooms.",
        "Exported registrations without needs and with answers: For the rooms.",
    ]


def test_who_telephones_is_asked_the_same_once_the_event_is_chosen_and_nothing_typed_is_lost(desk, of):
    EventFactory(open=True, title="Another")
    (one,) = workshops(of, 1)
    question = QuestionFactory(event=of, words="Bus or train?", choice=True, is_required=True)
    add = reverse("admin:forum_registration_add")
    shown = text(desk.get(add))
    assert "Bus or train?" not in shown
    typed = {"stamp": stamps.new("register at the desk"), "event": of.pk, "full_name": "Ada", "email": "ada@example.org"}
    typed |= {"other_organisation": "Resident", "consent": "on"}
    shown = text(desk.post(add, typed))
    assert "This page has changed" in shown
    assert "Bus or train?" in shown
    assert one.described in shown
    assert 'value="Ada"' in shown
    assert not Registration.objects.exists()
    typed |= {"stamp": stamps.new(f"register at the desk {of.pk}"), f"question-{question.pk}": "Green", "workshops": [one.pk]}
    assert desk.post(add, typed).status_code == 302
    made = Registration.objects.get()
    assert (seats(made), made.answers.get().words) == ({one.title: True}, "Green")
    typed |= {"stamp": stamps.new(f"register at the desk {of.pk}"), "email": "ben@example.org"}
    assert "is full now. Choose another, or none." in text(desk.post(add, typed))


def test_where_there_is_one_event_alone_the_desk_asks_its_questions_at_once(desk, of):
    QuestionFactory(event=of, words="Bus or train?")
    shown = text(desk.get(reverse("admin:forum_registration_add")))
    assert "Bus or train?" in shown
    assert f'<option value="{of.pk}" selected>' in shown


@pytest.mark.parametrize("number", ["", "x", "0", "٣", "9" * 30, "-1"])
def test_an_event_that_is_none_is_refused_in_words(desk, of, number):
    shown = text(desk.post(reverse("admin:forum_registration_add"), {"event": number, "stamp": stamps.new("register at the desk")}))
    assert "Choose the event." in shown or "Choose an event from the list." in shown


@needs_two_writers
@pytest.mark.django_db(transaction=True)
def test_nobody_takes_a_place_in_a_workshop_between_the_check_and_the_saving(client):
    roles.apply()
    client.force_login(member("forum organiser"))
    of = event(5)
    one = WorkshopFactory(event=of, capacity=2)
    come(of, "ada", one)
    typed = filled(client, page(of), **{"workshops-0-capacity": 1})

    def try_to_come():
        with suppress(services.WorkshopsFullError):
            come(of, "ben", one)

    newcomer = Somebody('UPDATE "forum_event"', try_to_come)
    with connection.execute_wrapper(newcomer):
        assert client.post(page(of), typed).status_code == 302
    newcomer.thread.join()
    assert (taken(one), Registration.objects.count()) == ([1], 1)
