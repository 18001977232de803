"""What hangs on a meeting, on its page: the agenda, the questions of its organisers, and its workshops."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from citysafe.design.rows import LabelledRows
from citysafe.history.recording import RecordedInline
from forum.models import AgendaItem, OrganisationPlaces, Question, Workshop
from forum.part_forms import OrganisationPlacesForm, OrganisationPlacesFormSet, QuestionForm, QuestionFormSet, WorkshopForm, WorkshopFormSet

NOT_TO_ASK = (
    "Ask only what the meeting needs. Never ask about health, disability, religion, ethnic origin, political opinions, trade unions, sex life or "
    "orientation, or offences: the law protects these most. What people need in order to take part is asked already, and erased sooner."
)


class AgendaInline(LabelledRows, admin.TabularInline):
    model = AgendaItem
    extra = 0
    fields = ("at", "title")
    verbose_name = "line of the agenda"
    verbose_name_plural = "agenda"


class QuestionInline(RecordedInline, admin.StackedInline):
    model = Question
    form = QuestionForm
    formset = QuestionFormSet
    extra = 0
    fieldsets = (
        (
            None,
            {
                "fields": ("words", ("kind", "is_required"), "options", ("kept_days", "order")),
                "description": NOT_TO_ASK,
            },
        ),
    )
    verbose_name = "question"
    verbose_name_plural = "questions that people answer when they register"


class OrganisationPlacesInline(LabelledRows, RecordedInline, admin.TabularInline):
    """Before the workshops: its rows are locked before theirs."""

    model = OrganisationPlaces
    form = OrganisationPlacesForm
    formset = OrganisationPlacesFormSet
    extra = 0
    fields = ("organisation", "at_most")
    verbose_name = "organisation"
    verbose_name_plural = "how many people of one organisation may come"

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return (*self.fields, "registered") if request.user.has_perm("forum.view_registration") else self.fields

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("registered",)

    @admin.display(description="registered within that")
    def registered(self, places: OrganisationPlaces) -> str:
        return f"{places.taken:,}" if places.pk else ""


class WorkshopInline(LabelledRows, RecordedInline, admin.TabularInline):
    model = Workshop
    form = WorkshopForm
    formset = WorkshopFormSet
    extra = 0
    fields = ("title", "starts", "ends", "room", "capacity")
    verbose_name_plural = "workshops"

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """How many are in it is for those who may see who."""
        return (*self.fields, "in_it") if request.user.has_perm("forum.view_registration") else self.fields

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("in_it",)

    @admin.display(description="places taken")
    def in_it(self, workshop: Workshop) -> str:
        if not (workshop.pk and workshop.taken):
            return "0"
        who = f"{reverse('admin:forum_registration_changelist')}?workshop={workshop.pk}"
        return format_html('<a href="{}">See the {}<span class="visually-hidden"> in “{}”</span></a>', who, f"{workshop.taken:,}", workshop)
