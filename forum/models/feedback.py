"""What people say of a meeting when it is over. Nobody can tell who said what."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Q

from forum.models.event import Event

OPEN_FOR = timedelta(days=30)
LONGEST = 1000
WORDS = ("helped", "different", "next_agenda")


def open_until(event: Event) -> date:
    """The last day on which the form of a meeting is open."""
    return event.held_on + OPEN_FOR


class Feedback(models.Model):
    """One answer, without a name, an address or a time. Its key is random, and the rows lie in the order of the keys: nothing tells the first from the last."""

    class Useful(models.TextChoices):
        VERY = "very", "Very useful"
        QUITE = "quite", "Quite useful"
        PARTLY = "partly", "Partly useful"
        HARDLY = "hardly", "Hardly useful"
        NOT = "not", "Not useful"

    key = models.UUIDField(
        primary_key=True, editable=False, help_text="Belongs to the form that was sent: sent again, it is the same answer."
    )
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="feedback", help_text="The meeting it is about.")
    useful = models.CharField("how useful", max_length=6, choices=Useful, editable=False, help_text="How useful the meeting was.")
    helped = models.TextField("what helped", null=True, editable=False, help_text="What helped.")
    different = models.TextField("what should be different", null=True, editable=False, help_text="What should be different next time.")
    next_agenda = models.TextField("for the next agenda", null=True, editable=False, help_text="What should be on the next agenda.")
    looks_automatic = models.BooleanField(
        default=False, editable=False, help_text="It looks made by a program: it is not counted until somebody lets it."
    )

    class Meta:
        verbose_name_plural = "feedback"
        ordering = ["event", "key"]
        constraints = [
            models.CheckConstraint(
                name="forum_feedback_useful_is_known", condition=Q(useful__in=["very", "quite", "partly", "hardly", "not"])
            ),
            models.CheckConstraint(
                name="forum_feedback_nothing_is_an_empty_string",
                condition=~(Q(helped="") | Q(different="") | Q(next_agenda="")),
                violation_error_message="What is not said is left out, never kept as an empty word.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_useful_display())

    @property
    def said(self) -> list[str]:
        """What was written, without the boxes that were left empty."""
        return [words for words in (getattr(self, name) for name in WORDS) if words]
