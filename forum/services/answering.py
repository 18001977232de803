"""Answers to what an organiser asks: kept as they were given, and gone at the end that stood beside the question."""

from datetime import timedelta

from django.utils import timezone

from forum.models import Answer, Question, Registration


def store_answers(registration: Registration, answers: dict[int, str]) -> None:
    """Keep what somebody answered, by the question's number, in place of what was answered before.

    No answer is no record; a question that was taken away since the form was fetched is left out.
    """
    Answer.objects.filter(registration=registration).delete()
    given = {number: words for number, words in answers.items() if words}
    asked = Question.objects.filter(event=registration.event_id, pk__in=given) if given else []
    Answer.objects.bulk_create(Answer(question=question, registration=registration, words=given[question.pk]) for question in asked)


def erase_answers(question: Question) -> None:
    """What was answered to another kind of question answers this one no more."""
    question.answers.all().delete()


def purge_answers() -> int:
    """Erase what is over, each question by its own time; how many answers that were."""
    answers, today = Answer.objects.order_by(), timezone.localdate()
    times = answers.values_list("question__kept_days", flat=True).distinct()
    return sum(
        answers.filter(question__kept_days=days, question__event__held_on__lte=today - timedelta(days=days)).delete()[0] for days in times
    )
