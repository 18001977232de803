"""What came of a meeting, written on the meeting's own page of the desk."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db import models

from citysafe.work.attention import Matter
from forum.models import AgreedAction, EventPaper, EventQuestion

MATTERS = {
    "notes": Matter("Forums held four weeks ago without notes", lambda events: events.published().without_notes()),
    "agreed": Matter(
        "Forums with something agreed that is past its day, and no word of what happened",
        lambda events: events.published().filter(pk__in=AgreedAction.objects.unheard_of().values("event")),
    ),
}


class AgreedInline(admin.StackedInline):
    model = AgreedAction
    extra = 0
    autocomplete_fields = ("organisation", "action")
    fields = ("words", ("organisation", "due_on"), "action", "what_happened", ("what_happened_on", "position"))
    verbose_name_plural = "what was agreed"


class QuestionInline(admin.StackedInline):
    model = EventQuestion
    extra = 0
    autocomplete_fields = ("organisation",)
    fields = ("question", "answer", ("organisation", "position"))
    verbose_name_plural = "questions and answers"


class PaperInline(admin.StackedInline):
    model = EventPaper
    extra = 0
    fields = ("title", "file", "url", "formats", "position")
    verbose_name_plural = "slides and papers"
    formfield_overrides: ClassVar[Any] = {models.URLField: {"assume_scheme": "https"}}


OUTCOMES = (AgreedInline, QuestionInline, PaperInline)
