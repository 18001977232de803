"""How long answers are kept, and when they go."""

from datetime import timedelta

import pytest
from django.utils import timezone

from citysafe.privacy import purging
from forum import services
from forum.models import Answer
from tests.factories import AnswerFactory, QuestionFactory
from tests.forum.build import event, person, register

pytestmark = pytest.mark.django_db


def answers_of_meetings(**kept):
    """One answer each to a question that is kept so many days, of a meeting that was held 7 days ago."""
    of = event(held_on=timezone.localdate() - timedelta(days=7))
    for name, days in kept.items():
        AnswerFactory(question=QuestionFactory(event=of, kept_days=days), words=name)


def left():
    return sorted(Answer.objects.values_list("words", flat=True))


def test_each_answer_goes_at_the_time_that_stood_beside_its_question():
    answers_of_meetings(one=1, seven=7, eight=8, thirty=30)
    assert purging.run() == "erased answers to questions (2)"
    assert left() == ["eight", "thirty"]
    assert purging.run() == ""


def test_a_run_that_was_missed_is_made_up_for():
    of = event(held_on=timezone.localdate() - timedelta(days=60))
    AnswerFactory(question=QuestionFactory(event=of, kept_days=30), registration__email=None)
    assert "answers to questions (1)" in purging.run()
    assert left() == []


def test_answers_go_as_soon_as_somebody_cancels():
    of = event()
    question = QuestionFactory(event=of)
    made = register(of, details=person(answers={question.pk: "The window"}))
    assert left() == ["The window"]
    services.cancel(registration=made)
    assert left() == []


def test_what_there_is_to_choose_from():
    assert QuestionFactory(kind="yes_no").to_choose_from == ["Yes", "No"]
    assert QuestionFactory(kind="choice", options=" Red \n\n Dark  green\n").to_choose_from == ["Red", "Dark green"]
    assert QuestionFactory().to_choose_from == []
