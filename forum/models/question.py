"""What an organiser asks at one meeting alone, and what people answered."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Q

from forum.models.event import Event
from forum.models.registration import Registration

LONGEST_ANSWER = 300
LONGEST_KEPT = 30


class Question(models.Model):
    """One question of one meeting. How long its answers are kept stands beside it where it is asked."""

    class Kind(models.TextChoices):
        TEXT = "text", "Short text"
        CHOICE = "choice", "One of several"
        YES_NO = "yes_no", "Yes or no"

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="form_questions", help_text="The meeting it is asked for.")
    words = models.CharField("question", max_length=160, help_text="As people read it, such as “Which table would you like to join?”.")
    kind = models.CharField("kind of answer", max_length=8, choices=Kind, default=Kind.TEXT, help_text="How it is answered.")
    options = models.TextField(
        "answers to choose from", max_length=2000, blank=True, help_text="For “One of several” alone: one on each line, two at least."
    )
    is_required = models.BooleanField("required", default=False, help_text="Nobody can register without an answer.")
    kept_days = models.PositiveSmallIntegerField(
        "kept for, in days",
        default=7,
        help_text=f"How many days after the meeting the answers are erased: from 1 to {LONGEST_KEPT}. People read it beside the question.",
    )
    order = models.PositiveSmallIntegerField(default=1, help_text="The lowest comes first.")

    class Meta:
        verbose_name = "registration question"
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "words"], name="forum_question_once", violation_error_message="This question is asked already."
            ),
            models.CheckConstraint(name="forum_question_kind_is_known", condition=Q(kind__in=["text", "choice", "yes_no"])),
            models.CheckConstraint(
                name="forum_question_choice_has_options",
                condition=Q(kind="choice") & ~Q(options="") | ~Q(kind="choice") & Q(options=""),
                violation_error_message="Give the answers to choose from for “One of several”, and for no other kind.",
            ),
            models.CheckConstraint(
                name="forum_question_answers_go_within_30_days",
                condition=Q(kept_days__gte=1, kept_days__lte=LONGEST_KEPT),
                violation_error_message=f"Answers are erased 1 to {LONGEST_KEPT} days after the meeting.",
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def to_choose_from(self) -> list[str]:
        """The answers that there are; empty where people write their own."""
        if self.kind == self.Kind.YES_NO:
            return ["Yes", "No"]
        return [" ".join(line.split()) for line in self.options.splitlines() if line.strip()]

    @property
    def erased_on(self) -> date:
        return self.event.held_on + timedelta(days=self.kept_days)


class Answer(models.Model):
    """What one person answered. It has its own end, which is never later than that of who the person is."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, editable=False, related_name="answers", help_text="What was asked.")
    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, editable=False, related_name="answers", help_text="Whose answer it is."
    )
    words = models.CharField("answer", max_length=LONGEST_ANSWER, editable=False, help_text="As the person wrote or chose it.")

    class Meta:
        ordering = ["question__order", "question"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "registration"],
                name="forum_answer_once",
                violation_error_message="This question has been answered already.",
            ),
            models.CheckConstraint(
                name="forum_answer_says_something", condition=~Q(words=""), violation_error_message="No answer at all is no record."
            ),
        ]

    def __str__(self) -> str:
        return f"Answer of {self.registration}"
