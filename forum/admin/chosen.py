"""What somebody chose and answered, as organisers see it at a registration, and who is in which workshop."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from citysafe.design.text import day
from forum.models import Registration, Workshop
from forum.services import IDENTITY_KEPT

A_LINE_EACH = "<p>{}</p>"


class WorkshopFilter(admin.SimpleListFilter):
    """Who has a place in a workshop, as long as it is known who anybody is."""

    title = "place in a workshop"
    parameter_name = "workshop"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        known = Workshop.objects.filter(event__held_on__gt=timezone.localdate() - IDENTITY_KEPT)
        return [(str(one.pk), f"{one}, {day(one.event.held_on)}") for one in known.select_related("event")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        is_known = self.value() in dict(self.lookup_choices)
        return queryset.filter(seats__workshop=self.value(), seats__is_kept=True) if is_known else queryset


class ChosenAdmin(admin.ModelAdmin):
    """Part of a registration's page."""

    @admin.display(description="workshops")
    def workshops(self, registration: Registration) -> SafeString:
        seats = registration.seats.select_related("workshop")
        return format_html_join("", A_LINE_EACH, ((seat_in_words(seat),) for seat in seats)) or SafeString(self.get_empty_value_display())

    @admin.display(description="answers")
    def answered(self, registration: Registration) -> SafeString:
        answers = registration.answers.select_related("question")
        return format_html_join("", A_LINE_EACH, ((f"{answer.question} {answer.words}",) for answer in answers)) or SafeString(
            self.get_empty_value_display()
        )

    def chosen_fieldset(self, request: HttpRequest, registration: Any) -> list[Any]:
        """Nothing where the meeting asks nothing of its own."""
        if registration is None:
            return []
        fields = ["workshops"] if registration.event.workshops.exists() else []
        if request.user.has_perm("forum.view_answer") and registration.event.form_questions.exists():
            fields.append("answered")
        return [("What they chose and answered", {"fields": tuple(fields)})] if fields else []


def seat_in_words(seat: Any) -> str:
    return f"{seat.workshop.described}{'' if seat.is_kept else '. No place: a wish.'}"
