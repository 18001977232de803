"""What came of a meeting: its papers, the questions with their answers, and what was agreed."""

from functools import partial
from typing import Any, Self
from uuid import uuid4

from django.core.files.base import File
from django.core.validators import FileExtensionValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from citysafe.design.uploads import MB, check, ending
from forum.models.event import Event

LARGEST_PAPER = 20 * MB


def check_paper(upload: File) -> None:
    check(upload, largest=LARGEST_PAPER, beginnings={".pdf": b"%PDF-"}, kinds="PDF")


def paper_path(of: models.Model, name: str) -> str:
    """Where an upload lies: of the name that it came with, the ending alone."""
    return f"forum/{uuid4().hex}{ending(name)}"


class EventPaper(models.Model):
    """Slides or another paper of a meeting: a PDF to take along, or a link to where it is published."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="papers", help_text="The meeting it belongs to.")
    title = models.CharField(max_length=120, help_text="What it is, such as “Slides: the figures in ten minutes”.")
    file = models.FileField(
        upload_to=paper_path,
        blank=True,
        validators=[FileExtensionValidator(["pdf"], "Choose a PDF file."), check_paper],
        help_text="A PDF, 20 MB at most. Look through it for names first: everybody can read it.",
    )
    url = models.URLField("link", max_length=300, blank=True, help_text="Where it is published, instead of a file.")
    formats = models.CharField(
        "accessible format",
        max_length=200,
        blank=True,
        help_text="How it can be read without seeing it, such as “Tagged for screen readers; large print on request”. Shown beside it.",
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="Small numbers stand first.")

    class Meta:
        verbose_name = "paper"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "title"], name="forum_event_paper_once", violation_error_message="Another paper has this title already."
            ),
            models.CheckConstraint(
                name="forum_event_paper_is_a_file_or_a_link",
                condition=(Q(file="") & ~Q(url="")) | (~Q(file="") & Q(url="")),
                violation_error_message="Choose a file or give a link: one of the two.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, **options: Any) -> None:
        before = EventPaper.objects.filter(pk=self.pk).values_list("file", flat=True).first()
        super().save(**options)
        if before and before != self.file.name:
            self._forget(before)

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        name = self.file.name
        done = super().delete(*args, **options)
        if name:
            self._forget(name)
        return done

    def _forget(self, name: str) -> None:
        """What was taken off may have named somebody: its file goes too."""
        transaction.on_commit(partial(self.file.storage.delete, name))

    @property
    def size(self) -> int | None:
        """In bytes; None for a link, and for a file that has been lost."""
        name = self.file.name
        return self.file.size if name and self.file.storage.exists(name) else None


class EventQuestion(models.Model):
    """What was asked at a meeting and what an organisation answered; never who asked."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="questions", help_text="The meeting at which it was asked.")
    question = models.CharField(max_length=300, help_text="What was asked, in our words. Never who asked it.")
    answer = models.TextField(
        blank=True, help_text="What was answered, in Markdown. Empty: the page says that the answer is still to come."
    )
    organisation = models.ForeignKey(
        "plan.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="forum_answers",
        verbose_name="answered by",
        help_text="The organisation that answered. Never a person.",
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="Small numbers stand first.")

    class Meta:
        verbose_name = "question"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "question"], name="forum_event_question_once", violation_error_message="This question is already listed."
            ),
            models.CheckConstraint(
                name="forum_event_question_answered_by_whoever_says_something",
                condition=Q(organisation__isnull=True) | ~Q(answer=""),
                violation_error_message="Write down the answer, or leave out who answered.",
            ),
        ]

    def __str__(self) -> str:
        return self.question


class AgreedActionQuerySet(models.QuerySet["AgreedAction"]):
    def with_what_came(self, *, preview: bool) -> Self:
        """With whoever agreed, and the plan's action as it stands: one that is not public is none here."""
        of_the_plan: Any = self.model._meta.get_field("action").related_model
        actions = of_the_plan.objects.shown(preview=preview)
        return self.select_related("organisation").prefetch_related(models.Prefetch("action", actions))

    def unheard_of(self) -> Self:
        """Past their day, without a word of what happened; where the plan has an action for it, the plan tells."""
        return self.filter(due_on__lt=timezone.localdate(), what_happened="", action__isnull=True)


class AgreedAction(models.Model):
    """What was agreed at a meeting. How it stands is told by the plan's action, or in words where the plan has none."""

    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, related_name="agreed_actions", help_text="The meeting at which it was agreed."
    )
    words = models.CharField("what was agreed", max_length=300, help_text="One sentence: who does what. Name organisations, never people.")
    organisation = models.ForeignKey(
        "plan.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="agreed_at_forums",
        verbose_name="agreed by",
        help_text="The organisation that took it on.",
    )
    due_on = models.DateField("due", null=True, blank=True, help_text="By when it was promised. Leave empty if no day was named.")
    action = models.ForeignKey(
        "plan.Action",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="agreed_at_forums",
        verbose_name="action of the plan",
        help_text="The action that came of it. Its state and rating are then told from the plan, on this page and at the next forum.",
    )
    what_happened = models.TextField(
        blank=True, help_text="What has happened since, in Markdown. Needed where no action of the plan tells it."
    )
    what_happened_on = models.DateField("told on", null=True, blank=True, help_text="The day on which that was so.")
    position = models.PositiveSmallIntegerField(default=0, help_text="Small numbers stand first.")

    objects = AgreedActionQuerySet.as_manager()

    class Meta:
        verbose_name = "agreed action"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "words"], name="forum_agreed_action_once", violation_error_message="This is already listed."
            ),
            models.CheckConstraint(
                name="forum_agreed_action_what_happened_has_its_day",
                condition=Q(what_happened="", what_happened_on__isnull=True) | (~Q(what_happened="") & Q(what_happened_on__isnull=False)),
                violation_error_message="What happened and the day on which it was so go together.",
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def is_overdue(self) -> bool:
        return self.due_on is not None and self.due_on < timezone.localdate()
